"""The learner's copies of lessons and exercises: made once, and from then on the learner's own.

A file that the learner has changed is never written again. One that still is what was put there
holds nothing of theirs: when the course has a newer version, that takes its place. Each is written in one
step, so what a full disk cuts short leaves no half notebook that would count as the learner's.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_utils.learner.units import Course, CourseFileError
from course_utils.learner.workspace import Workspace, explained_refusals, read_state, write_state
from course_utils.platform_file import replace


@dataclass(frozen=True)
class Copied:
    """What one round did, as paths relative to the learner's folder."""

    added: list[PurePosixPath] = field(default_factory=list)
    renewed: list[PurePosixPath] = field(default_factory=list)
    kept_older: list[PurePosixPath] = field(default_factory=list)


def copy_course(course: Course, workspace: Workspace) -> Copied:
    """Bring every lesson and exercise that is missing, and newer versions of untouched ones.

    Raises:
        SystemRefusedError: a file cannot be read or written.
        CourseFileError: a lesson of the course is no notebook.
    """
    notes_file = workspace.state / "copies.json"
    given = read_state(notes_file)
    copied = Copied()
    with explained_refusals(workspace.folder):
        for path in course_files(course.home):
            fresh = for_learner(path, (course.home / path).read_bytes())
            _bring(path, fresh, workspace.folder / path, given.get(str(path)), copied)
            if path not in copied.kept_older:
                given[str(path)] = _digest(path, fresh)
        write_state(notes_file, given)
    return copied


def _bring(
    path: PurePosixPath, fresh: bytes, target: Path, given: str | None, copied: Copied
) -> None:
    """Write `fresh` to `target` unless the learner has something of their own there.

    Args:
        path: the file's name in `copied`.
        fresh: what the course has now.
        target: where the learner has it.
        given: digest of what was put there last, None if nothing was.
        copied: takes note of what was done.
    """
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, fresh)
        copied.added.append(path)
    elif given not in (None, newest := _digest(path, fresh)):
        there = _digest(path, target.read_bytes())
        if there == given:
            replace(target, fresh)
            copied.renewed.append(path)
        elif there != newest:  # what a round that was cut short has brought is not theirs
            copied.kept_older.append(path)


def course_files(home: Path) -> Iterator[PurePosixPath]:
    """Name what a learner gets, relative to the course's folder."""
    for room in ("lessons", "exercises"):
        for path in sorted((home / room).rglob("*")):
            relative = path.relative_to(home)
            hidden = any(part.startswith((".", "__")) for part in relative.parts)
            if path.is_file() and not hidden:
                yield PurePosixPath(relative.as_posix())


def for_learner(path: PurePosixPath, content: bytes) -> bytes:
    """Take the outputs out of a lesson: a learner predicts first, and a cell that has a number was run.

    Raises:
        CourseFileError: it is no notebook.
    """
    if path.parts[0] != "lessons" or path.suffix != ".ipynb":
        return content
    try:
        notebook = json.loads(content)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = []
                cell["execution_count"] = None
                cell["metadata"].pop("execution", None)
        text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
        return (text + "\n").encode()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CourseFileError(
            f"The course's {path} is not a notebook ({type(error).__name__}). "
            f"Get it back with `git checkout {path}`.",
            path=path,
        ) from error


def _digest(path: PurePosixPath, content: bytes) -> str:
    if path.suffix == ".ipynb":
        content = _cells(content)
    return hashlib.sha256(content).hexdigest()


def _cells(notebook: bytes) -> bytes:
    """Return what a person writes and runs; JupyterLab changes the rest when it opens a notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        for cell in cells:
            cell["metadata"] = {}
            cell["source"] = "".join(cell["source"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return notebook
    return json.dumps(cells, sort_keys=True).encode()
