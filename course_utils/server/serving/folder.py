"""The folder in which a platform keeps what it needs from one run to the next.

`database.sqlite`, `pepper` (without it no stored digest is worth anything), `keys.json` (the learner's
practice keys, so that they stay the same), and `platform.json` while it runs: where it listens, and the
operator's token. All are for their owner alone (mode 0600, the folder 0700, where the system has modes).
"""

import json
import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from course_utils import keys
from course_utils.errors import CourseError
from course_utils.keys import Kind, Secret
from course_utils.platform_file import NAME, Address, write_private
from course_utils.server.database.tables import SCHEMA_VERSION

_DATABASE = "database.sqlite"
_OF_SQLITE = ("", "-wal", "-shm")
"""What stands behind the name of a database in the names of its files."""


class StateError(CourseError):
    """The folder can't be used; the message says why and what to do."""


@dataclass(frozen=True, repr=False)
class _Keys:
    """What `keys.json` holds."""

    api_key: str
    admin_key: str

    @classmethod
    def new(cls) -> Self:
        return cls(keys.generate(Kind.PROJECT), keys.generate(Kind.ADMIN))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the keys.

        Raises:
            TypeError, ValueError: these are none.
        """
        found = cls(**json.loads(text))
        if not all(keys.is_well_formed(key) for key in asdict(found).values()):
            raise ValueError("a key is not well formed")
        return found


class State:
    """One folder; it is made if it is missing.

    Raises:
        StateError: it can't be made, or not be written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = "pepper"
            self._pepper = self._once(name, secrets.token_hex(32))
            name = "keys.json"
            self._keys = _Keys.read(self._once(name, json.dumps(asdict(_Keys.new()))))
        except OSError as error:
            raise StateError(
                f"The platform can't keep its data in {folder}: {error.strerror}. "
                "Choose a folder that you may write to, or change its permissions."
            ) from None
        except (TypeError, ValueError, RecursionError):
            raise StateError(
                f"{folder / name} can't be read. It is for practice keys only: delete it, "
                "and the platform makes new ones.",
                path=folder / name,
            ) from None

    @property
    def database_url(self) -> sa.URL:
        return sa.URL.create("sqlite", database=str(self.folder / _DATABASE))

    def set_older_aside(self) -> str:
        """Let a database with other tables than this platform's keep its content under another name.

        Call before the database is opened; gives the sentence that says so, "" where nothing was to be done.

        Raises:
            StateError: it can't be moved.
        """
        version = _schema_of(self.folder / _DATABASE)
        if version in (None, SCHEMA_VERSION):
            return ""
        kept = next(
            name
            for number in count(1)
            if not (self.folder / (name := f"database-{version}-{number}.sqlite")).exists()
        )
        try:
            for end in _OF_SQLITE:
                file = self.folder / f"{_DATABASE}{end}"
                if file.exists():
                    file.rename(self.folder / f"{kept}{end}")
        except OSError as error:
            raise StateError(
                f"The platform's older data in {self.folder / _DATABASE} can't be set aside: {error.strerror}. "
                "Is another program still using it? Stop that, and start again."
            ) from None
        return (
            "This version of the course keeps other tables than the last, so the practice platform begins with "
            f"empty ones. Your first key is the same; keys that you made are in {self.folder / kept}, with all else."
        )

    @property
    def pepper(self) -> Secret:
        return Secret(self._pepper)

    @property
    def api_key(self) -> Secret:
        return Secret(self._keys.api_key)

    @property
    def admin_key(self) -> Secret:
        return Secret(self._keys.admin_key)

    @property
    def address_file(self) -> Path:
        return self.folder / NAME

    def announce(self, url: str, operator_token: Secret) -> None:
        """Write `platform.json`; whoever reads it can reach the platform and be its operator."""
        keys = self._keys
        address = Address(url, keys.api_key, keys.admin_key, operator_token.reveal(), os.getpid())
        address.write(self.address_file)

    def is_announced(self) -> bool:
        """Tell whether some platform's `platform.json` is there; a second one takes its own with it."""
        return self.address_file.exists()

    def withdraw(self) -> None:
        """Remove `platform.json`, unless another platform has put its own there."""
        announced = Address.read(self.address_file)
        if announced and announced.pid == os.getpid():
            self.address_file.unlink(missing_ok=True)

    def _once(self, name: str, content: str) -> str:
        path = self.folder / name
        if not path.exists():
            write_private(path, content)
        return path.read_text(encoding="utf-8")


def _schema_of(database: Path) -> int | None:
    """Read which tables a database has; None where that can't be told, and who opens it will say why."""
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(database)) as connection:
            row = connection.execute("SELECT schema_version FROM platform").fetchone()
    except sqlite3.Error:
        return None
    return row and int(row[0])
