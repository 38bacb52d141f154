from course_utils.notebooks.sheet import read_sheet
from tests.grading.notebooks import answer, as_bytes, check, code, notebook, setup, sheet


def test_only_the_names_of_the_tasks_cross() -> None:
    assert sheet().tasks == ["add_total", "double"]


def test_a_task_never_takes_a_name_of_pythons_or_of_the_set_up() -> None:
    book = notebook(
        [
            setup("import math\nELLIPSIS = '…'", "setup"),
            answer("ELLIPSIS = 1\nmath = 2\nlen = 3\n__builtins__ = 4\nmine = 5", "values"),
            check("assert mine == 5", "c", 1),
        ]
    )
    assert read_sheet("values", as_bytes(book)).tasks == ["mine"]


def test_imports_are_known_before_anything_runs() -> None:
    book = notebook(
        [
            setup("from course_utils import check", "setup"),
            answer("import json, math as m\n%matplotlib inline\n!ls", "a"),
            check("pass", "c", 1),
        ]
    )
    assert read_sheet("imports", as_bytes(book)).modules == ("course_utils:check", "json", "math")


def test_kinds_of_cells() -> None:
    kinds = {cell.grade_id: cell.kind for cell in sheet().cells}
    assert kinds == {
        "setup": "setup",
        "double": "answer",
        "double_of_two": "check",
        "double_of_others": "check",
        "add_total": "answer",
        "total_is_appended": "check",
        "partial": "check",
        "why": "written",
    }


def test_a_cell_without_a_role_does_not_count() -> None:
    book = notebook([code("1", grade_id="nothing"), check("pass", "c", 1)])
    assert [cell.grade_id for cell in read_sheet("x", as_bytes(book)).cells] == ["c"]
