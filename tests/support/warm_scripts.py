"""Scripts in forks of a process that was forked before anything of a notebook's ran, as a grader runs them."""

import json
import os
import socket
from collections.abc import Mapping
from typing import NoReturn

from course_utils.scratch.here import Here
from course_utils.scratch.scripts import let_go_of_all_but, run_forked


class WarmHere(Here):
    """Does what `Here` does, and runs scripts in forks of this process as it is now. Not on Windows."""

    def __init__(self) -> None:
        super().__init__()
        ours, theirs = socket.socketpair()
        if not os.fork():
            ours.close()
            _serve(theirs)
        theirs.close()
        self._socket, self._lines = ours, ours.makefile("rwb")

    def run(
        self, name: str, text: str, environment: Mapping[str, str], dotenv: str = ""
    ) -> tuple[int, str, str]:
        job = (name, text, dict(environment), dotenv)
        self._lines.write(json.dumps(job).encode() + b"\n")
        self._lines.flush()
        status, output, errors = json.loads(self._lines.readline())
        return status, output, errors


def _serve(end: socket.socket) -> NoReturn:
    try:
        let_go_of_all_but(end.fileno())
        lines = end.makefile("rwb")
        for line in lines:
            done = run_forked(*json.loads(line))
            lines.write(json.dumps((done.status, done.output, done.errors)).encode() + b"\n")
            lines.flush()
    finally:
        os._exit(0)
