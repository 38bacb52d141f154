from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.opening import open_gradebook
from course_utils.grading.records.report import Report
from course_utils.teaching.standing import SERVER_LOOK_SECONDS, Counter, Numbers
from tests.grading.pages.test_class_report import row

NAME = "unit"


@pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own
@pytest.mark.parametrize("place", ["gradebook.db", "marks.db", "postgresql"])
def test_it_counts_what_is_there_and_what_a_human_has_given_since(
    tmp_path: Path, place: str, request: pytest.FixtureRequest
) -> None:
    url, time = f"sqlite:///{tmp_path}/{place}", 0.0
    if place == "postgresql":
        given = str(request.getfixturevalue("postgresql_url"))
        url = given.replace("postgresql:", "postgresql+psycopg:")
    if place != "gradebook.db":
        (tmp_path / "nbgrader_config.py").write_text(
            f"get_config().CourseDirectory.db_url = {url!r}\n"
        )
    for student in ("ada", "bob", "eve"):
        (tmp_path / "submitted" / student / NAME).mkdir(parents=True)
    counter = Counter(load_folders(tmp_path), clock=lambda: time)
    assert counter.numbers(NAME, busy=False) == Numbers(3, 0, 0, 0, report_page=False)

    report = Report(tmp_path / "report", NAME)
    report.add(
        [
            row("ada", 1.0, checks={"a": 1.0, "why": None}),
            row("bob", 1.0, checks={"a": 1.0, "why": 0.0}, flags=["timed out"]),
            row("eve", 0.0, failed=True, flags=["could not be graded: it is no notebook"]),
        ]
    )
    report.finish([])
    with open_gradebook(url, "course") as book:
        book.add_assignment(NAME)
        book.add_notebook(NAME, NAME)
        book.add_grade_cell("why", NAME, NAME, max_score=2, cell_type="markdown")
        book.add_student("ada")
        book.add_submission(NAME, "ada")
    (tmp_path / "report" / f"{NAME}.html").touch()
    assert counter.numbers(NAME, busy=False) == Numbers(3, 2, 2, 1, report_page=True)

    with Gradebook(url, "course") as book:
        grade = book.find_grade("why", NAME, NAME, "ada")
        for still_waits in (False, True):  # marked; and handed in again since then
            grade.manual_score, grade.needs_manual_grade = 1.5, still_waits
            book.db.commit()
            time += SERVER_LOOK_SECONDS
            assert counter.numbers(NAME, busy=False).waiting == still_waits
