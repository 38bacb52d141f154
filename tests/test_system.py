"""What only the system can give, and what is said where it does not."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.conftest import OrdinaryUser, missing
from tests.system import CHROMIUM

ROOT = Path(__file__).parent.parent
linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere PATH is not all there is"
)


def test_chromium_is_a_program(chromium_path: Path) -> None:
    assert os.access(chromium_path, os.X_OK)


def test_bubblewrap_is_a_program(bwrap_path: Path) -> None:
    assert os.access(bwrap_path, os.X_OK)


@linux_only
def test_tests_that_miss_a_program_are_skipped_and_counted(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", __file__, "-k", "is_a_program"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path), "CI": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    assert f"1 test skipped: no Chromium. Install {CHROMIUM.name}" in ended.stdout
    assert "1 test skipped: no bubblewrap." in ended.stdout


@linux_only
def test_on_ci_a_missing_program_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI must run every test, but there is no hat"):
        missing("hat")


@pytest.mark.parametrize("_time", ["first", "second"])
def test_every_test_gets_an_empty_postgresql(postgresql_url: str, _time: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE here_already (id INT)")


def test_an_ordinary_user_may_read_but_not_write(
    tmp_path: Path, ordinary_user: OrdinaryUser
) -> None:
    (tmp_path / "file").write_text("read me")
    tmp_path.chmod(0o555)
    read_then_write = "print(open('file').read(), flush=True)\nopen('new', 'w')"
    ended = subprocess.run(
        [*ordinary_user.prefix, sys.executable, "-c", read_then_write],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == "read me\n"
    assert "PermissionError" in ended.stderr


def test_an_ordinary_user_may_write_where_it_was_given(
    tmp_path: Path, ordinary_user: OrdinaryUser
) -> None:
    home = ordinary_user.give(tmp_path)
    write = "open('new', 'w').write('mine')"
    subprocess.run([*ordinary_user.prefix, sys.executable, "-c", write], cwd=home, check=True)
    assert (home / "new").read_text() == "mine"
