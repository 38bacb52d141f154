"""The files that a scan looks at: what was named, and in a folder all that git does not ignore.

An ignored `.env` is where keys belong. A folder that git knows nothing of, or ignores as a whole, is looked
at to the last file, but for environments of Python and Node.js, which are installed anew and never shared.
Links are not followed: what they lead to is looked at where it is, and of the link only what it says.
"""

import os
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from course_utils.leaks import git
from course_utils.leaks.files import Missed, keys_in
from course_utils.leaks.finding import Finding

_INSTALLED = frozenset({"node_modules"})
_MARK_OF_AN_ENVIRONMENT = "pyvenv.cfg"
_BARE = frozenset({"HEAD", "objects", "refs"})


def files_of(path: Path) -> Iterator[Path | Missed | Finding]:
    """Give the files below a path, and the keys in what links lead to; a path that is named may be a link."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _missed(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _files_in(path)
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield Missed(shown(path), "it is no file and no folder")


def shown(path: Path) -> str:
    """Give a path as it can be shown, with `/` everywhere."""
    return git.printable(os.fsencode(path.as_posix()))


def why(error: OSError | ValueError) -> str:
    """Say why the system did not let something be read."""
    return getattr(error, "strerror", None) or "its name is none that the system takes"


def _files_in(folder: Path) -> Iterator[Path | Missed | Finding]:
    names = git.known_files(folder)
    if names is None:
        yield from _all_files_in(folder)
        return
    for name in names:
        path = folder / os.fsdecode(name)
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue  # git knows it and it is deleted
        except OSError as error:
            yield _missed(path, error)
            continue
        if stat.S_ISDIR(mode):
            yield from _files_in(path)  # a repository in this one
        elif stat.S_ISREG(mode):
            yield path
        elif stat.S_ISLNK(mode):
            yield from _in_link(path)


def _all_files_in(folder: Path) -> Iterator[Path | Missed | Finding]:
    left = [folder]
    while left:
        here = left.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield _missed(here, error)
            continue
        names = {entry.name for entry in entries}
        if names >= _BARE:
            if here.name != ".git":
                yield Missed(shown(here), f"run: course scan --history {shown(here)}")
            continue
        if _MARK_OF_AN_ENVIRONMENT in names:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and entry.name not in _INSTALLED:
                left.append(Path(entry))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry)
            elif entry.is_symlink():
                yield from _in_link(Path(entry))


def _in_link(path: Path) -> Iterator[Missed | Finding]:
    try:
        target = os.fsencode(path.readlink())
    except OSError as error:
        yield _missed(path, error)
        return
    yield from keys_in(shown(path), BytesIO(target))


def _missed(path: Path, error: OSError | ValueError) -> Missed:
    return Missed(shown(path), why(error))
