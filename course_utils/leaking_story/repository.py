"""A git repository that belongs to a lesson."""

import subprocess
from collections.abc import Collection
from pathlib import Path

from course_utils import plain_git
from course_utils.checks.git import INSTALL
from course_utils.errors import CourseError
from course_utils.installed import need_installed_course

_AUTHOR = plain_git.author("You", "you@localhost", "2026-11-02T20:00:00+00:00")
_YES, _NO = 0, 1
"""The exit statuses with which git answers a question; with any other it has not answered."""


class NoGitError(CourseError):
    """There is no git, or it did not do what the lesson asks; the message says what to do."""


class Repository:
    """A folder that is a git repository, whatever folder it lies in; no settings of anybody's count.

    The commands are so old that every git has them. Making it again of the same folder changes nothing.

    Raises:
        NoGitError: there is no git on this computer, or it failed.
        NotInPageError: this is a page of a browser.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet")

    def commit(self, message: str) -> None:
        """Commit all that git does not ignore, as `git add --all` and `git commit` do."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def ignores(self, name: str) -> bool:
        """Tell whether git leaves out a file of this name."""
        asked = ("check-ignore", "--quiet", "--no-index", "--", name)
        return self._answered(*asked, answers=(_YES, _NO)).returncode == _YES

    def git(self, *words: str) -> str:
        """Run a command of git's in the folder, and give what it prints."""
        return self._answered(*words).stdout.decode("utf-8", "replace")

    def _answered(
        self, *words: str, answers: Collection[int] = (_YES,)
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            done = plain_git.run(self.folder, *words, variables=_AUTHOR)
        except FileNotFoundError:
            need_installed_course("Git")
            raise NoGitError(
                f"This section needs git, and there is none on this computer. {INSTALL}\n"
                "Then run the cell again. The sections after this one need no git."
            ) from None
        if done.returncode not in answers:
            said = done.stderr.decode("utf-8", "replace").strip()[:300]
            raise NoGitError(
                f"git {words[0]} failed, and it says: {said}\n"
                "Run this section's cells again from its first one. The rest of the lesson needs no git."
            )
        return done
