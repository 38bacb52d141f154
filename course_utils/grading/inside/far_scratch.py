"""Folders and scripts in the learner's box, as the examiner asks for them.

What `scratch.here.Here` does, a `Here` in the learner's process does; its names cross like those of the
learner's functions, under a prefix that no name in Python can have. The answers are a stranger's.

Scripts are run by a process that was forked before the learner's first cell, and that answers by itself:
nothing that a cell replaces is in it, its memory can't be read or written, and what cells have left running
stands still as long as a script runs.
"""

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from course_utils.grading.inside.answering import answer
from course_utils.grading.inside.proxies import Exchange
from course_utils.grading.sandbox import confine
from course_utils.grading.sandbox.channel import Channel
from course_utils.scratch.here import Here, PlainTree
from course_utils.scratch.scripts import let_go_of_all_but, run_forked

_PREFIX = "scratch."


def tools_of(here: Here) -> dict[str, Callable[..., Any]]:
    """Give what the learner's process answers with, by the names that the examiner asks for."""
    tools = (
        here.lay_out,
        here.change,
        here.read,
        here.remove,
        here.variables_with,
        here.set_variables,
    )
    return {f"{_PREFIX}{tool.__name__}": tool for tool in tools}


def begin_scripts(asked: Channel, others: int) -> None:
    """Fork the process that runs scripts; this one keeps nothing of it.

    Args:
        asked: where it is asked for them.
        others: the processes that stand still meanwhile, as `os.kill` names them.
    """
    if not os.fork():
        try:
            _serve_scripts(asked, others)
        finally:
            os._exit(0)
    asked.close()


def _serve_scripts(asked: Channel, others: int) -> None:
    def run(*job: Any) -> tuple[int, str, str]:
        os.kill(others, signal.SIGSTOP)
        try:
            done = run_forked(*job)
        finally:
            os.kill(others, signal.SIGCONT)
        return done.status, done.output, done.errors

    let_go_of_all_but(*asked.numbers)
    confine.hide()
    while True:
        asked.send(answer(asked.receive(), {}, {f"{_PREFIX}run": run}))


class FarScratch:
    """Asks for what `Here` does, in the learner's process."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def lay_out(self, tree: PlainTree, name: str) -> Path:
        path: Path = self._ask(Path, "lay_out", tree, name)
        return path

    def change(self, folder: Path, tree: PlainTree) -> None:
        self._ask(object, "change", folder, tree)

    def read(self, folder: Path) -> PlainTree | str:
        found: PlainTree | str = self._ask(dict | str, "read", folder)
        return found

    def remove(self, folder: Path) -> None:
        self._ask(object, "remove", folder)

    def variables_with(self, text: str) -> list[str]:
        return [str(name) for name in self._ask(list, "variables_with", text)]

    def set_variables(self, values: Mapping[str, str | None]) -> dict[str, str | None]:
        before: dict[str, str | None] = self._ask(dict, "set_variables", dict(values))
        return before

    def run(
        self, name: str, text: str, environment: Mapping[str, str], dotenv: str = ""
    ) -> tuple[int, str, str]:
        job = (name, text, dict(environment), dotenv)
        done = self._exchange.ask(f"{_PREFIX}run", job, {}, of_scripts=True)
        if not isinstance(done, tuple) or [type(part) for part in done] != [int, str, str]:
            raise TypeError(f"{name} could not be run.")
        status, output, errors = done
        return status, output, errors

    def _ask(self, kind: Any, tool: str, *arguments: object) -> Any:
        answer = self._exchange.ask(f"{_PREFIX}{tool}", arguments, {})
        if not isinstance(answer, kind):
            raise TypeError(f"{tool} gave no proper answer.")
        return answer
