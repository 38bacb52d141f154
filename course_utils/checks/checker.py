"""`check`: what a check cell is written with.

    # Header names and the scheme come in any case.
    with check("read_key"):
        key = check.key("any case")
        check.equal(read_key({"AUTHORIZATION": f"bearer {key}"}, {}), key, "HTTP ignores their case.")

A check cell names only `check` and the functions of the task, and hands plain values over: nothing that
a learner calls `len` or `datetime` can get in its way, and the same cell runs where the learner's
functions live in another process.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stderr
from typing import Any

from IPython.display import display

from course_utils.checks import examples
from course_utils.checks.explain import Checked, explain, obstacle
from course_utils.checks.hints import hints_for
from course_utils.checks.limits import TimeLimitReached, time_limit
from course_utils.checks.outcomes import Note, NotYet
from course_utils.checks.sources import Sources, executed_cells
from course_utils.checks.wording import argument_text, shown, typed


class Checker:
    """Makes checks; one of them, `course_utils.check`, serves a notebook.

    Args:
        seconds: how long one check may take before it is stopped.
        cells: the learner's code cells, where they are not those that this process has run.
    """

    key = staticmethod(examples.key)
    time = staticmethod(examples.time)

    def __init__(self, *, seconds: float = 10, cells: Sequence[str] | None = None) -> None:
        self._seconds = seconds
        self._cells = cells
        self._checked = Checked("", {}, Sources([]))
        self._endless: list[object] = []
        self._hints_given: dict[str, int] = {}

    def configure(self, *, seconds: float, cells: Sequence[str]) -> None:
        """Set what a grader knows better: the time limit, and the learner's code cells as text.

        An examiner calls it once for each submission, before the first check cell runs.
        """
        self._seconds = seconds
        self._cells = cells

    def __call__(self, task: str) -> AbstractContextManager[None]:
        """Check the task's function in a `with` block; whatever goes wrong inside becomes one `NotYet`.

        What the learner's code prints is shown as usual and costs nothing. (nbgrader gives no points
        for a cell that wrote to standard error, so that text goes to standard output.)
        """
        cells = executed_cells() if self._cells is None else self._cells
        notebook = sys._getframe(1).f_globals  # noqa: SLF001 - the cell that checks
        self._checked = Checked(task, notebook, Sources(cells))
        return self._run(self._checked)

    @contextmanager
    def _run(self, checked: Checked) -> Iterator[None]:
        if reason := obstacle(checked):
            raise reason
        seconds = self._seconds / 10 if checked.function in self._endless else self._seconds
        try:
            with redirect_stderr(sys.stdout), time_limit(seconds):
                yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            if isinstance(error, TimeLimitReached):
                self._endless.append(checked.function)
            raise explain(error, checked, seconds) from None
        display_note(Note(f"✓ {checked.task} passes this check.", passed=True))

    def equal(self, found: object, expected: object, why: str) -> None:
        """Ask for a value and its type; a subclass will do, but True is not 1.

        Raises:
            NotYet: it is another value. The message shows the call as the check wrote it.
        """
        right_type = isinstance(found, type(expected)) and isinstance(found, bool) == isinstance(
            expected, bool
        )
        if right_type and found == expected:
            return
        task = self._checked.task
        if found is None and self._checked.sources.never_returns(task):
            why = f"{task} never returns a value, so Python gives None. Printing is not returning."
        show = shown if right_type else typed
        call = argument_text(sys._getframe(1)) or task  # noqa: SLF001 - the cell that checks
        raise NotYet(f"{call} gave {show(found)}. Expected: {show(expected)}.", why=why, task=task)

    def that(self, holds: bool, message: str, why: str = "") -> None:
        """Ask for anything else that can be true or false.

        Raises:
            NotYet: it does not hold; the message says what the code did.
        """
        if not holds:
            raise NotYet(message, why=why, task=self._checked.task)

    def uses(self, *names: str) -> bool:
        """Tell whether the task's function reaches one of these dotted names, under any alias."""
        return self._checked.sources.uses(self._checked.task, *names)

    def source(self) -> str:
        """Give the text of the learner's code cells."""
        return "\n\n".join(self._checked.sources.cells)

    def stored_key(self, digest: str, **record: Any) -> tuple[str, dict[Any, dict[str, Any]]]:
        """Give a key and a table that holds it under the learner's digest and under true SHA-256.

        Args:
            digest: the name of the learner's function; it may be missing, unfinished or wrong.
            record: what the key's row says; see `examples.stored_key`.
        """
        return examples.stored_key(self._checked.notebook.get(digest), **record)

    def hint(self, task: str) -> None:
        """Show the task's next hint; each is stronger than the one before."""
        hints = hints_for(task)
        number = min(self._hints_given.get(task, 0) + 1, len(hints))
        self._hints_given[task] = number
        display(Note(f"Hint {number} of {len(hints)} for {task}: {hints[number - 1]}"))
