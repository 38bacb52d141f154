"""The map, `work/start.md`: the units, what is done, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from course_utils.learner.kept import Kept, read_kept
from course_utils.learner.progress import lessons_run, lines_open, passed, points_earned
from course_utils.learner.units import Course, Unit
from course_utils.learner.workspace import Workspace
from course_utils.platform_file import write_private


@dataclass(frozen=True)
class Step:
    """One notebook on the way through the course."""

    label: str
    path: PurePosixPath
    minutes: int
    points: int
    done: bool
    lines_open: int = 0
    """In a lesson that was run to its end: the lines that are still to be filled in. Then it is not done."""
    earned: float = 0
    """Points of its visible checks that passed when they ran last; a person gives others."""

    @property
    def leads_on(self) -> bool:
        """Whether what comes after it is next: it is done, or a lesson that was run."""
        return self.done or self.lines_open > 0


@dataclass(frozen=True)
class Standing:
    """The steps of each unit, in their order, how far the learner is, and what lessons remember of them."""

    course: Course
    units: tuple[tuple[Unit, tuple[Step, ...]], ...]
    kept: Kept

    @property
    def steps(self) -> list[Step]:
        return [step for _, steps in self.units for step in steps]

    @property
    def begun(self) -> bool:
        return any(step.leads_on for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        new = next((step for step in self.steps if not step.leads_on), None)
        return new or next((step for step in self.steps if not step.done), None)

    @property
    def next_unit(self) -> Unit | None:
        return next((unit for unit, steps in self.units if self.next_step in steps), None)


def read_standing(course: Course, workspace: Workspace) -> Standing:
    was_run, exercises = lessons_run(course, workspace), passed(workspace)
    kept = read_kept(workspace.state)

    def steps(unit: Unit) -> Iterator[Step]:
        left = lines_open(course.home / unit.lesson_path, kept) if unit.name in was_run else 0
        done = unit.name in was_run and not left
        yield Step("Lesson", unit.lesson_path, unit.lesson_minutes, 0, done, left)
        if unit.exercise and unit.exercise_path:
            yield Step(
                "Exercise",
                unit.exercise_path,
                unit.exercise_minutes,
                unit.points,
                unit.exercise in exercises,
                earned=points_earned(workspace, unit.exercise),
            )

    units = tuple((unit, tuple(steps(unit))) for unit in course.units)
    return Standing(course, units, kept)


def write_map(course: Course, workspace: Workspace) -> Standing:
    """Write the map afresh where it has changed, and return the standing that it shows."""
    standing = read_standing(course, workspace)
    text, file = render(standing), workspace.map_file
    if not (file.is_file() and file.read_bytes() == text.encode()):
        write_private(file, text)
    return standing


def render(standing: Standing) -> str:
    """Return the map as Markdown. Its links are relative, so JupyterLab opens them as notebooks."""
    parts = [
        f"# {standing.course.title}",
        _greeting(standing),
        _next(standing),
        _progress(standing),
        _table(standing),
        _good_to_know(standing),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_HIDDEN = (
    " In the exercises, all checks that you can see pass. When they are graded, hidden checks run as well: "
    "more examples of the same rules."
)

_DONE = "**✓\N{NO-BREAK SPACE}done**"

_GOOD_TO_KNOW = """\
## Good to know

- **Run a cell:** click into it and press <kbd>Shift</kbd> <kbd>Enter</kbd>. A lesson is done \
when you have run its last cell and every line that `check.answer` looks at is right.
- **Try things out:** these notebooks are your own copies. Change what you like; nothing overwrites them.
- **A word is new to you?** Each is explained where it first stands, and all of them again in the \
[word list](lessons/words.md)."""

_CHECK = """\
- **Check an exercise:** choose *File → New → Terminal* and type `course check` and the number of its \
unit. When every check that you can see passes, hand it in. When it is graded, hidden checks run as well."""

_MORE_TO_KNOW = """\
- **Begin one again:** type `course reset` and the number of its unit in a terminal. Yours is kept beside the new one.
- **See how far you are:** save the notebook, and this map shows it.
- **Take a break:** save, then press <kbd>Ctrl</kbd> <kbd>C</kbd> in the terminal where you started \
the course. This map remembers where you were.
- **Something does not work?** Choose *File → New → Terminal* and type `course doctor`."""


def _good_to_know(standing: Standing) -> str:
    has_exercises = any(unit.exercise for unit in standing.course.units)
    return "\n".join([_GOOD_TO_KNOW, *[_CHECK] * has_exercises, _MORE_TO_KNOW])


def _greeting(standing: Standing) -> str:
    if not standing.begun:
        return (
            "Welcome! Here you learn what an API key is, how to use one, and how to keep it safe. "
            "Everything runs on your own computer: it costs nothing, and you cannot break anything."
        )
    if standing.next_step:
        return ""
    return (
        "You have worked through everything that is here. Every notebook stays for when you need it."
        + _HIDDEN * any(step.points for step in standing.steps)
    )


def _next(standing: Standing) -> str:
    step, unit = standing.next_step, standing.next_unit
    if step is None or unit is None:
        return ""
    return (
        '<div class="course-next">\n\n'
        f"Next: **[{unit.label}]({step.path})**<br>{' · '.join([step.label, *_size(step)])}"
        "\n\n</div>"
    )


def _progress(standing: Standing) -> str:
    steps = standing.steps
    done = [step for step in steps if step.done]
    facts = [f"{len(done)} of {len(steps)} done"]
    if points := sum(step.points for step in steps):
        passing = sum(step.earned for step in steps)
        in_all = f"{points} points"
        facts.append(f"visible checks pass for {passing:g} of {in_all}" if passing else in_all)
    if left := sum(step.minutes for step in steps if not step.leads_on):
        facts.append(f"about {duration(left)} to go")
    bar = f'<progress value="{len(done)}" max="{len(steps)}"></progress>'
    return f"## Your progress\n\n{bar}<br>{' · '.join(facts)}"


def _table(standing: Standing) -> str:
    columns = ["Unit", "Lesson", "Exercise"][: 1 + max(len(steps) for _, steps in standing.units)]
    rows = [columns, [":--"] * len(columns)]
    for unit, steps in standing.units:
        entries = [_entry(step, standing.next_step) for step in steps]
        rows.append([f"**{unit.number:02}** {unit.title}", *entries, ""][: len(columns)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _entry(step: Step, next_step: Step | None) -> str:
    facts = _size(step)
    if step.done:
        facts.append("**✓\N{NO-BREAK SPACE}visible checks pass**" if step.points else _DONE)
    elif step.lines_open:
        facts.append(lines_to_fill_in(step.lines_open))
    elif step is next_step:
        facts.append("**next**")
    return f"[{step.label}]({step.path})<br><small>{' · '.join(facts)}</small>"


def _size(step: Step) -> list[str]:
    return [duration(step.minutes)] + [f"{step.points} points"] * (step.points > 0)


def lines_to_fill_in(number: int) -> str:
    """Say of a lesson that was run to its end how many lines are still to be filled in."""
    return f"run, {number} line{'s' * (number > 1)} to fill in"


def duration(minutes: int) -> str:
    """Say a number of minutes as people do: `1 h 25 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0))
