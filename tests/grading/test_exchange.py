"""Collecting from nbgrader's exchange, whose inbound folders belong to learners."""

import logging
import os
from pathlib import Path

import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from course_utils.grading.exchange import SafeCollect, SafeList


def test_only_plain_files_are_collected(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of the instructor")
    inbound = tmp_path / "ada+arithmetic+now"
    inbound.mkdir()
    (inbound / "arithmetic.ipynb").write_text("{}")
    (inbound / "timestamp.txt").write_text("2026-11-02 09:00:00 UTC")
    (inbound / "soft.txt").symlink_to(secret)
    (inbound / "hard.txt").hardlink_to(secret)
    (inbound / "folder").symlink_to(tmp_path)
    os.mkfifo(inbound / "pipe")
    SafeCollect(coursedir=CourseDirectory()).do_copy(str(inbound), str(tmp_path / "collected"))
    there = {path.name for path in (tmp_path / "collected").iterdir()}
    assert there == {"arithmetic.ipynb", "timestamp.txt"}


def test_a_learner_whose_folder_can_not_be_collected_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    inbound = tmp_path / "ada+arithmetic+\x1b[2J"
    inbound.symlink_to(tmp_path)
    collected = tmp_path / "collected"
    with caplog.at_level("ERROR"):
        SafeCollect(coursedir=CourseDirectory(), log=logging.getLogger("collect")).do_copy(
            str(inbound), str(collected)
        )
    assert not collected.exists()
    assert "ada+arithmetic+?[2J was not collected: the folder" in caplog.text


def test_a_pipe_or_a_link_does_not_stop_the_list_of_what_was_handed_in(tmp_path: Path) -> None:
    inbound = tmp_path / "api_keys" / "inbound"
    for student in ("ada", "bob", "eve"):
        (inbound / f"{student}+arithmetic+2026-11-02 09:00:00 UTC").mkdir(parents=True)
    ada, bob, eve = sorted(inbound.iterdir())
    for name in ("arithmetic.ipynb", "submission_secret.txt"):
        (ada / name).write_text("{}")
    os.mkfifo(bob / "arithmetic.ipynb")
    (eve / "arithmetic.ipynb").write_text("{}")
    (eve / "submission_secret.txt").symlink_to("/etc/passwd")
    settings = Config({"Exchange": {"root": str(tmp_path)}, "ExchangeList": {"inbound": True}})
    folders = CourseDirectory(course_id="api_keys")
    listed = SafeList(coursedir=folders, authenticator=Authenticator(), config=settings).start()
    assert [each["student_id"] for each in listed] == ["ada"]
