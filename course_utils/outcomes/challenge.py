"""The last challenge: a small leaky project to make safe, without steps, and what became of it.

    challenge = last_challenge(platform)      # lays the project out, or finds it again
    challenge.look()                          # five things, each done or not yet
    challenge.run()                           # the program once, with the key from the vault

Nothing of it gives points. The project lies in the learner's folder; its keys are made for it on the practice
platform, which knows which ones they are.
"""

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from course_utils.learner.kept import keep, own_folder
from course_utils.outcomes.begun import begin, leaked_keys
from course_utils.outcomes.judging import Judge, in_vault
from course_utils.outcomes.looked import Looked
from course_utils.outcomes.program import Ran, run_program
from course_utils.outcomes.project import (
    KEYS,
    PROGRAM,
    SERVICE,
    ProjectError,
    Repository,
    lay_out,
)
from course_utils.platform_client import PracticePlatform

KIND = "challenge"


class Challenge:
    """The project, as `last_challenge` found it or laid it out; `leaked` are the rows of its keys."""

    def __init__(
        self,
        platform: PracticePlatform,
        repository: Repository,
        leaked: Sequence[dict[str, Any]],
    ) -> None:
        self._platform = platform
        self._repository = repository
        began = max(row["created_at"] for row in leaked)
        self._judge = Judge(platform, repository, frozenset(row["id"] for row in leaked), began)

    @property
    def folder(self) -> Path:
        return self._repository.folder

    def __repr__(self) -> str:
        return f"The project lies in your folder, in {SERVICE}. Make it safe to publish."

    def run(self) -> Ran:
        """Run the program once, as `look` does, with the key from the vault if one is there.

        Raises:
            ProjectError: the folder or the program is gone, or git can't be asked.
        """
        self._need_repository()
        ran = run_program(self._repository, in_vault(), self._platform)
        if ran is None:
            raise ProjectError(f"There is no `{PROGRAM}` in what git would take of {SERVICE}.")
        return ran

    def look(self) -> Looked:
        """Look at the platform, the vault and the project, and run the program once.

        Raises:
            ProjectError: the folder is gone, or git can't be asked.
        """
        self._need_repository()
        looked = self._judge.look()
        if looked.passed:
            keep(KIND, "passed", at=self._platform.clock.now().isoformat())
        return looked

    def _need_repository(self) -> None:
        if not self._repository.is_there:
            raise ProjectError(
                f"There is no git repository in {self.folder} any more. `git init` there makes one, or begin "
                "again: delete the folder and run the cell with `last_challenge` once more."
            )


def last_challenge(platform: PracticePlatform) -> Challenge:
    """Lay the project out in the learner's folder, with keys of its own, or find it as the learner has left it.

    A folder that was deleted is laid out anew, with new keys; what an earlier round left on the platform is shut.

    Raises:
        ProjectError: git is missing, or the platform knows nothing of the keys in the folder.
    """
    project = Repository(_place())
    if not project.folder.exists():
        lay_out(project.folder, begin(platform))
    leaked = leaked_keys(platform)
    if len(leaked) != len(KEYS):
        raise ProjectError(
            f"The platform knows nothing of the keys in the folder {SERVICE}: it was reset since, or the folder is "
            "none of the course's. Move the folder away or delete it, and run this cell again."
        )
    return Challenge(platform, project, leaked)


def _place() -> Path:
    """Give the folder of the project: in the learner's own, or in one that ends with this process."""
    return Path(own_folder() or _passing().name, SERVICE)


@cache
def _passing() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="course-challenge-", ignore_cleanup_errors=True)
