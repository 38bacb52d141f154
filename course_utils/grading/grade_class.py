"""The way in to the grading of a class: what it is graded with, here or on a cluster, and its gradebook."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.events import Options, Progress, Summary
from course_utils.grading.examining.terms import Terms
from course_utils.grading.examining.workers import Crew
from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.lock import alone
from course_utils.grading.records.preview import how_many_look_new, refuse_early
from course_utils.grading.run import Run
from course_utils.grading.sandbox.requirements import bubblewrap

_USUAL_SOURCES = ("solutions", "source")


def grade_class(root: Path, name: str, options: Options, progress: Progress) -> Summary:
    """Grade an assignment's submissions: those that are new, changed or failed.

    Raises:
        CourseError: it cannot be begun; the message says why and what to do.
    """
    assignment = load_assignment(_usual_source(root), name)
    refuse_early(root, name, options.student)
    terms = Terms(
        assignment.modules,
        assignment.examiners_cells,
        assignment.needs_platform,
        options.seed,
        options.timeout,
        options.memory,
    )
    with _crew(name, terms, options, progress) as crew:
        looking_new = how_many_look_new(
            root, name, options.student, anyway=options.force, most=crew.count
        )
        crew.start(looking_new)  # while nbgrader is loaded
        return grade_with(crew, root, name, options, progress)


@contextmanager
def _crew(name: str, terms: Terms, options: Options, progress: Progress) -> Iterator[Crew]:
    if options.scheduler:
        from course_utils.grading.cluster.client import Cluster  # noqa: PLC0415 - an extra
        from course_utils.grading.cluster.places import crew_of  # noqa: PLC0415

        with Cluster(options.scheduler, terms, progress.say) as cluster:
            progress.say(f"Grading {name} on {cluster}: boxes and nbgrader are starting …")
            with crew_of(cluster) as crew:
                yield crew
        return
    path = bubblewrap() if options.isolated else None
    progress.say(f"Grading {name}: {options.slots} boxes and nbgrader are starting …")
    with Crew(options.slots, lambda: terms.slot(path)) as crew:
        yield crew


def grade_with(crew: Crew, root: Path, name: str, options: Options, progress: Progress) -> Summary:
    """Grade an assignment with slots that are there: see `grade_class`."""
    folders = load_folders(root)
    from course_utils.grading.records.gradebook import Ledger  # noqa: PLC0415 - takes seconds

    assignment = load_assignment(folders.source, name)
    with alone(folders.source / name), Ledger(folders, assignment) as ledger:
        for left_out in ledger.assignment.left_out:
            progress.say(
                f"{left_out}.ipynb in {folders.source / name} is none of {name}'s notebooks."
            )
        if ledger.changed:
            progress.say(
                f"The source of {name} was changed after its release. It is graded as it was "
                f"released; `course release {name}` and a second run grade by the change."
            )
        return Run(folders, ledger, crew, options, progress).go()


def _usual_source(root: Path) -> Path:
    """Guess the source folder before nbgrader, which knows, is there."""
    found = [root / name for name in _USUAL_SOURCES if (root / name).is_dir()]
    return found[0] if found else root / _USUAL_SOURCES[0]
