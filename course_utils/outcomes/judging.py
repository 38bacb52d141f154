"""How the last challenge is judged: five lines, each asked of the platform, the vault, the project or git."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import keyring

from course_utils.keys import ELLIPSIS
from course_utils.leaks.scanning import scan_files, scan_history
from course_utils.leaks.text import redacted
from course_utils.outcomes.begun import VAULT
from course_utils.outcomes.looked import Line, Looked
from course_utils.outcomes.program import run_program
from course_utils.outcomes.project import PROGRAM, REPORT, SERVICE, SHOWS, Repository, clone_ignores
from course_utils.platform_client import PracticePlatform

_NEEDED = "api.model.request"
_MAY = frozenset({_NEEDED, "api.model.read"})
"""What the new key may be able to do: to ask for a verse, and to see at the start that it works, as in unit 06."""


@dataclass(frozen=True)
class Judge:
    """Who looks at one round: the ids of the keys that `leaked` in it, and when it `began`."""

    platform: PracticePlatform
    repository: Repository
    leaked: frozenset[str]
    began: datetime

    def look(self) -> Looked:
        """Ask for all five, and run the program once.

        Raises:
            ProjectError: git can't be asked.
        """
        value = in_vault()
        row = self.platform.try_key(value)[1] if value else None
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
        return Looked(lines, tuple(filter(None, (self._order(row), self._report()))))

    def _still_open(self) -> str:
        good = len(self.platform.let_in(self.leaked))
        if not good:
            return ""
        return f"{good} of the {len(self.leaked)} keys in this project still {'open' if good > 1 else 'opens'} the door."

    def _new_key(self, value: str, row: dict[str, Any] | None) -> str:
        if not value:
            return f"There is none yet. The user name in the vault is `{VAULT[1]}`."
        if row is None:
            return "What lies there is no key of a project."
        if row["id"] in self.leaked:
            return "The key that lies there is one of those that leaked."
        if not self.platform.let_in([row["id"]]):
            return "The platform refuses the key that lies there."
        if row["created_at"] < self.began:
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
        seen = self.platform.latest_request()
        ran = run_program(self.repository, value, self.platform)
        if ran is None:
            return "There is no such file in what git would take."
        if ran.shows_a_key:
            return "It prints a key. Who gets the verse must not get the key."
        if ran.left:
            return f"It leaves a key in `{ran.left}`, and git would take that file."
        if ran.status or not ran.printed.strip():
            said = ran.last_words.replace("`", "'")
            return f"Started with that key in `OPENAI_API_KEY`, it prints no verse. {said}".rstrip()
        used = [
            entry
            for entry in self.platform.requests(after=seen)
            if entry["output_tokens"] and row is not None and entry["key_id"] == row["id"]
        ]
        return (
            ""
            if used
            else "It prints something, but the platform saw nobody ask a model with that key."
        )

    def _in_reach(self) -> str:
        if self.repository.tracks(".env"):
            return "Git still tracks `.env`."
        if not self.repository.ignores(".env"):
            return "Nothing tells git to ignore `.env`."
        with self.repository.taken() as folder:
            if said := _held(folder):
                return f"{said}."
            if not clone_ignores(folder, ".env"):
                return (
                    "Git ignores `.env` here, and would not in a clone: write it into `.gitignore`, "
                    "and let git take that file."
                )
        for branch, tree in self.repository.other_branches():
            with self.repository.laid_out(tree) as folder:
                if said := _held(folder):
                    return (
                        f"On the branch `{redacted(branch)}`: {said}. Bring your work there with `git merge`, or delete the "
                        "branch."
                    )
        return ""

    def _kept_by_git(self, row: dict[str, Any] | None) -> str:
        if not self.repository.is_committed():
            return "There are changes that are not committed yet."
        report = scan_history(self.repository.folder)
        found = {finding.value for finding in (*report.leaks, *report.allowed)}
        here = [each["id"] for each in self.platform.table("api_keys") if _label(each) in found]
        good = self.platform.let_in(here)
        where = "`course scan --history` says where."
        if row is not None and row["id"] in good - self.leaked:
            return f"It holds the new key: {where} Revoke that one as well, and make another."
        return f"It holds a key that still works: {where} Revoke it." if good else ""

    def _order(self, row: dict[str, Any] | None) -> str:
        """Say so where the new key was there before the leaked ones were shut."""
        archived = {each["id"]: each["archived_at"] for each in self.platform.table("projects")}
        shut = [
            min(filter(None, (key["revoked_at"], archived[key["project_id"]])), default=self.began)
            for key in self.platform.table("api_keys")
            if key["id"] in self.leaked
        ]
        if row is None or row["created_at"] >= max(shut):
            return ""
        return (
            "A word on the order: you made the new key before the last leaked one was shut. So long could whoever "
            "had found that one go on. After a leak, revoke first."
        )

    def _report(self) -> str:
        with self.repository.taken() as folder:
            report = folder / REPORT
            shows = report.is_file() and SHOWS in report.read_text("utf-8", "replace")
        return (
            f"`{REPORT}` still has the line that prints its key: its next run leaks one again."
            * shows
        )


def in_vault() -> str:
    """Give the key that lies in the vault for the project; "" for none."""
    return keyring.get_password(*VAULT) or ""


def _held(folder: Path) -> str:
    """Say, as a sentence without its end, where a key lies in a folder, dead or alive, allowed or not; "" for nowhere."""
    report = scan_files([folder])

    def shown(file: str) -> str:
        return f"`{file.partition(f'/{folder.name}/')[2]}`"

    if leaks := report.leaks:
        return f"The scanner still finds {len(leaks)}, the first in {shown(leaks[0].file)}, {leaks[0].place}"
    if allowed := report.allowed:
        return (
            f"A comment allows the key in {shown(allowed[0].file)}, {allowed[0].place}, and nobody needs that key: "
            "take it out"
        )
    if missed := report.missed:
        return f"The scanner can't look into {shown(missed[0].file)}: {missed[0].why}"
    return ""


def _label(row: dict[str, Any]) -> str:
    """Give what a scan shows of the key of a row."""
    return f"[key {ELLIPSIS}{row['display'].rpartition(ELLIPSIS)[2]}]"
