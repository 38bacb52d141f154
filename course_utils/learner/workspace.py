"""A learner's own folder, `work/`, and the state that the course keeps in it under `.course/`."""

import errno
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError, SystemRefusedError
from course_utils.learner.units import find_checkout
from course_utils.platform_file import NAME, STATE, write_private

WORK = "work"

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)

_PACKAGE = Path(__file__).resolve().parents[1]


class WorkspaceError(CourseError):
    """The learner's folder cannot be made or written."""


@dataclass(frozen=True)
class Workspace:
    """Where a learner's copies live. Making one does not touch the disk; `prepare` does."""

    folder: Path

    @property
    def state(self) -> Path:
        return self.folder / STATE

    @property
    def map_file(self) -> Path:
        return self.folder / "start.md"

    @property
    def doorway(self) -> Path:
        """A page that leads the browser to JupyterLab; it is not among the notebooks for long."""
        return self.folder / "open-course.html"

    @property
    def platform_file(self) -> Path:
        """What the running practice platform says about itself: address, keys, process number."""
        return self.state / NAME

    def prepare(self) -> None:
        """Make the folder and its state, private where the system has modes.

        Raises:
            WorkspaceError: when the folder cannot be made or cannot be written.
        """
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            self.state.chmod(0o700)
            for folder in (self.folder, self.state):
                with tempfile.TemporaryFile(dir=folder):
                    pass
        except OSError as error:
            raise WorkspaceError(
                f"The folder {self.folder} cannot be written ({error.strerror}). "
                "Your notebooks are kept there: make it writable, or start the course in another folder."
            ) from error


@contextmanager
def explained_refusals(folder: Path) -> Iterator[None]:
    """Turn a refusal of the system to read or write in the block into one sentence.

    Raises:
        SystemRefusedError: names the file, or `folder` where the system names none.
    """
    try:
        yield
    except OSError as error:
        raise SystemRefusedError.of(error, folder) from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock on a file while the block runs; it goes with the process, however that ends.

    A file system without locks (some homes on a network) gets a soft one: a file that names this process.

    Raises:
        filelock.Timeout: another process holds it.
        OSError: the file can't be made.
    """
    from filelock import FileLock, SoftFileLock  # noqa: PLC0415 - from then on each fork takes a millisecond more

    with ExitStack() as held:
        try:
            held.enter_context(FileLock(path, blocking=False))
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            held.enter_context(SoftFileLock(path.with_suffix(".soft-lock"), blocking=False))
        yield


def find_workspace(start: Path | None = None, package: Path = _PACKAGE) -> Workspace:
    """Find the learner's folder from `start`, by default the current folder, going upwards.

    It is the folder that holds a `.course`, or the `work/` of a folder where one was made before or
    that is a checkout of the course. Where there is none, it is that of the checkout which `package`,
    the running code, lies in; without a checkout it is `work/` in `start` itself.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / STATE).is_dir():
            return Workspace(folder)
        if (folder / WORK / STATE).is_dir() or find_checkout(folder) == folder:
            return Workspace(folder / WORK)
    return Workspace((find_checkout(package) or start) / WORK)


def read_state(path: Path) -> dict[str, Any]:
    """Return the JSON object in a state file; an absent or broken file is an empty object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def write_state(path: Path, content: dict[str, Any]) -> None:
    write_private(path, json.dumps(content, indent=1, sort_keys=True) + "\n")
