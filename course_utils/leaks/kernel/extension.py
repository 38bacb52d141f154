"""The IPython extension: whatever a kernel sends goes through `Door` first.

Hooks of IPython's own see neither tracebacks nor what a process below Python prints, nor messages of widgets. All of
it leaves through `Session.send` of jupyter_client, the one of this kernel.
"""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.leaks.kernel.messages import clean_bytes, clean_message, without_texts
from course_utils.leaks.kernel.page import give_session
from course_utils.leaks.kernel.streams import Stream
from course_utils.leaks.kernel.values import known_values, learn
from course_utils.leaks.text import find_keys

Send = Callable[..., Any]
_Message = dict[str, Any]


class NoKernelError(CourseError):
    """The extension was loaded where there is no Jupyter kernel."""


class Door:
    """Stands before a session's `send`.

    Several threads send: the one that runs cells, one for what is printed, others of the learner's own.
    """

    def __init__(
        self, session: Any, environment: Mapping[str, str], variables: Mapping[str, object]
    ) -> None:
        self._session = session
        self._send: Send = session.send
        self._environment = environment
        self._variables = variables
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._streams: dict[tuple[str, str], tuple[Stream, Callable[[str], Any]]] = {}
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew_lock)

    def send(
        self,
        stream: Any,
        msg_or_type: _Message | str,
        content: _Message | None = None,
        parent: _Message | None = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: _Message | None = None,
        metadata: _Message | None = None,
    ) -> Any:
        """Send a message without the keys in it; the arguments are those of `Session.send`."""
        if isinstance(msg_or_type, str):
            message = self._session.msg(
                msg_or_type, content=content, parent=parent, header=header, metadata=metadata
            )
        else:
            message = dict(msg_or_type)
        buffers = buffers or message.get("buffers")

        def send(message: _Message) -> Any:
            return self._send(stream, message, ident=ident, buffers=buffers, track=track)

        with self._lock:
            kind = message["header"]["msg_type"]
            if kind == "stream":
                return self._print(message, send)
            self._end_streams(message)
            if kind != "status":  # it has one word of ours
                if kind == "execute_input":
                    # pieces of a key may stand beside it, and in the cell's first output
                    learn(find_keys(str(message["content"].get("code"))))
                known = self._known()
                message["content"] = _cleaned(message["content"], known)
                message["metadata"] = _cleaned(message["metadata"], known)
                buffers = [_cleaned_bytes(each, known) for each in buffers or ()]
            return send(message)

    def _known(self) -> frozenset[str]:
        return known_values(self._environment, self._variables)

    def _renew_lock(self) -> None:
        """Forget a lock that another thread held when this copy of the process was made."""
        self._lock = threading.RLock()

    def _print(self, message: _Message, send: Callable[[_Message], Any]) -> Any:
        content = message["content"]
        # `show` keeps the message until the cell ends: without its text
        message = {**message, "content": {**content, "text": ""}}
        cell, name = _cell(message), str(content["name"])
        stream, _ = self._streams.pop((cell, name), (Stream(), None))

        def show(text: str) -> Any:
            if not text:
                return message
            return send({**message, "content": {**message["content"], "text": text}})

        self._streams[cell, name] = stream, show
        try:
            known = self._known()
            shown = stream.add(content["text"], known)
            if os.getpid() != self._process:  # a copy of this process: no message ends a cell there
                shown += stream.end(known)
        except Exception as error:
            del self._streams[cell, name]
            shown = str(without_texts(content, error)["text"])
        return show(shown)

    def _end_streams(self, message: _Message) -> None:
        """Show what waits in a cell's streams before its next output, and all of it when a cell has ended."""
        ended = message["content"].get("execution_state") == "idle"
        for (cell, name), (stream, show) in list(self._streams.items()):
            if stream.waits and (ended or cell == _cell(message)):
                show(stream.end(self._known()))
            if ended:
                del self._streams[cell, name]


def _cell(message: _Message) -> str:
    return str((message.get("parent_header") or {}).get("msg_id", ""))


def _cleaned(content: _Message, known: frozenset[str]) -> _Message:
    try:
        return clean_message(content, known)
    except Exception as error:
        return without_texts(content, error)


def _cleaned_bytes(buffer: Any, known: frozenset[str]) -> Any:
    try:
        return clean_bytes(buffer, known)
    except Exception:
        return b""


def load(shell: Any) -> None:
    """Stand before the door of the kernel that this shell belongs to; a second time changes nothing.

    Raises:
        NoKernelError: it belongs to none.
    """
    session = getattr(getattr(shell, "kernel", None), "session", None)
    page: Any = sys.modules.get("pyodide_kernel")
    if session is None and page is not None:
        session = give_session(shell, [page.stdout_stream, page.stderr_stream])
    if session is None:
        raise NoKernelError(
            "There is no Jupyter kernel here, so nothing was changed: course_utils.leaks hides keys in "
            "notebooks. In a terminal, don't print them."
        )
    if not isinstance(getattr(session.send, "__self__", None), Door):
        session.send = Door(session, os.environ, shell.user_ns).send
        _end_copies()


def _end_copies() -> None:
    """Let go of where this process printed before there was a kernel.

    ipykernel copies to it, as it comes, what a process below Python prints, and a server's log keeps that.
    """
    for stream in (sys.stdout, sys.stderr):
        copy = getattr(stream, "_original_stdstream_copy", None)
        if copy is not None:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), copy)


def unload(shell: Any) -> None:
    """Leave the door."""
    session = shell.kernel.session
    if isinstance(getattr(session.send, "__self__", None), Door):
        del session.send
