"""The last challenge: a small leaky project to make safe, without steps, and what became of it.

    challenge = last_challenge(platform)      # lays the project out, or finds it again
    challenge.look()                          # five things, each done or not yet
    challenge.run()                           # the program once, with the key from the vault

Nothing of it gives points. The project lies in the learner's folder; its keys are made for it on the practice
platform, which knows which ones they are.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import keyring

from course_utils.keys import ELLIPSIS
from course_utils.leaks.scanning import scan_files, scan_history
from course_utils.learner.kept import keep, own_folder
from course_utils.outcomes.begun import VAULT, end_earlier_rounds, leaked_keys, make_keys
from course_utils.outcomes.looked import Line, Looked
from course_utils.outcomes.program import Ran, run_program
from course_utils.outcomes.project import (
    KEYS,
    PROGRAM,
    REPORT,
    SERVICE,
    SHOWS,
    TAKEN,
    ProjectError,
    Repository,
    lay_out,
)
from course_utils.platform_client import PracticePlatform

KIND = "challenge"

_NEEDED = "api.model.request"
_MAY = frozenset({_NEEDED, "api.model.read"})
"""What the new key may be able to do: to ask for a verse, and to see at the start that it works, as in unit 06."""


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
        self._leaked = frozenset(row["id"] for row in leaked)
        self._began = max(row["created_at"] for row in leaked)

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
        ran = run_program(self._repository, _in_vault(), self._platform.base_url)
        if ran is None:
            raise ProjectError(f"There is no `{PROGRAM}` in what git would take of {SERVICE}.")
        return ran

    def look(self) -> Looked:
        """Look at the platform, the vault and the project, and run the program once.

        Raises:
            ProjectError: the folder is gone, or git can't be asked.
        """
        self._need_repository()
        value = _in_vault()
        row = self._platform.try_key(value)[1] if value else None
        lines = (
            Line("No leaked key opens anything any more.", self._still_open()),
            Line(f"A new key lies in the vault, under `{SERVICE}`.", self._new_key(value, row)),
            Line(f"`{PROGRAM}` works with that key.", self._program(value, row)),
            Line("No key lies where git would take it.", self._in_reach()),
            Line(
                "All is committed, and nothing that git keeps holds a key that still works.",
                self._kept_by_git(row),
            ),
        )
        looked = Looked(lines)
        if not looked.passed:
            return looked
        keep(KIND, "passed", at=self._platform.clock.now().isoformat())
        return replace(looked, notes=tuple(filter(None, (self._order(row), self._report()))))

    def _need_repository(self) -> None:
        if not self._repository.is_there:
            raise ProjectError(
                f"There is no git repository in {self.folder} any more. `git init` there makes one, or begin "
                "again: delete the folder and run the cell with `last_challenge` once more."
            )

    def _still_open(self) -> str:
        good = len(self._platform.let_in(self._leaked))
        if not good:
            return ""
        return f"{good} of the {len(self._leaked)} keys in this project still {'open' if good > 1 else 'opens'} the door."

    def _new_key(self, value: str, row: dict[str, Any] | None) -> str:
        if not value:
            return f"There is none yet. The user name in the vault is `{VAULT[1]}`."
        if row is None:
            return "What lies there is no key of a project."
        if row["id"] in self._leaked:
            return "The key that lies there is one of those that leaked."
        if not self._platform.let_in([row["id"]]):
            return "The platform refuses the key that lies there."
        if row["created_at"] < self._began:
            return "The key that lies there is older than this project. Make one for it."
        if not row["scopes"]:
            return f"The key that lies there may do everything. The program needs `{_NEEDED}`."
        if more := sorted(set(row["scopes"].split()) - _MAY):
            named = ", ".join(f"`{scope}`" for scope in more)
            return f"The program needs `{_NEEDED}`. The key that lies there has {named}, too."
        return ""

    def _program(self, value: str, row: dict[str, Any] | None) -> str:
        if not value:
            return "It has no key to work with yet."
        seen = self._platform.latest_request()
        ran = run_program(self._repository, value, self._platform.base_url)
        if ran is None:
            return "There is no such file in what git would take."
        if ran.shows_a_key:
            return "It prints a key. Who gets the verse must not get the key."
        if ran.status or not ran.printed.strip():
            said = ran.last_words.replace("`", "'")
            return f"Started with that key in `OPENAI_API_KEY`, it prints no verse. {said}".rstrip()
        used = [
            entry
            for entry in self._platform.requests(after=seen)
            if entry["status"] == 200 and row is not None and entry["key_id"] == row["id"]
        ]
        return "" if used else "It prints something, but the platform saw no request with that key."

    def _in_reach(self) -> str:
        if self._repository.tracks(".env"):
            return "Git still tracks `.env`."
        if not self._repository.ignores(".env"):
            return "Nothing tells git to ignore `.env`."
        with self._repository.taken() as folder:
            leaks = scan_files([folder]).leaks
        if leaks:
            name = leaks[0].file.rpartition(f"/{TAKEN}/")[2]
            return f"The scanner still finds {len(leaks)}, the first in `{name}`, {leaks[0].place}."
        return ""

    def _kept_by_git(self, row: dict[str, Any] | None) -> str:
        if not self._repository.is_committed():
            return "There are changes that are not committed yet."
        report = scan_history(self.folder)
        found = {finding.value for finding in (*report.leaks, *report.allowed)}
        here = [each["id"] for each in self._platform.table("api_keys") if _label(each) in found]
        good = self._platform.let_in(here)
        where = "`course scan --history` says where."
        if row is not None and row["id"] in good - self._leaked:
            return f"It holds the new key: {where} Revoke that one as well, and make another."
        return f"It holds a key that still works: {where} Revoke it." if good else ""

    def _order(self, row: dict[str, Any] | None) -> str:
        """Say so where the new key was there before the leaked ones were shut."""
        archived = {each["id"]: each["archived_at"] for each in self._platform.table("projects")}
        shut = [
            min(filter(None, (key["revoked_at"], archived[key["project_id"]])), default=self._began)
            for key in self._platform.table("api_keys")
            if key["id"] in self._leaked
        ]
        if row is None or row["created_at"] >= max(shut):
            return ""
        return (
            "A word on the order: you made the new key before the last leaked one was shut. So long could whoever "
            "had found that one go on. After a leak, revoke first."
        )

    def _report(self) -> str:
        with self._repository.taken() as folder:
            report = folder / REPORT
            shows = report.is_file() and SHOWS in report.read_text("utf-8", "replace")
        return (
            f"`{REPORT}` still has the line that prints its key: its next run leaks one again."
            * shows
        )


def last_challenge(platform: PracticePlatform) -> Challenge:
    """Lay the project out in the learner's folder, with keys of its own, or find it as the learner has left it.

    A folder that was deleted is laid out anew, with new keys; what an earlier round left on the platform is shut.

    Raises:
        ProjectError: git is missing, or the platform knows nothing of the keys in the folder.
    """
    project = Repository(_place())
    if not project.folder.exists():
        end_earlier_rounds(platform)
        lay_out(project.folder, make_keys(platform))
    leaked = leaked_keys(platform)
    if len(leaked) != len(KEYS):
        raise ProjectError(
            f"The platform knows nothing of the keys in the folder {SERVICE}: it was reset since, or the folder is "
            "none of the course's. Move the folder away or delete it, and run this cell again."
        )
    return Challenge(platform, project, leaked)


def _in_vault() -> str:
    return keyring.get_password(*VAULT) or ""


def _label(row: dict[str, Any]) -> str:
    """Give what a scan shows of the key of a row."""
    return f"[key {ELLIPSIS}{row['display'].rpartition(ELLIPSIS)[2]}]"


def _place() -> Path:
    """Give the folder of the project: in the learner's own, or in one that ends with this process."""
    return Path(own_folder() or _passing().name, SERVICE)


@cache
def _passing() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="course-challenge-", ignore_cleanup_errors=True)
