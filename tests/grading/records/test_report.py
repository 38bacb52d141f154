import json
from pathlib import Path

from course_utils.grading.coursework.outcome import CheckMark, Outcome
from course_utils.grading.records.report import Report, brought_up_to_date, row_of
from course_utils.grading.records.standing import Standing


def outcome(student: str, *flags: str) -> Outcome:
    marks = [CheckMark("a", "one", 1, 2), CheckMark("a", "why", None, 3)]
    return Outcome(student, "digest", marks=marks, flags=list(flags), seconds=0.1234)


def test_the_report_holds_points_by_check(tmp_path: Path) -> None:
    report = Report(tmp_path, "a")
    report.add([row_of(outcome("ada", "timed out"))])
    report.finish(["a note"])
    found = json.loads((tmp_path / "a.json").read_text())
    assert found["notes"] == ["a note"]
    assert found["students"] == [
        {
            "student": "ada",
            "points": 1,
            "most": 5,
            "checks": {"one": 1, "why": None},
            "seconds": 0.123,
            "flags": ["timed out"],
            "failed": False,
            "late_penalty": 0.0,
            "digest": "digest",
            "by_hand": {},
            "extra": {},
            "late_seconds": 0.0,
            "unanswered": [],
            "untouched": False,
            "again": [],
        }
    ]


def test_a_run_that_was_killed_is_continued(tmp_path: Path) -> None:
    Report(tmp_path, "a").add([row_of(outcome("ada")), row_of(outcome("bob"))])
    journal = tmp_path / ".a.journal"
    journal.write_bytes(journal.read_bytes()[:-20])  # the kill came in the middle of a line
    assert list(Report(tmp_path, "a").rows) == ["ada"]


def test_nothing_of_a_flag_speaks_to_the_terminal() -> None:
    assert row_of(outcome("ada", "\x1b[2Jgone\n")).flags == ["?[2Jgone?"]


def test_a_report_of_another_version_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"students": [{"student": "ada"}]}')
    assert not Report(tmp_path, "a").rows


def test_a_report_that_cannot_be_written_is_told_and_keeps_its_rows(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("in the way")
    report = Report(tmp_path / "report", "a")
    report.add([row_of(outcome("ada"))])
    report.finish([])
    assert report.trouble == "File exists"
    assert list(report.rows) == ["ada"]


def test_points_are_what_nbgrader_counts() -> None:
    standing = Standing(
        judged={("a", "one"): 1.0, ("a", "why"): None},
        by_hand={("a", "why"): 2.5},
        extra={("a", "one"): 1.0},
        late_penalty=0.5,
        again={("a", "why")},
    )
    row = row_of(outcome("ada"), standing)
    assert (row.points, row.late_penalty) == (4.0, 0.5)
    assert row.checks == {"one": 1, "why": 2.5}
    assert (row.by_hand, row.extra) == ({"why": 2.5}, {"one": 1})
    assert row.waiting == ["why"]
    assert row.flags == ["late: 0.5 points taken off"]
    assert brought_up_to_date(row, Standing({("a", "one"): 1.0})).flags == []


def test_who_was_given_points_by_hand_has_not_left_it_untouched() -> None:
    untouched = Outcome("ada", "", marks=[CheckMark("a", "why", None, 3)], untouched=True)
    place = ("a", "why")
    assert row_of(untouched, Standing(judged={place: None})).untouched
    assert not row_of(untouched, Standing(judged={place: None}, by_hand={place: 1.0})).untouched
