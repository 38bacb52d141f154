"""The last challenge: a small leaky project to make safe, without steps, and what became of it.

    challenge = last_challenge(platform)      # lays the project out, or finds it again
    challenge.look()                          # five things, each done or not yet

Nothing of it gives points. The project lies in the learner's folder; its keys are made for it on the practice
platform, which knows which ones they are.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import keyring

from course_utils.administration import organization
from course_utils.leaks.scanning import scan_files
from course_utils.learner.kept import keep, own_folder
from course_utils.outcomes.looked import Line, Looked
from course_utils.outcomes.project import KEYS, PROGRAM, ProjectError, Repository, lay_out
from course_utils.platform_client import PracticePlatform

SERVICE = "verse-by-mail"
"""The project's name on the platform and on the disk, and that of its new key in the vault."""

KIND = "challenge"
_PATIENCE_SECONDS = 60


class Challenge:
    """The project, as `last_challenge` found it or laid it out."""

    def __init__(
        self, platform: PracticePlatform, repository: Repository, key_ids: Sequence[str]
    ) -> None:
        self._platform = platform
        self._repository = repository
        self._leaked = frozenset(key_ids)

    @property
    def folder(self) -> Path:
        return self._repository.folder

    def __repr__(self) -> str:
        return f"The project lies in your folder, in {SERVICE}. Make it safe to publish."

    def look(self) -> Looked:
        """Look at the platform, the vault and the project, and run the program once.

        Raises:
            ProjectError: the folder is gone, or git can't be asked.
        """
        if not self._repository.is_there:
            raise ProjectError(
                f"There is no git repository in {self.folder} any more. `git init` there makes one, or begin "
                "again: delete the folder and run the cell with `last_challenge` once more."
            )
        value = keyring.get_password(SERVICE, "api-key") or ""
        looked = Looked(
            (
                Line("No leaked key opens anything any more.", self._still_open()),
                Line(f"A new key lies in the vault, under `{SERVICE}`.", self._new_key(value)),
                Line(f"`{PROGRAM}` works with that key.", self._program(value)),
                Line("No key lies where git would take it.", self._in_reach()),
                Line("All is committed, and no commit holds a good key.", self._history(value)),
            )
        )
        if looked.passed:
            keep(KIND, "passed", at=self._platform.clock.now().isoformat())
        return looked

    def _still_open(self) -> str:
        good = sum(self._is_good(row) for row in self._rows() if row["id"] in self._leaked)
        if not good:
            return ""
        return f"{good} of the {len(self._leaked)} keys in this project still {'open' if good > 1 else 'opens'} the door."

    def _new_key(self, value: str) -> str:
        if not value:
            return "There is none yet. The user name in the vault is `api-key`."
        row = self._row_of(value)
        if row is None or not self._is_good(row):
            return "The platform refuses the key that lies there."
        if row["id"] in self._leaked:
            return "The key that lies there is one of those that leaked."
        if not row["scopes"]:
            return "The key that lies there may do everything. The program needs one permission."
        scopes = set(row["scopes"].split())
        if len(scopes) > 1:
            return "The key that lies there may do more than ask for a verse."
        return ""

    def _program(self, value: str) -> str:
        program = self.folder / PROGRAM
        if not program.is_file():
            return "The file is gone."
        if not value:
            return "It has no key to work with yet."
        seen = self._platform.latest_request()
        ran = self._run(program, value)
        if ran is None:
            return f"It did not end within {_PATIENCE_SECONDS} seconds."
        row = self._row_of(value)
        used = [
            entry
            for entry in self._platform.requests(after=seen)
            if entry["status"] == 200 and row is not None and entry["key_id"] == row["id"]
        ]
        if ran.returncode or not ran.stdout.strip():
            return "Started with that key in `OPENAI_API_KEY`, it prints no verse."
        return "" if used else "It prints something, but the platform saw no request with that key."

    def _run(self, program: Path, value: str) -> "subprocess.CompletedProcess[bytes] | None":
        """Run the learner's own program on the learner's own machine, as they would, with the new key."""
        environment = {
            **os.environ,
            "OPENAI_API_KEY": value,
            "OPENAI_BASE_URL": self._platform.base_url,
        }
        try:
            return subprocess.run(  # noqa: S603 - the program that this learner has written here
                [sys.executable, str(program)],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=_PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None

    def _in_reach(self) -> str:
        if self._repository.tracks(".env"):
            return "Git still tracks `.env`."
        if not self._repository.ignores(".env"):
            return "Nothing tells git to ignore `.env`."
        report = scan_files([self.folder])
        if report.leaks:
            return f"The scanner still finds {len(report.leaks)}: `course scan` in that folder says where."
        return ""

    def _history(self, value: str) -> str:
        if not self._repository.is_committed():
            return "There are changes that are not committed yet."
        if value and self._repository.holds(value):
            return "The new key is in a commit."
        if self._still_open():
            return "A leaked key that still works is in a commit."
        return ""

    def _rows(self) -> list[dict[str, Any]]:
        return self._platform.table("api_keys")

    def _row_of(self, value: str) -> dict[str, Any] | None:
        """Find a value's row by its last four characters, which is what an operator sees of it."""
        rows = [row for row in self._rows() if row["display"][-4:] == value[-4:]]
        return rows[-1] if rows else None

    def _is_good(self, row: dict[str, Any]) -> bool:
        now = self._platform.clock.now()
        return row["revoked_at"] is None and (row["expires_at"] is None or now < row["expires_at"])


def last_challenge(platform: PracticePlatform) -> Challenge:
    """Lay the project out in the learner's folder, with keys of its own, or find it as the learner has left it.

    A folder that was deleted is laid out anew, with new keys.

    Raises:
        ProjectError: git is missing, or the platform knows nothing of the keys in the folder.
    """
    project = Repository(_place())
    if not project.folder.exists():
        lay_out(project.folder, _make_keys(platform))
    leaked = _leaked_keys(platform)
    if len(leaked) != len(KEYS):
        raise ProjectError(
            f"The platform knows nothing of the keys in the folder {SERVICE}: it was reset since, or the folder is "
            "none of the course's. Move the folder away or delete it, and run this cell again."
        )
    return Challenge(platform, project, leaked)


def _leaked_keys(platform: PracticePlatform) -> list[str]:
    """Give the ids of the keys that lie in the folder: the first one of each account of the newest such project."""
    projects = [row["id"] for row in platform.table("projects") if row["name"] == SERVICE]
    accounts = [
        row["id"]
        for row in platform.table("service_accounts")
        if row["project_id"] in projects[-1:] and row["name"] in KEYS
    ]
    keys = platform.table("api_keys")
    owned = ([key for key in keys if key["service_account_id"] == each] for each in accounts)
    return [min(each, key=lambda key: key["created_at"])["id"] for each in owned if each]


def _make_keys(platform: PracticePlatform) -> dict[str, str]:
    """Make a project with three service accounts, whose keys may do everything, as they do by default."""
    with organization(platform) as managed:
        project = managed.projects.create(name=SERVICE)
        accounts = managed.projects.service_accounts
        made = {name: accounts.create(project.id, name=name) for name in KEYS}
    keys = {name: account.api_key for name, account in made.items()}
    return {name: key.value for name, key in keys.items() if key is not None}


def _place() -> Path:
    """Give the folder of the project: in the learner's own, or in one that ends with this process."""
    return Path(own_folder() or _passing().name, SERVICE)


@cache
def _passing() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="course-challenge-", ignore_cleanup_errors=True)
