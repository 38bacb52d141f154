"""How a repository's git is asked, and what becomes of an answer that does not come.

git is asked by its plumbing alone, which runs none of a repository's own programs; `plain_git` sets aside
what its configuration could start.
"""

import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from course_utils import plain_git
from course_utils.errors import CourseError
from course_utils.installed import need_installed_course

_GIT = (*plain_git.COMMAND, "-c", "safe.directory=*")
"""The folder may belong to somebody else, as in a container: nothing of theirs is run."""

_NO_GIT = "git is not to be found. Install it, and run this again."


class RepositoryError(CourseError):
    """git is missing, or the folder is no repository that it can read; the message says what to do."""


@contextmanager
def running(
    folder: Path, words: Sequence[str], question: str, kept: Collection[str] = ()
) -> Iterator[IO[bytes]]:
    """Ask git and read its answer while it works; a question may be longer than a pipe.

    Raises:
        RepositoryError: git stopped before its answer's end, as at a broken object.
    """
    with TemporaryFile() as written:
        written.write(question.encode())
        written.seek(0)
        process = subprocess.Popen(  # noqa: S603 - our own words
            [*_GIT, *words],
            cwd=folder,
            env=plain_git.environment(kept),
            stdin=written,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    with process:
        assert process.stdout is not None
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise RepositoryError(
            f"{folder}: git stopped at an object that is broken. See what is wrong with: git fsck",
            path=folder,
        )


def answered(folder: Path, *words: str, kept: Collection[str] = ()) -> bytes:
    """Ask git, and give what it prints. Arguments as for `ask`.

    Raises:
        RepositoryError: it refused, or there is none.
    """
    done = ask(folder, *words, kept=kept)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[:300]
        raise RepositoryError(f"{folder} cannot be read as a git repository: {said}", path=folder)
    return done.stdout


def ask(
    folder: Path, *words: str, kept: Collection[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Ask git, whatever it answers.

    Args:
        folder: where.
        words: of the command.
        kept: the variables of git's own that count.

    Raises:
        RepositoryError: there is no git, or no folder.
        NotInPageError: this is a page of a browser.
    """
    try:
        return subprocess.run(  # noqa: S603 - our own words
            [*_GIT, *words],
            cwd=folder,
            env=plain_git.environment(kept),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        need_installed_course("Git")
        raise RepositoryError(_NO_GIT if folder.is_dir() else f"{folder} is not there.") from None
    except NotADirectoryError:
        raise RepositoryError(
            f"{folder} is a file, and not a git repository.", path=folder
        ) from None
