"""The kernel of a page (`pyodide_kernel` of JupyterLite), which has no session: what it sends leaves through some methods.

Each of them is led through a session here, which `extension` then stands before as before any other.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

_Message = dict[str, Any]


class PageSession:
    """Makes and sends messages as a session of jupyter_client; what is sent is handed to `shows`, by its kind."""

    def __init__(self, shows: Mapping[str, Callable[[_Message], Any]]) -> None:
        self._shows = shows

    def msg(
        self, kind: str, content: _Message, metadata: _Message | None = None, **_others: object
    ) -> _Message:
        """Make a message. One cell runs at a time, so all are of the same."""
        return {"header": {"msg_type": kind}, "content": content, "metadata": metadata or {}}

    def send(
        self, _stream: None, message: _Message | str, content: Any = None, **_others: object
    ) -> Any:
        """Hand a message on; give what that gives."""
        if isinstance(message, str):
            message = self.msg(message, content)
        show = self._shows.get(message["header"]["msg_type"])
        return show(message["content"]) if show else None


def give_session(shell: Any, streams: Sequence[Any]) -> PageSession:
    """Lead whatever the kernel of a page sends through a session, and give that to the kernel.

    Args:
        shell: the kernel's, which has it as `kernel`.
        streams: what `print` writes to.
    """
    session = PageSession(_ways_out(shell, streams))
    _lead(shell, streams, session)
    shell.kernel.session = session
    return session


def _ways_out(shell: Any, streams: Sequence[Any]) -> dict[str, Callable[[_Message], Any]]:
    """Give what shows each kind of message, as it is before anything is led elsewhere."""
    writes = {stream.name: stream.write for stream in streams}
    display, hook = shell.display_pub, shell.displayhook
    publish, clear, show_result = display.publish, display.clear_output, hook.write_format_data
    return {
        "stream": lambda content: writes[content["name"]](content["text"]),
        "display_data": lambda content: publish(**content),
        "update_display_data": lambda content: publish(**content, update=True),
        "clear_output": lambda content: clear(**content),
        "execute_result": lambda content: show_result(content["data"], content["metadata"]),
        "reply": lambda content: content,
    }


def _lead(shell: Any, streams: Sequence[Any], session: PageSession) -> None:
    kernel, display, hook = shell.kernel, shell.display_pub, shell.displayhook
    run, complete, inspect = kernel.run, kernel.complete, kernel.inspect

    def send(kind: str, **content: object) -> Any:
        return session.send(None, kind, content)

    def publish(
        data: object,
        metadata: object = None,
        _source: object = None,
        *,
        transient: object = None,
        update: bool = False,
        **_others: object,
    ) -> None:
        kind = "update_display_data" if update else "display_data"
        send(kind, data=data, metadata=metadata or {}, transient=transient or {})

    async def run_cell(code: str) -> Any:
        send("execute_input", code=code)
        try:
            return send("reply", **await run(code))
        finally:
            send("status", execution_state="idle")

    for stream in streams:
        stream.write = partial(lambda name, text: send("stream", name=name, text=text), stream.name)
    display.publish = publish
    display.clear_output = lambda wait=False: send("clear_output", wait=wait)
    hook.write_format_data = lambda data, metadata=None: send(
        "execute_result", data=data, metadata=metadata or {}
    )
    kernel.run = run_cell
    kernel.complete = lambda *asked: send("reply", **complete(*asked))
    kernel.inspect = lambda *asked: send("reply", **inspect(*asked))
