"""`check`: what a check cell is written with.

    with check("read_key", "HTTP ignores the case of a header's name."):
        a_key = check.key("any case")
        check.equal(read_key({"AUTHORIZATION": f"Bearer {a_key}"}, {}), a_key)

The second argument is the rule that the check stands for, and why it matters. A learner reads it when
the check passes, and after what their code did when it does not yet.

A check cell names only `check` and the functions of the task, and hands plain values over: nothing that
a learner calls `len` or `datetime` can get in its way, and the same cell runs where the learner's
functions live in another process.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from course_utils.checks import examples, lines
from course_utils.checks.cells import Cells
from course_utils.checks.comparing import circumstances, difference, handed_over
from course_utils.checks.deciding import decides, plain_comparison
from course_utils.checks.evidence import Watched
from course_utils.checks.examples import GivenTable, serves
from course_utils.checks.explain import Checked, Crash, explain, obstacle
from course_utils.checks.folder import Content, Folder, Scratch
from course_utils.checks.hiding import hide
from course_utils.checks.kept import kept_after
from course_utils.checks.ledger import Ledger
from course_utils.checks.limits import TimeLimitReached, time_limit
from course_utils.checks.loan import Loan, lend
from course_utils.checks.outcomes import TOLD_BEFORE, NotAttempted, Note, NotYet
from course_utils.checks.pieces import piecewise
from course_utils.checks.raising import Raising, Texts
from course_utils.checks.script import Script, find_script
from course_utils.checks.sources import Sources
from course_utils.checks.streams import errors_to_output
from course_utils.checks.wording import argument_text, shown, source_text, typed
from course_utils.checks.written_keys import written_key
from course_utils.environment import private_vault
from course_utils.errors import CourseError
from course_utils.installed import NotInPageError
from course_utils.notebooks.running import CELL_SECONDS
from course_utils.scratch.here import Here
from course_utils.scratch.scripts import Run

if TYPE_CHECKING:
    from course_utils.platform_client import PracticePlatform


class Checker:
    """Makes checks; one of them, `course_utils.check`, serves a notebook.

    Args:
        seconds: how long one check may take before it is stopped.
        cells: the learner's code cells, where they are not those that this process has run.
    """

    time = staticmethod(examples.time)
    answer = staticmethod(lines.answer)

    def __init__(
        self, *, seconds: float = CELL_SECONDS, cells: Sequence[str] | None = None
    ) -> None:
        self._seconds = seconds
        self._cells = cells
        self._ran = Cells(self)
        self._crashes: list[Crash] = []
        self._checked = Checked("", "", {}, Sources([]), self._crashes, {})
        self._endless: list[object] = []
        self._ledger = Ledger()
        self._made: set[str] = set()
        self._lent: Loan | None = None
        self._table: GivenTable | None = None
        self._digest: tuple[Sources, object, Callable[[str], object] | None] | None = None
        self._watched: Watched | None = None
        self._platform: PracticePlatform | None = None
        self._graded = False
        self._scratch: Scratch = Here()
        self._folders: list[Folder] = []

    def configure(
        self,
        *,
        seconds: float,
        cells: Sequence[str] | None = None,
        scratch: Scratch | None = None,
        seed: str = "",
    ) -> None:
        """Set what a grader knows better: the time limit, the learner's code cells as text, where their code runs.

        From then on `platform` gives the one that the grader runs: a learner's box reaches no other. An
        examiner calls it once for each submission, before the first check cell runs.
        """
        examples.reseed(seed)
        self._seconds = seconds
        self._cells = cells
        self._scratch = scratch or self._scratch
        self._graded = True
        self._platform = None

    def listen(self) -> None:
        """Listen to IPython's shell, where that began after this was made."""
        self._ran = Cells(self)

    def __call__(self, task: str, rule: str) -> AbstractContextManager[None]:
        """Check the task's function in a `with` block; whatever goes wrong inside becomes one `NotYet`.

        What the learner's code prints is shown as usual and costs nothing. (nbgrader gives no points
        for a cell that wrote to standard error, so that text goes to standard output.)
        """
        cells = self._ran.of_the_learner() if self._cells is None else self._cells
        notebook = sys._getframe(1).f_globals  # noqa: SLF001 - the cell that checks
        self._checked = Checked(
            task, rule, notebook, self._sources(cells), self._crashes, self._ran.stopped
        )
        self._table = self._watched = self._lent = None
        self._made = set()
        return self._run(self._checked)

    def _sources(self, cells: Sequence[str]) -> Sources:
        """Read the cells once for all the checks that find the same ones."""
        known = self._checked.sources
        return known if list(known.cells) == list(cells) else Sources(cells)

    @contextmanager
    def _run(self, checked: Checked) -> Iterator[None]:
        place = (checked.task, checked.rule)
        self._ledger.begin(*place, checked.function)
        if reason := obstacle(checked):
            self._ledger.failed(*place, str(reason))
            raise reason
        seconds = self._seconds / 10 if checked.function in self._endless else self._seconds
        try:
            with self._vault(), errors_to_output(), time_limit(seconds):
                yield
        except (KeyboardInterrupt, NotInPageError):  # neither says anything of the learner's code
            raise
        except BaseException as error:
            if isinstance(error, TimeLimitReached):
                self._endless.append(checked.function)
            outcome = explain(error, checked, seconds)
            for note in self._notes(outcome):
                outcome.add_note(note)
            outcome.reword(partial(hide, made=self._made))
            self._ledger.failed(*place, str(outcome))
            if TOLD_BEFORE in outcome.message:
                self._ledger.failed_as_before(*place)
            raise outcome from None
        finally:  # out of the time limit's reach, which rings until the block is over
            self._tidy_up()
            if self._lent is not None:
                self._lent.end()
        self._ledger.passed(*place)
        Note(f"✓ {checked.rule}", passed=True).show()

    def _vault(self) -> AbstractContextManager[None]:
        """Give `keyring` the vault of the platform that `platform` gives."""
        return nullcontext() if self._graded else private_vault(os.environ)

    def _tidy_up(self) -> None:
        if self._watched is not None:
            self._watched.end()
        while self._folders:
            self._folders.pop().remove()

    def _notes(self, outcome: NotYet) -> Iterator[str]:
        """Tell what a learner can't see from a failing call: what it met, and what it did."""
        if isinstance(outcome, NotAttempted):
            return
        if self._table is not None and self._table.was_changed:
            yield "Your function changed the table that it was given. It should only read it."
        if self._watched is not None:
            with suppress(CourseError):  # the platform may be what failed
                yield self._watched.told()
        if self._lent is not None:
            yield f"{self._lent.name} was right here: {self._checked.task} was given one that is."
            return
        checked = self._checked
        for used in sorted(checked.sources.tasks_used(checked.task)):
            if self._ledger.is_failing(used, checked.notebook.get(used)):
                yield f"{checked.task} uses {used}, which fails a check of its own. Repair that one first."
                return

    def equal(self, found: object, expected: object, why: str = "") -> None:
        """Ask for a value and its type; a subclass will do, but True is not 1.

        Args:
            found: what the learner's function gave.
            expected: what it should have given; the message shows both.
            why: a reason that fits this value better than the check's rule.

        Raises:
            NotYet: it is another value. The message shows the call as the check wrote it.
        """
        same_type = isinstance(found, type(expected)) and _is_bool(found) == _is_bool(expected)
        if same_type and found == expected:
            return
        show = shown if same_type else typed
        call = argument_text(sys._getframe(1)) or self._checked.task  # noqa: SLF001 - the cell that asks
        told = [
            f"{call} gave {show(found)}.\nExpected: {show(expected)}.",
            difference(found, expected),
        ]
        if found is None:
            told.append(self._checked.sources.why_none(self._checked.task))
        told.append(circumstances(self._table, handed_over(sys._getframe(1))))  # noqa: SLF001 - as above
        message = " ".join(filter(None, told))
        raise self._checked.not_yet(message, why)

    def that(self, holds: bool, message: str, why: str = "") -> None:
        """Ask for anything else that can be true or false.

        Raises:
            NotYet: it does not hold; the message says what the code did.
        """
        if not holds:
            raise self._checked.not_yet(message, why)

    def raises(
        self,
        kind: type[Exception],
        *,
        naming: Texts = (),
        not_naming: Texts = (),
        why: str = "",
    ) -> Raising:
        """Ask for an error in a `with` block.

        Args:
            kind: its class; a subclass will do.
            naming: what its message has to name, all of it.
            not_naming: what its message must not show, such as a key.
            why: a reason that fits better than the check's rule.

        Raises:
            NotYet: at the end of the block: no error, another one, or another message.
        """
        caller = sys._getframe(1)  # noqa: SLF001 - the cell that asks
        return Raising(self._checked, caller, kind, naming, not_naming, why)

    def decides(self, *names: str) -> bool:
        """Tell whether what the task's function returns hangs on one of these dotted names, under any alias."""
        return decides(self._evidence(), self._checked.task, names)

    def comparison(self, *allowed: str) -> str:
        """Give the source of a plain comparison that the task's function makes, "" where it makes none.

        Args:
            allowed: dotted names of calls whose result may be compared.
        """
        found = plain_comparison(self._evidence(), self._checked.task, allowed)
        return f"`{source_text(found)}`" if found else ""

    def piece(self, *targets: str) -> str:
        """Give the source of a call of these names, in the task's function, that gets a piece of a text; else ""."""
        found = piecewise(self._evidence(), self._checked.task, targets)
        return f"`{source_text(found)}`" if found else ""

    def kept(self, *allowed: str) -> str:
        """Give the source of what the task's function does to keep a value after its end, "" where it does nothing.

        Args:
            allowed: calls that the task asks for, such as "set_password".
        """
        found = kept_after(self._evidence(), self._checked.task, allowed)
        return f"`{source_text(found)}`" if found else ""

    def _evidence(self) -> Sources:
        """Give what the learner's cells say, where that is what a call runs."""
        task, sources = self._checked.task, self._checked.sources
        if found := sources.rebinding(task):
            raise self._checked.not_yet(
                f"The text of {task} is read here, and `{source_text(found)}` may put another function in its place.",
                f"Give {task} its value by a plain `def {task}` alone, and leave that line out.",
            )
        return sources

    def source(self) -> str:
        """Give the text of the learner's code cells."""
        return "\n\n".join(self._checked.sources.cells)

    def varied(
        self, row: list[int], places: Sequence[int] = (), *, scaled: bool = False
    ) -> tuple[list[int], list[int]]:
        """Give another row of numbers with the same answer in each run of grading; see `examples.varied`."""
        return examples.varied(row, places, scaled=scaled)

    def key(self, name: str) -> str:
        """Give the practice key that belongs to a name; no message shows a piece of it."""
        return self._hidden(examples.key(name))

    def script(self, name: str) -> Script:
        """Give the script that a cell beginning with `%%writefile` writes.

        Raises:
            NotYet: there is none, it is as it was given, or takes something from the course itself.
        """
        return find_script(self._checked.sources.cells, name)

    def written_key(self, name: str) -> str:
        """Say in a sentence where a text that could be a key stands in a script; "" where none does.

        Args:
            name: the file's name; see `script`.
        """
        return written_key(self.script(name))

    def calls_into(self, name: str, *modules: str) -> bool:
        """Tell whether a script calls something that it imports from one of these modules, under any alias.

        Args:
            name: the file's name; see `script`.
            modules: their names without what stands behind a dot.
        """
        return self.script(name).calls_into(modules)

    def variables_with(self, text: str) -> list[str]:
        """Give the names of the environment variables that hold a text, where the learner's code runs."""
        return self._scratch.variables_with(text)

    @contextmanager
    def variables(self, **values: str) -> Iterator[None]:
        """Set environment variables where the learner's code runs, until the block ends.

        `TZ` is its time zone, `PWD` its working folder.
        """
        before = self._scratch.set_variables(values)
        try:
            yield
        finally:
            self._scratch.set_variables(before)

    def run_script(self, name: str, environment: Mapping[str, str], *, dotenv: str = "") -> Run:
        """Run a script of the learner's as a program of its own, where their code runs.

        Args:
            name: the file's name; see `script`.
            environment: its variables; it gets no others but those that Python itself needs.
            dotenv: what the file `.env` beside it says.

        Raises:
            NotYet: see `script`.
        """
        text = self.script(name).text
        return Run(*self._scratch.run(name, text, environment, dotenv))

    def folder(
        self, files: Mapping[str, Content] | None = None, *, name: str = "project"
    ) -> Folder:
        """Make a small folder to hand over; it is gone when the check ends.

        Args:
            files: what is in it, by names with `/`.
            name: its own name.
        """
        made = Folder(self._scratch, files or {}, name)
        self._folders.append(made)
        return made

    def stored_key(self, digest: str, **record: Any) -> tuple[str, dict[Any, dict[str, Any]]]:
        """Give a key and a table that holds it under the learner's digest and under true SHA-256.

        Where no row can be found by the learner's digest (it is missing, fails, has a salt), the task's
        function is given a right one until the check ends: it is judged by itself.

        Args:
            digest: the name of the learner's function.
            record: the key, if it has to be a certain one, and what its row says; see `examples.stored_key`.
        """
        checked = self._checked
        used = self._judged(digest) if self._lent is None else None
        if used is None:
            self._lent = self._lent or lend(digest, checked)
            used = examples.sha256
        key, table = examples.stored_key(used, **record)
        self._table = GivenTable(table, key)
        return (key if "key" in record else self._hidden(key)), table

    def _judged(self, digest: str) -> Callable[[str], object] | None:
        """Give a learner's digest if it serves, as long as it is the same function and no cell was changed.

        It is asked for each key once: it gives the same each time.
        """
        sources, function = self._checked.sources, self._checked.notebook.get(digest)
        judged = self._digest
        if judged is None or judged[0] is not sources or judged[1] is not function:
            served = cache(function) if callable(function) and serves(function) else None
            judged = self._digest = sources, function, served
        return judged[2]

    def _hidden(self, key: str) -> str:
        self._made.add(key)
        return key

    def platform(self) -> Watched:
        """Give a practice platform with a record that begins now.

        In a notebook that is a private one: the keys and requests of checks stay out of the learner's own. A grader's
        is the learner's too. It begins afresh in each check, where what came before has used it; a private one's vault
        is empty then.
        """
        from course_utils import practice  # noqa: PLC0415 - most checks need none

        if self._platform is None:
            running = practice.practice_platform()  # `OpenAI()` of the learner's goes there
            self._platform = running if self._graded else practice.private_platform()
        afresh = self._watched is None
        if self._watched is not None:
            self._watched.end()
        self._watched = Watched(
            self._platform, self._hidden, afresh=afresh, empty_vault=afresh and not self._graded
        )
        return self._watched

    def hint(self, task: str = "") -> None:
        """Show the next hint; see `Ledger.next_hint`.

        Raises:
            NotYet: there is no such task.
        """
        notebook = sys._getframe(1).f_globals  # noqa: SLF001 - the cell that asks
        self._ledger.next_hint(task, notebook).show()


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)
