"""The cells that this notebook has run."""

from collections.abc import Sequence
from typing import Any

from IPython.core.getipython import get_ipython


class Cells:
    """Listens to IPython, where there is one, and keeps each cell in its latest version.

    IPython's own history has every version of every cell, and none when a client asks for no history,
    as nbval does. It tells of the cells that ran before this began to listen.
    """

    def __init__(self) -> None:
        self._sources: dict[object, str] = {}
        self._shell = _shell()
        if self._shell is not None:
            self._sources |= enumerate(self._shell.history_manager.input_hist_raw)
            self._shell.events.register("pre_run_cell", self._note)

    def _note(self, cell: Any) -> None:
        name = cell.cell_id or len(self._sources)
        self._sources.pop(name, None)
        self._sources[name] = cell.raw_cell

    def of_the_learner(self) -> Sequence[str]:
        """Give the sources, the latest last, without the checks."""
        return [cell for cell in self._sources.values() if not cell.startswith("with check(")]


def _shell() -> Any:
    return get_ipython()
