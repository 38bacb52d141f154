from dataclasses import replace
from pathlib import Path

import pytest

from course_utils.grading.events import Summary
from course_utils.grading.records.report import Report, Row
from course_utils.grading.terminal import MOST_ROWS, tell


def row(student: str, points: float, *flags: str) -> Row:
    return Row(student, points, 4.0, {"double": points}, 0.1, list(flags), False, 0.0, "digest")


def told(folder: Path, rows: list[Row], capsys: pytest.CaptureFixture[str]) -> str:
    report = Report(folder, "arithmetic")
    report.add(rows)
    summary = Summary(report)
    summary.chosen |= {each.student for each in rows}
    tell(summary, "arithmetic")
    return capsys.readouterr().out


def test_a_small_class_is_shown_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = replace(row("ada", 4), late_seconds=5 * 3600.0)
    said = told(tmp_path, [late, row("bob", 1)], capsys)
    assert "ada" in said
    assert "late by 5 h" in said
    assert "1 of 4" in said
    assert "Points: 2.5 of 4 on average, all for 1." in said


def test_of_a_large_class_those_to_look_at_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row(f"s{number:03}", 4) for number in range(MOST_ROWS)]
    said = told(tmp_path, [*rows, row("eve", 0, "timed out")], capsys)
    assert "timed out" in said
    assert "s001" not in said
    assert f"{MOST_ROWS} graded with nothing unusual" in said


def test_of_a_large_class_too_it_is_told_who_waits_for_a_human(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row(f"s{number:03}", 4) for number in range(MOST_ROWS)]
    waiting = replace(row("wil", 3), checks={"why": None})
    said = " ".join(told(tmp_path, [*rows, waiting], capsys).split())
    assert "1 wait for a human (Formgrader, Manual Grading): wil" in said


def test_an_untouched_exercise_reads_differently_from_a_failed_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, [row("ada", 0), replace(row("bob", 0), untouched=True)], capsys)
    lines = {line.split()[1]: line for line in said.splitlines() if line.startswith("│")}
    assert "0 of 4, untouched" in lines["bob"]
    assert "untouched" not in lines["ada"]


def test_what_humans_decide_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand = replace(row("ada", 3), by_hand={"why": 2}, extra={"double": 0.5})
    waiting = replace(row("bob", 3), checks={"why": None})
    again = replace(row("cid", 3), checks={"how": 2}, by_hand={"how": 2}, again=["how"])
    said = " ".join(told(tmp_path, [by_hand, waiting, again], capsys).split())
    assert "by hand: why 2; extra: double 0.5" in said
    assert "by hand: how 2; handed in otherwise since it was marked: how" in said.replace(
        " │ │ │ │ │ ", " "
    )
    assert "2 wait for a human (Formgrader, Manual Grading): bob, cid" in said
    assert "to be marked by hand: why" in said
