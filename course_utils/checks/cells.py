"""The cells that this notebook has run."""

import re
from collections.abc import Sequence
from typing import Any

from IPython.core.getipython import get_ipython

from course_utils.checks.own_names import OwnNames, meanings

_CHECK = "with check("
_DEFINED = re.compile(r"^(?:async )?def (\w+)", re.MULTILINE)


class Cells:
    """Listens to IPython, where there is one, and keeps each cell in its latest version.

    IPython's own history has every version of every cell, and none when a client asks for no history,
    as nbval does. It tells of the cells that ran before this began to listen.

    Args:
        owner: what the name `check` stands for in a check cell, whatever the notebook made of it.

    Attributes:
        stopped: the error of each function's cell that ended before it was defined.
    """

    def __init__(self, owner: object) -> None:
        self.stopped: dict[str, BaseException] = {}
        self._owner = owner
        self._sources: dict[object, str] = {}
        self._before: dict[str, object] = {}
        self._shell = _shell()
        if self._shell is not None:
            self._sources |= enumerate(self._shell.history_manager.input_hist_raw)
            self._shell.events.register("pre_run_cell", self._begin)
            self._shell.events.register("post_run_cell", self._end)
            self._shell.ast_transformers.append(OwnNames())

    def _begin(self, cell: Any) -> None:
        place = cell.cell_id or len(self._sources)
        self._sources.pop(place, None)
        self._sources[place] = cell.raw_cell
        notebook = self._shell.user_ns
        self._before = {name: notebook.get(name) for name in _DEFINED.findall(cell.raw_cell)}
        notebook.update(meanings(self._owner))

    def _end(self, result: Any) -> None:
        notebook = self._shell.user_ns
        for name, before in self._before.items():
            self.stopped.pop(name, None)
            if result.error_in_exec is not None and notebook.get(name) is before:
                self.stopped[name] = result.error_in_exec

    def of_the_learner(self) -> Sequence[str]:
        """Give the sources, the latest last, without the checks."""
        return [cell for cell in self._sources.values() if not cell.startswith(_CHECK)]


def _shell() -> Any:
    return get_ipython()
