"""git, asked without anybody's configuration, in folders that no learner has written.

A repository's own files can make git run programs. So what comes back from a learner is never one of the
folders here: single files of it are copied into a fresh repository.
"""

import subprocess
import sys
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from course_utils import plain_git
from course_utils.errors import CourseError
from course_utils.installed import need_installed_course
from course_utils.scratch.trees import Tree, lay_out, read

MISSING = "Some checks need git, and there is none on this computer."
_COMMANDS = {"darwin": "brew install git", "win32": "winget install Git.Git"}
INSTALL = f"Install it with: {_COMMANDS.get(sys.platform, 'sudo apt install git')}"
_AUTHOR = plain_git.author("Course", "course@localhost", "2026-11-02T09:00:00+00:00")
_YES, _NO = 0, 1
"""The exit statuses with which git answers a question; with any other it has not answered."""
_IN_ONE_PACK = ("-c", "fastimport.unpackLimit=1")


class GitError(CourseError):
    """git is missing, or can't do what a check needs; the message says what to do."""


def begin(folder: Path) -> None:
    """Make a folder a repository with nothing in it: git is asked for one once, and the others are its copies."""
    lay_out(begun(), folder)


@cache
def begun() -> Tree:
    """Give what git makes of an empty folder, asked once in a process and those that it forks."""
    with TemporaryDirectory(prefix="check-", ignore_cleanup_errors=True) as place:
        _run(Path(place), "init", "--quiet", "--template=")
        return read(Path(place))


def make(folder: Path, told: bytes, branch: str) -> None:
    """Make a folder a repository with a past, in the language of `git fast-import`, that stands on a branch of it.

    The folder's files stay as they lie there.
    """
    begin(folder)
    (folder / ".git" / "HEAD").write_text(f"ref: refs/heads/{branch}\n", encoding="utf-8")
    _run(folder, "fast-import", "--quiet", told=told)
    _run(folder, "read-tree", "HEAD")


def add(folder: Path, names: Iterable[str]) -> None:
    """Make files ready for the next commit."""
    _run(folder, "add", "--", *names)


def stash(folder: Path) -> None:
    """Put aside what was changed in files of the last commit, and is ready for the next one."""
    _run(folder, "add", "--update")
    _run(folder, "stash", "push", "--quiet")


def ignores(tree: Tree, name: str) -> bool:
    """Tell whether the `.gitignore` files of a tree let git leave out a name.

    Those below a `.git`, however written, are none to git, and would change the repository that is asked.

    Raises:
        GitError: git gives no answer.
    """
    with TemporaryDirectory(prefix="check-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        begin(folder)
        for path, entry in tree.items():
            *above, last = PurePosixPath(path).parts
            if last == ".gitignore" and entry.body is not None and not _has_git(above):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(entry.body)
        asked = ("check-ignore", "--quiet", "--no-index", "--", name)
        return _answered(folder, *asked, answers=(_YES, _NO)).returncode == _YES


def _has_git(folders: Iterable[str]) -> bool:
    return any(folder.casefold() == ".git" for folder in folders)


def _run(folder: Path, *words: str, told: bytes = b"") -> None:
    _answered(folder, *words, told=told)


def _answered(
    folder: Path, *words: str, told: bytes = b"", answers: Collection[int] = (_YES,)
) -> subprocess.CompletedProcess[bytes]:
    done = _ask(folder, *words, told=told)
    if done.returncode not in answers:
        said = done.stderr.decode(errors="replace").strip()[:300]
        raise GitError(f"git {words[0]} did not do what the check needs: {said}")
    return done


def _ask(folder: Path, *words: str, told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return plain_git.run(folder, *_IN_ONE_PACK, *words, variables=_AUTHOR, told=told)
    except FileNotFoundError:
        need_installed_course("A check that asks git")
        raise GitError(f"{MISSING} {INSTALL}\nThen run the cell again.") from None
