import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.keys import label
from course_utils.lab.background import (
    NotStartedError,
    last_line,
    start_python,
    stop,
    wait_until_ready,
)
from tests.support.made_keys import practice_key

WAIT_FOR_THE_END = "import sys, time; print('up', flush=True); time.sleep(600)"


def _start(folder: Path, source: str) -> subprocess.Popen[bytes]:
    return start_python(
        ["-c", source], folder=folder, environment=dict(os.environ), log=folder / "log"
    )


def test_what_it_prints_is_in_a_private_log(tmp_path: Path) -> None:
    process = _start(tmp_path, "import sys; print('said'); print('cried', file=sys.stderr)")
    assert process.wait() == 0
    assert set((tmp_path / "log").read_text().split()) == {"said", "cried"}
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


def test_a_learners_file_does_not_stand_in_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    process = start_python(
        ["-m", "platform"], folder=tmp_path, environment=dict(os.environ), log=tmp_path / "log"
    )
    assert process.wait() == 0


def test_ready_is_what_the_program_shows(tmp_path: Path) -> None:
    process = _start(tmp_path, WAIT_FOR_THE_END)
    log = tmp_path / "log"
    assert wait_until_ready(lambda: log.read_text() or None, process, "It", log).strip() == "up"
    stop(process, process.terminate)


def test_a_program_that_ends_at_once_says_why(tmp_path: Path) -> None:
    process = _start(tmp_path, "import sys; sys.exit('course: No room.\\n\\n')")
    with pytest.raises(NotStartedError, match=r"^The helper did not start\. No room\.$"):
        wait_until_ready(lambda: None, process, "The helper", tmp_path / "log")


def test_the_last_line_of_a_silent_program(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("\n \n", encoding="utf-8")
    assert last_line(tmp_path / "log") == "It said nothing."


def test_the_last_line_is_told_without_a_key(tmp_path: Path) -> None:
    key = practice_key()
    (tmp_path / "log").write_text(f"refused: Bearer {key}\n")
    assert last_line(tmp_path / "log") == f"refused: Bearer {label(key)}"


def test_stopping_what_has_ended_asks_nobody(tmp_path: Path) -> None:
    process = _start(tmp_path, "pass")
    process.wait()
    stop(process, lambda: pytest.fail("there is nobody to ask"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_one_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.lab.background.SECONDS_TO_END", 0.1)
    process = _start(tmp_path, WAIT_FOR_THE_END)
    stop(process, lambda: None)
    assert process.returncode == -signal.SIGKILL
