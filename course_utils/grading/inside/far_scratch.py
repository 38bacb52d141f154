"""Folders and scripts in the learner's box, as the examiner asks for them.

What `scratch.here.Here` does, a `Here` in the learner's process does; its names cross like those of the
learner's functions, under a prefix that no name in Python can have. The answers are a stranger's.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from course_utils.grading.inside.proxies import Exchange
from course_utils.scratch.here import Here, PlainTree

_PREFIX = "scratch."


def tools_of(here: Here) -> dict[str, Callable[..., Any]]:
    """Give what the learner's process answers with, by the names that the examiner asks for."""
    tools = (here.lay_out, here.change, here.read, here.remove, here.variables_with, here.run)
    return {f"{_PREFIX}{tool.__name__}": tool for tool in tools}


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

    def run(
        self, name: str, text: str, environment: Mapping[str, str], dotenv: str = ""
    ) -> tuple[int, str, str]:
        done = self._ask(tuple, "run", name, text, dict(environment), dotenv)
        if [type(part) for part in done] != [int, str, str]:
            raise TypeError(f"{name} could not be run.")
        status, output, errors = done
        return status, output, errors

    def _ask(self, kind: Any, tool: str, *arguments: object) -> Any:
        answer = self._exchange.ask(f"{_PREFIX}{tool}", arguments, {})
        if not isinstance(answer, kind):
            raise TypeError(f"{tool} gave no proper answer.")
        return answer
