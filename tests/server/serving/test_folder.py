import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.keys import Secret
from course_utils.server.database.store import Store
from course_utils.server.serving.folder import State, StateError
from tests.conftest import OrdinaryUser


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_everything_in_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    state = State(tmp_path / "new" / ".course")
    Store(state.database_url).close()
    state.announce("http://127.0.0.1:1", Secret("token"))
    assert mode(state.folder) == 0o700
    files = {path.name: mode(path) for path in state.folder.iterdir()}
    assert {"database.sqlite", "keys.json", "pepper", "platform.json"} <= files.keys()
    assert set(files.values()) == {0o600}


def test_keys_and_pepper_stay_the_same(tmp_path: Path) -> None:
    first, second = State(tmp_path), State(tmp_path)
    for name in ("api_key", "admin_key", "pepper"):
        assert getattr(first, name).reveal() == getattr(second, name).reveal()


def test_the_announcement_names_the_address_and_is_withdrawn(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.announce("http://127.0.0.1:8421", Secret("token"))
    announced = json.loads(state.address_file.read_text())
    assert announced["url"] == "http://127.0.0.1:8421"
    assert announced["api_key"] == state.api_key.reveal()
    assert announced["pid"] == os.getpid()
    state.withdraw()
    assert not state.address_file.exists()


def test_the_announcement_of_another_platform_is_left_alone(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.announce("http://127.0.0.1:8421", Secret("token"))
    other = {**json.loads(state.address_file.read_text()), "pid": os.getpid() + 1}
    state.address_file.write_text(json.dumps(other))
    state.withdraw()
    assert state.address_file.exists()


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", '{"api_key": "x"}', '{"api_key": 1, "admin_key": 2}']
)
def test_broken_keys_are_said_to_be_broken(tmp_path: Path, broken: str) -> None:
    (tmp_path / "keys.json").write_text(broken)
    with pytest.raises(StateError, match=r"keys\.json can't be read.*delete it"):
        State(tmp_path)


def test_a_folder_that_may_not_be_written_is_one_clear_line(
    tmp_path: Path, ordinary_user: OrdinaryUser
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    command = [
        sys.executable,
        "-m",
        "course_utils",
        "serve",
        "--port",
        "0",
        "--state",
        str(locked / "s"),
    ]
    ended = subprocess.run(
        [*ordinary_user.prefix, *command], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "can't keep its data" in ended.stderr
    assert "Permission denied" in ended.stderr
    assert "Traceback" not in ended.stderr
