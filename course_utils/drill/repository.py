"""The repository that was published with the key in it, and git, asked without anybody's settings.

Without git on the machine the lesson goes on: each question to git is answered with one sentence.
"""

from pathlib import Path

from course_utils import plain_git
from course_utils.drill.leaks import Leak

NO_GIT = "There is no git on this computer, so this cell can only be read."


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
        by = plain_git.author("You", "you@localhost", f"2026-11-{day:02}T20:00:00+00:00")
        try:
            done = plain_git.run(self.folder, *words, variables=by)
        except FileNotFoundError:
            return NO_GIT
        return (done.stdout + done.stderr).decode("utf-8", "replace").strip()


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
