from pathlib import Path

import pytest

from course_utils.teaching.work import BusyError, Run, Work


def test_a_command_runs_in_the_courses_folder_and_what_it_says_is_kept(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing secret")
    work = Work(tmp_path)
    work.start(["scan", "note.txt"]).join()
    assert work.latest is not None
    assert (work.latest.status, work.latest.running) == (0, False)
    assert "\n".join(work.latest.lines)
    work.start(["feedback"]).join()
    assert work.latest.status == 2
    assert "Missing argument" in "\n".join(work.latest.lines)


def test_one_runs_at_a_time_and_can_be_stopped(tmp_path: Path) -> None:
    work = Work(tmp_path)
    thread = work.start(["serve", "--port", "0", "--state", str(tmp_path / "state")])
    with pytest.raises(BusyError, match="Wait until it has ended"):
        work.start(["scan"])
    work.stop()
    thread.join()
    assert work.latest is not None
    assert not work.latest.running


def test_how_far_a_command_is_stands_in_its_last_line() -> None:
    run = Run(("grade", "unit"))
    run.lines.append("Grading unit …")
    assert run.progress is None
    run.lines.append("12 of 60, 30 s left, 12 graded")
    assert run.progress == (12, 60)
    run.status = 0
    assert run.progress is None
