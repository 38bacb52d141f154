"""The challenge's program, run once on the learner's own machine, as they would, with a key in its environment."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course_utils.environment import ADDRESS_VARIABLE
from course_utils.known_keys import remembered
from course_utils.leaks.text import find_keys, redacted
from course_utils.outcomes.project import PROGRAM, Repository, clone_ignores
from course_utils.platform_client import PracticePlatform
from course_utils.platform_file import NAME, Address

PATIENCE_SECONDS = 30
_LONGEST_SHOWN = 300


@dataclass(frozen=True, repr=False)
class Ran:
    """What came of it: the `status` with which it ended, None where it did not; what it `printed`; its `errors`.

    `left` is the name of a file in which it has left a key, and which a clone would not ignore; "" for none.
    """

    status: int | None
    printed: str
    errors: str
    left: str = ""

    def __repr__(self) -> str:
        told = "" if self.status == 0 else self.last_words or "It says nothing."
        return redacted("\n".join(filter(None, [self.printed.rstrip(), told])), remembered())

    @property
    def last_words(self) -> str:
        """Give the last line of what went wrong, without any key; "" where nothing did."""
        if self.status is None:
            return f"It did not end within {PATIENCE_SECONDS} seconds."
        lines = self.errors.split("\n")
        last = next((line for line in reversed(lines) if line.strip()), "")
        return redacted(last, remembered()).strip()[:_LONGEST_SHOWN]

    @property
    def shows_a_key(self) -> bool:
        return bool(find_keys(self.printed + self.errors, remembered()))


def run_program(repository: Repository, value: str, platform: PracticePlatform) -> Ran | None:
    """Run the program as git would take it, beside the learner's own `.env`; None where it is not there.

    It runs in a folder of its own, from where nobody finds the platform; so it is told where its vault is, too.

    Args:
        repository: the project's.
        value: of the key that it gets in OPENAI_API_KEY; "" gives none.
        platform: the practice platform.

    Raises:
        ProjectError: git can't be asked.
    """
    with repository.taken() as folder:
        if not (folder / PROGRAM).is_file():
            return None
        if (repository.folder / ".env").is_file():
            shutil.copy(repository.folder / ".env", folder)
        address = folder.parent / NAME
        Address(platform.url, platform.api_key, platform.admin_key).write(address)
        before = _written(folder)
        others = {name: each for name, each in os.environ.items() if name != "OPENAI_API_KEY"}
        own = {
            **({"OPENAI_API_KEY": value} if value else {}),
            "OPENAI_BASE_URL": platform.base_url,
            ADDRESS_VARIABLE: str(address),
            "PYTHONIOENCODING": "utf-8",
        }
        try:
            ran = subprocess.run(  # noqa: S603 - the program that this learner has written here
                [sys.executable, PROGRAM],
                cwd=folder,
                env={**others, **own},
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Ran(None, "", "")
        printed, errors = (each.decode("utf-8", "replace") for each in (ran.stdout, ran.stderr))
        return Ran(ran.returncode, printed, errors, _left(folder, before))


def _written(folder: Path) -> dict[str, bytes]:
    """Give what lies in a folder and below it, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _left(folder: Path, before: Mapping[str, bytes]) -> str:
    for name, body in _written(folder).items():
        said = body.decode("utf-8", "replace")
        changed = body != before.get(name)
        if changed and find_keys(said, remembered()) and not clone_ignores(folder, name):
            return redacted(name, remembered())
    return ""
