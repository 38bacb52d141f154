"""The repository that was published with the key in it, and git, asked without anybody's settings.

Without git on the machine the lesson goes on: each question to git is answered with one sentence.
"""

import subprocess
from pathlib import Path

from course_utils import plain_git
from course_utils.drill.leaks import Leak

NO_GIT = "There is no git on this computer, so this cell can only be read."
_SECONDS = 20.0
_DAY = "2026-11-{day:02}T20:00:00+00:00"


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str, day: int = 4) -> str:
        """Run git here, and give what it says, its complaints too; one sentence where there is no git.

        Args:
            words: the command and what follows it.
            day: the day of this November on which a commit is made.
        """
        try:
            done = subprocess.run(  # noqa: S603 - our own words, in a folder of our own
                ["git", *plain_git.OPTIONS, *words],  # noqa: S607 - wherever it is installed
                cwd=self.folder,
                env=_environment(day),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            return NO_GIT
        return (done.stdout + done.stderr).strip()


def publish(folder: Path, leak: Leak, value: str) -> Repository:
    """Make the repository in an empty folder as it was published: the key comes with the second commit, and two more follow."""
    repository = Repository(folder)
    repository.git("init", "--quiet", "--template=", "--initial-branch=main")
    files = (
        ("README.md", "# Haiku by the hour\n", "Begin"),
        (leak.file, leak.text(value), "Save the evening's work"),
        ("README.md", "# Haiku by the hour\n\nA poem at every full hour.\n", "Say what it is"),
        ("clock.py", "import os\n", "Add the clock"),
    )
    for day, (name, text, message) in enumerate(files, start=1):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message", message, day=day)
    return repository


def _environment(day: int) -> dict[str, str]:
    date = _DAY.format(day=day)
    people = {
        f"GIT_{who}_{name}": value
        for who in ("AUTHOR", "COMMITTER")
        for name, value in {"NAME": "You", "EMAIL": "you@localhost", "DATE": date}.items()
    }
    return {**plain_git.environment(), **people}
