import platform
import sys
from pathlib import Path

import pytest

from course_utils.grading.sandbox.box import Box, Setup
from course_utils.grading.sandbox.requirements import NoBoxError, bubblewrap


def program(folder: Path, script: str) -> None:
    path = folder / "bwrap"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture(autouse=True)
def linux() -> None:
    if sys.platform != "linux":
        pytest.skip("a box needs Linux")


def test_without_bubblewrap_the_remedy_and_the_risk_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBoxError) as refused:
        bubblewrap()
    said = str(refused.value)
    assert "bwrap is missing" in said
    assert "apt-get install bubblewrap" in said
    assert "--isolation none" in said
    assert "give itself any score" in said


def test_an_old_bubblewrap_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "echo bubblewrap 0.4.1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(NoBoxError, match=r"bubblewrap 0\.4\.1 is too old"):
        bubblewrap()


def test_another_processor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(NoBoxError, match="this is riscv64"):
        bubblewrap()


def test_a_box_that_does_not_start_says_why(tmp_path: Path) -> None:
    program(tmp_path, "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1")
    box = Box(Setup(str(tmp_path / "bwrap")), "learner")
    with pytest.raises(NoBoxError, match="setting up uid map: Permission denied") as refused:
        box.start()
    assert "forbids user namespaces" in str(refused.value)
    box.close()
