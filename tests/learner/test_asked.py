from pathlib import Path

import pytest

from course_utils.learner.asked import Asked, read_asked
from tests.checkout import code, write_notebook


def test_names_are_those_of_the_cells_that_ask(tmp_path: Path) -> None:
    lesson = write_notebook(
        tmp_path / "lesson.ipynb",
        code("guess", 'predict("how-many", ...)\npredict.compare("how-many", 3)'),
        code("line", 'status = ...\ncheck.answer("status", status)'),
        code("quiz", 'quiz(\n    "which-number"\n)'),
        {"cell_type": "markdown", "id": "told", "metadata": {}, "source": '`quiz("told")`'},
    )
    names = frozenset({"how-many", "status", "which-number"})
    assert read_asked(lesson) == Asked(frozenset({"status"}), names)


@pytest.mark.parametrize("text", [None, "", "[]", '{"cells": 7}', '{"cells": [null, {}]}'])
def test_of_what_is_no_notebook_nothing_is_known(tmp_path: Path, text: str | None) -> None:
    lesson = tmp_path / "lesson.ipynb"
    if text is not None:
        lesson.write_text(text, encoding="utf-8")
    assert read_asked(lesson) == Asked()
