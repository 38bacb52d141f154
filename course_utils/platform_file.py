"""`platform.json`: where a running platform says how to reach it. Whoever reads it can be its operator."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Self

STATE = ".course"
"""The folder that holds it, in a learner's own."""

NAME = "platform.json"

ELSEWHERE = "/elsewhere"
"""The API is below this path, too: who is told to ask there, and asks at another address all the same, can be seen."""

_BETWEEN_TRIES = (0.01, 0.03, 0.1)
"""Seconds."""


@dataclass(frozen=True, repr=False)
class Address:
    """What the file holds.

    Attributes:
        url: where the platform listens, without a path.
        api_key: its first practice key.
        admin_key: its practice key for the Admin API.
        operator_token: opens what only its operator may ask; None in a file for somebody else.
        pid: the number of its process; None where that is nobody's business.
    """

    url: str
    api_key: str
    admin_key: str
    operator_token: str | None = None
    pid: int | None = None

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read the file; one that is absent or broken names no platform."""
        try:
            found = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, TypeError, ValueError, RecursionError):
            return None
        needed = (found.url, found.api_key, found.admin_key)
        known = isinstance(found.operator_token, str | None) and isinstance(found.pid, int | None)
        return found if known and all(isinstance(text, str) for text in needed) else None

    def as_json(self) -> str:
        return json.dumps({name: each for name, each in asdict(self).items() if each is not None})

    def write(self, path: Path) -> None:
        """Write the file, for its owner alone.

        Raises:
            OSError: the folder is gone, or may not be written to.
        """
        write_private(path, self.as_json())


def console_token(operator_token: str, project_id: str = "") -> str:
    """Give what opens the console's door: made from the operator's token, which stays out of any address.

    Args:
        operator_token: the platform's, which is another at each start.
        project_id: for somebody who is to see this project alone; "" is for the owner.
    """
    return sha256(f"console of {operator_token}{project_id}".encode()).hexdigest()


def console_place(operator_token: str) -> str:
    """Give the path of the console's pages on the platform, which nobody knows who has not seen its address.

    A browser sends a cookie to every port of a computer, and so to other people's servers there, but only below the
    cookie's path.
    """
    return f"/console/{sha256(f'place of {operator_token}'.encode()).hexdigest()[:16]}/"


def console_address(url: str, operator_token: str, project_id: str = "") -> str:
    """Give the console's address with its token, as a person opens it; see `console_token`."""
    token = console_token(operator_token, project_id)
    return f"{url}{console_place(operator_token)}?token={token}"


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner may read it, where the system has modes.

    Raises:
        OSError: the folder is gone, or may not be written to.
    """
    replace(path, text.encode(), mode=0o600)


def replace(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file in one step: what stood there is whole until the new content is.

    Args:
        path: the file.
        content: all of it.
        mode: who may use it, where the system has modes; less what the system takes from every new file.

    Raises:
        OSError: as `write_private`.
    """
    fresh = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        with open(fresh, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(content)
        _take_place(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _take_place(fresh: Path, path: Path) -> None:
    """Give a file the other's name; Windows refuses that while somebody reads the other, which takes moments."""
    for seconds in _BETWEEN_TRIES:
        with suppress(PermissionError):
            fresh.replace(path)
            return
        time.sleep(seconds)
    fresh.replace(path)
