from pathlib import Path

import pytest

from course_utils.grading.records.configuration import CONFIGURATION
from course_utils.grading.records.late import LatePenalties, LatePenaltyError
from course_utils.grading.records.layout import load_folders
from course_utils.grading.records.opening import open_gradebook

PLUGIN = """
from nbgrader.plugins import LateSubmissionPlugin


class Odd(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"ada": "1.5", "bob": float("nan"), "cid": [1], "dan": None, "eve": "a lot"}[student_id]


get_config().AssignLatePenalties.plugin_class = Odd
"""


def test_a_penalty_is_a_number_or_an_error_that_names_the_plugin(
    tmp_path: Path, empty_gradebook: Path
) -> None:
    (tmp_path / CONFIGURATION).write_text(PLUGIN)
    (tmp_path / "gradebook.db").write_bytes(empty_gradebook.read_bytes())
    folders = load_folders(tmp_path)
    with open_gradebook(folders.db_url, folders.course_id) as book:
        book.add_assignment("waves", duedate="2026-11-24 10:00:00 UTC")
        book.add_notebook("waves", "waves")
        book.add_grade_cell("crest", "waves", "waves", max_score=3, cell_type="code")
        late = LatePenalties(book, folders.config, "waves")
        students = ("ada", "bob", "cid", "dan", "eve")
        for student in students:
            book.add_student(student)
        with book.db.no_autoflush:
            for student in students:
                book.add_submission("waves", student, timestamp="2026-11-24 12:00:00 UTC")
        for student in students:
            book.find_grade("crest", "waves", "waves", student).manual_score = 3
            book.db.commit()
            if student in ("ada", "dan"):
                late.assign(student)
            else:
                with pytest.raises(LatePenaltyError, match=r"Odd, .* failed"):
                    late.assign(student)
        found = {
            each.student.id: each.notebooks[0] for each in book.assignment_submissions("waves")
        }
        assert found.pop("ada").late_submission_penalty == 1.5
        assert not any(notebook.late_submission_penalty for notebook in found.values())
