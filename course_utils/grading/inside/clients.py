"""The clients of the `openai` library and of httpx, used once before the first fork, and pauses that are short.

Much of them is loaded when it is first used: certificates, modules, the classes of answers. In every
submission anew that takes up to a second, here once.
"""

import encodings.idna  # noqa: F401 - a connection's first look-up imports it
import importlib
import json
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from course_utils.grading.sandbox import confine

_ORGANIZATION: dict[str, dict[str, object]] = {
    "admin_api_keys.list": {},
    "audit_logs.list": {},
    "usage.completions": {"start_time": 0},
    "usage.costs": {"start_time": 0},
    "projects.list": {},
    "projects.create": {"name": "-"},
    "projects.retrieve": {"project_id": "-"},
    "projects.api_keys.list": {"project_id": "-"},
    "projects.api_keys.retrieve": {"api_key_id": "-", "project_id": "-"},
    "projects.api_keys.delete": {"api_key_id": "-", "project_id": "-"},
    "projects.service_accounts.list": {"project_id": "-"},
    "projects.service_accounts.create": {"project_id": "-", "name": "-"},
    "projects.service_accounts.update": {"service_account_id": "-", "project_id": "-", "role": "-"},
    "projects.service_accounts.api_keys.create": {
        "service_account_id": "-",
        "project_id": "-",
        "name": "-",
    },
}
_LIBRARIES = "httpx", "httpx2"
"""The `openai` library has one of its own."""
_ADDRESSES = 256
_TIMES = 8
"""How often each is asked: Python has looked at what it runs by then, and runs it faster."""
_SECONDS = 5.0
_sleep = time.sleep
_LONGEST_PAUSE = 0.001
_REQUEST = 65_536
"""Bytes, more than one of ours has."""
_MODEL = "rehearsal"
_MESSAGES = [{"role": "user", "content": "rehearsal"}]
_CHAT = {
    "id": "chatcmpl-rehearsal",
    "object": "chat.completion",
    "created": 0,
    "model": _MODEL,
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "rehearsal"},
        }
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
}
_RESPONSE = {
    "id": "resp_rehearsal",
    "object": "response",
    "created_at": 0,
    "status": "completed",
    "model": _MODEL,
    "output": [
        {
            "id": "msg_rehearsal",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": "rehearsal", "annotations": []}],
        }
    ],
    "tools": [],
    "tool_choice": "auto",
    "parallel_tool_calls": True,
}
_CHUNK = {**_CHAT, "object": "chat.completion.chunk", "choices": []}
_PAGE = {"object": "list", "id": "-", "data": [{"id": "-", "owner": {}}], "has_more": False}
"""A page of things, and as well each of these things: the client builds its classes when the first of a kind comes."""

_HELD: list[Any] = []
"""Answers of the rehearsal: a page's class is forgotten, and made again, when nobody holds one."""

_ERROR = {"error": {"message": "rehearsal", "type": "rehearsal", "param": None, "code": None}}


def warm_up() -> None:
    """Make each kind of client that is imported, with one SSL context for all that follow, and use it.

    From then on a pause is over almost at once, whoever makes it: the `openai` library before it tries again, or a
    learner's function. It would last for a second and more, in which nothing is judged, and count as a function's time.
    """
    time.sleep = _pause
    for name in _LIBRARIES:
        if name in sys.modules:
            default: Any = importlib.import_module(f"{name}._transports.default")
            default.create_ssl_context = cache(default.create_ssl_context)
            _read_each_address_once(name)
            http = sys.modules[name]
            for trust_env in (True, False):
                http.Client(trust_env=trust_env).close()
    with _something_that_answers() as url:
        _ask_it(url)
    if "openai" in sys.modules:
        _rehearse(sys.modules["openai"], importlib.import_module("httpx2"))


def _pause(seconds: Any) -> None:
    _sleep(min(seconds, _LONGEST_PAUSE))


def _read_each_address_once(name: str) -> None:
    """Let a library remember the addresses that it read: it reads the same few six times for each request."""
    reading: Any = importlib.import_module(f"{name}._urlparse")
    urls: Any = importlib.import_module(f"{name}._urls")
    reading.urlparse = urls.urlparse = lru_cache(_ADDRESSES)(reading.urlparse)


@contextmanager
def _something_that_answers() -> Iterator[str]:
    """Give the address of what answers everything, in a process of its own that is gone at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # connections end with a reset: none is left for a submission to see
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        answering = os.fork()
        if not answering:
            try:
                _answer_all(listener)
            finally:
                os._exit(0)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            os.kill(answering, signal.SIGKILL)
            os.waitpid(answering, 0)


def _answer_all(listener: socket.socket) -> None:
    confine.end_with_parent()
    said = json.dumps(_PAGE).encode()
    head = (
        f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(said)}\r\n\r\n"
    )
    while True:
        with listener.accept()[0] as connection:
            while connection.recv(_REQUEST):
                connection.sendall(head.encode() + said)


def _ask_it(url: str) -> None:
    """Ask with each kind of client that is imported: its first question takes three times as long as the next."""
    for http in filter(None, map(sys.modules.get, _LIBRARIES)):
        for _ in range(_TIMES):
            http.get(url, trust_env=False).json()
    if "course_utils.platform_line" in sys.modules:
        line = sys.modules["course_utils.platform_line"].Line(url)
        for _ in range(_TIMES):
            line.ask("GET", "", None, {}, _SECONDS).json()
        line.close()


def _rehearse(openai: Any, http: Any) -> None:
    """Ask what exercises ask, and answer it here: nothing is sent."""

    def answer(request: Any) -> Any:
        if request.url.path.endswith("/chat/completions"):
            if json.loads(request.content).get("stream"):
                events = f"data: {json.dumps(_CHUNK)}\n\ndata: [DONE]\n\n"
                return http.Response(
                    200, text=events, headers={"content-type": "text/event-stream"}
                )
            return http.Response(200, json=_CHAT)
        if request.url.path.endswith("/responses"):
            return http.Response(200, json=_RESPONSE)
        if request.url.path.endswith("/retrieve"):
            return http.Response(401, json=_ERROR)
        return http.Response(200, json=_PAGE)

    with openai.OpenAI(
        api_key="none",
        admin_api_key="none",
        base_url="http://127.0.0.1/v1",
        max_retries=0,
        http_client=http.Client(transport=http.MockTransport(answer)),
    ) as client:
        _HELD.append(client.models.list())
        try:
            client.models.retrieve("retrieve")
        except openai.AuthenticationError:
            """That is what it was asked for."""
        client.chat.completions.create(model=_MODEL, messages=_MESSAGES)
        list(client.chat.completions.create(model=_MODEL, messages=_MESSAGES, stream=True))
        _ = client.responses.create(model=_MODEL, input="rehearsal").output_text
        if "openai.resources.admin" in sys.modules:  # takes as long as all the rest
            for name, arguments in _ORGANIZATION.items():
                _HELD.append(attrgetter(name)(client.admin.organization)(**arguments))
