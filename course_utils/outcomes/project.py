"""The challenge's project on the disk: three commits that leak three keys, and what git says of it later.

The keys stand in the newest program, in a file that a commit "removed", and in the output of a notebook; the
first of them lies in a `.env` that git tracks, too.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from course_utils import plain_git
from course_utils.checks.git import INSTALL
from course_utils.errors import CourseError
from course_utils.installed import need_installed_course
from course_utils.server.catalogue import MODEL

SERVICE = "verse-by-mail"
"""The project's name on the platform and on the disk, and that of its new key in the vault."""

PROGRAM = "verse.py"
REPORT = "report.ipynb"
SHOWS = "print('using', key)"
"""The line of the report whose output leaks a key."""
KEYS = ("daily", "before", "report")
"""What the three leaked keys are called."""

_NONE: Mapping[str, str] = {}
_NO_GIT = f"The challenge needs git, and there is none on this computer. {INSTALL}"
_TEXTS = Path(__file__).with_name("verse_by_mail")


class ProjectError(CourseError):
    """The project can't be laid out or looked at."""


@dataclass(frozen=True)
class Repository:
    """A project's folder, asked of git without anybody's configuration."""

    folder: Path

    def git(self, *words: str, may_fail: bool = False, variables: Mapping[str, str] = _NONE) -> str:
        """Run git there and give what it prints; commits are of whom the repository's own settings name.

        Raises:
            ProjectError: git is missing, or says no where it may not.
        """
        try:
            ran = plain_git.run(self.folder, *words, variables=variables)
        except FileNotFoundError:
            gone = not self.folder.is_dir()
            raise ProjectError("The project's folder is gone." if gone else _NO_GIT) from None
        if ran.returncode and not may_fail:
            said = ran.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise ProjectError(f"Git says no to `git {words[0]}` in {self.folder.name}: {said}")
        return "" if ran.returncode else ran.stdout.decode("utf-8", "replace")

    @property
    def is_there(self) -> bool:
        return (self.folder / ".git").is_dir()

    def tracks(self, name: str) -> bool:
        return bool(self.git("ls-files", "--", name))

    def ignores(self, name: str) -> bool:
        return bool(self.git("check-ignore", "--", name, may_fail=True))

    def is_committed(self) -> bool:
        return not self.git("status", "--porcelain").strip()

    def other_branches(self) -> list[tuple[str, str]]:
        """Give the branches whose newest commit has other files than the one that is looked at, each with its tree."""
        told = self.git("for-each-ref", "--format=%(tree) %(refname:short)", "refs/heads")
        here = self.git("rev-parse", "-q", "--verify", "HEAD^{tree}", may_fail=True).strip()
        rows = (line.partition(" ") for line in told.splitlines())
        return [(name, tree) for tree, _, name in rows if tree != here]

    @contextmanager
    def taken(self) -> Iterator[Path]:
        """Lay out elsewhere what `git add --all` and a commit would take: when all is committed, what a clone gets.

        The repository stays as it is: index and new objects are copies of their own.
        """
        with _aside() as place:
            own = self.folder / ".git"
            (place / "objects").mkdir()
            with suppress(FileNotFoundError):  # nothing was ever added
                # with its time, by which git knows whose contents to compare
                shutil.copy2(own / "index", place / "index")
            variables = {
                "GIT_INDEX_FILE": str(place / "index"),
                "GIT_OBJECT_DIRECTORY": str(place / "objects"),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(own / "objects"),
            }
            self.git("add", "--all", variables=variables)
            yield self._written(place, variables)

    @contextmanager
    def laid_out(self, tree: str) -> Iterator[Path]:
        """Lay out elsewhere the files of a commit, by its tree."""
        with _aside() as place:
            variables = {"GIT_INDEX_FILE": str(place / "index")}
            self.git("read-tree", tree, variables=variables)
            yield self._written(place, variables)

    def _written(self, place: Path, variables: Mapping[str, str]) -> Path:
        """Write what an index holds into a folder of its own there."""
        folder = place / "taken"
        folder.mkdir()
        self.git("checkout-index", "--all", f"--prefix={folder.as_posix()}/", variables=variables)
        return folder


def clone_ignores(folder: Path, name: str) -> bool:
    """Tell whether git ignores a name by the files alone that lie in a folder, of which a repository is made."""
    clone = Repository(folder)
    clone.git("init", "-q")
    return clone.ignores(name)


@contextmanager
def _aside() -> Iterator[Path]:
    with TemporaryDirectory(prefix="course-challenge-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def lay_out(folder: Path, values: Mapping[str, str]) -> Repository:
    """Write the project with these keys in it, by the names of `KEYS`.

    Raises:
        ProjectError: git is missing.
        NotInPageError: this is a page of a browser.
        OSError: the folder can't be written.
    """
    need_installed_course("The challenge")
    if shutil.which("git") is None:
        raise ProjectError(_NO_GIT)
    folder.mkdir(parents=True)
    project = Repository(folder)
    project.git("init", "-q", "-b", "main")
    project.git("config", "user.name", "You")
    project.git("config", "user.email", "you@example.com")
    (folder / "README.md").write_text(_text("README.md"), encoding="utf-8")
    (folder / "config.py").write_text(_text("config.txt", values), encoding="utf-8")
    _commit(project, "Print a verse")
    (folder / "config.py").unlink()
    (folder / PROGRAM).write_text(_text("verse.txt", values), encoding="utf-8")
    (folder / ".env").write_text(f"OPENAI_API_KEY={values['daily']}\n", encoding="utf-8")
    _commit(project, "Remove the key from the code")
    report = json.dumps(_report(values["report"]), indent=1) + "\n"
    (folder / REPORT).write_text(report, encoding="utf-8")
    _commit(project, "Add the monthly report")
    return project


def _commit(project: Repository, message: str) -> None:
    project.git("add", "-A", "-f")
    project.git("commit", "-q", "-m", message)


def _text(name: str, values: Mapping[str, str] | None = None) -> str:
    text = (_TEXTS / name).read_text(encoding="utf-8")
    for field, value in {**(values or {}), "model": MODEL}.items():
        text = text.replace("{" + field + "}", value)
    return text


def _report(value: str) -> dict[str, Any]:
    """Give a notebook that asked whether its variable was right, and shows it."""
    output = {"name": "stdout", "output_type": "stream", "text": [f"using {value}\n"]}
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "id": "settings",
        "metadata": {},
        "outputs": [output],
        "source": [SHOWS],
    }
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
