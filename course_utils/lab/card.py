"""The card of an exercise: a row a task, a dot a rule, points, and the first rule that is not yet kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from course_utils.checks.exercise import Check, Written
from course_utils.checks.hints import hints_for
from course_utils.notebooks.messages import NOT_ATTEMPTED, Parts, parts


@dataclass(frozen=True)
class Said:
    """What is known of one check."""

    check: Check
    state: str
    """`passed`, `not-yet`, `stub` (not attempted), `running`, or `open` where nothing is known."""
    message: str = ""
    earned: float = 0

    @property
    def untouched(self) -> bool:
        """Whether its message says that the task was not begun, also while it is checked again."""
        return self.message.startswith(NOT_ATTEMPTED)

    @property
    def parts(self) -> Parts:
        return parts(self.message)

    @property
    def hints(self) -> list[str]:
        rule = "" if self.untouched else self.check.rule
        return hints_for(self.check.exercise, self.check.task, rule, self.message)


@dataclass(frozen=True)
class Row:
    """A task with its rules."""

    heading: str
    rules: tuple[Said, ...]

    @property
    def title(self) -> str:
        return self.heading.partition(":")[0]

    @property
    def functions(self) -> str:
        return ", ".join(dict.fromkeys(said.check.task for said in self.rules))

    @property
    def points(self) -> float:
        return sum(said.earned for said in self.rules)

    @property
    def points_possible(self) -> float:
        return sum(said.check.points for said in self.rules)


@dataclass(frozen=True)
class Card:
    """What the panel shows of an exercise's checks."""

    rows: tuple[Row, ...]
    running: bool = False
    written: tuple[Written, ...] = ()
    """What a person marks: neither green nor points, until then."""
    flags: tuple[str, ...] = ()
    """What is odd about the notebook."""

    @property
    def rules(self) -> list[Said]:
        return [said for row in self.rows for said in row.rules]

    @property
    def points(self) -> float:
        return sum(row.points for row in self.rows)

    @property
    def points_possible(self) -> float:
        return sum(row.points_possible for row in self.rows)

    @property
    def passed(self) -> bool:
        return all(said.state == "passed" for said in self.rules)

    @property
    def empty(self) -> list[Written]:
        """The written tasks that were still untouched at the last check."""
        return [task for task in self.written if not task.begun] if self.known else []

    @property
    def known(self) -> bool:
        return any(said.state != "open" for said in self.rules)

    @property
    def not_yet(self) -> list[Said]:
        """The rules to open, the first one first; each message once."""
        first: dict[str, Said] = {}
        for said in self.rules:
            if said.message:
                first.setdefault(said.message, said)
        return list(first.values())


def make_card(
    checks: Sequence[Check],
    last: Mapping[str, Any],
    written: Sequence[Written] = (),
    fresh: Sequence[Mapping[str, Any]] = (),
    *,
    running: bool = False,
) -> Card:
    """Put together what is known of each check.

    Args:
        checks: the exercise's checks, in their order.
        last: what `course check --json` wrote last; {} if there is nothing.
        written: the exercise's tasks that a person marks.
        fresh: results of a newer run. Until a check's own is there, its last one stays.
        running: whether the others are still to come.
    """
    newest = {each["name"]: each for each in fresh}
    results = {each["name"]: each for each in last.get("checks", [])} | newest
    waiting = [check.name for check in checks if check.name not in newest]
    said = []
    for check in checks:
        result = results.get(check.name)
        now = running and check.name in waiting[:1]
        if result is None:
            said.append(Said(check, "running" if now else "open"))
            continue
        state = "passed" if result["passed"] else "not-yet" if result["attempted"] else "stub"
        earned = float(result["earned"])
        said.append(Said(check, "running" if now else state, str(result["message"]), earned))
    groups = groupby(said, key=lambda each: each.check.heading)
    rows = tuple(Row(heading, tuple(group)) for heading, group in groups)
    begun = {each["name"] for each in last.get("written", []) if each["begun"]}
    answers = tuple(replace(task, begun=task.name in begun) for task in written)
    return Card(rows, running, answers, tuple(last.get("flags", ())))
