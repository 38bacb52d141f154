from pathlib import Path
from typing import Any

import pytest

from course_utils import check
from course_utils.keys import Kind, generate
from course_utils.kit.lesson_texts import LessonTextError, Texts
from course_utils.learner.kept import read_kept
from tests.support.kit import Printed


def test_untouched_it_is_your_turn_and_nothing_stops(
    texts: Texts, printed: Printed, course: Path
) -> None:
    check.answer("status-without-a-key", ...)
    assert printed() == (
        "Your turn: Write the status of a request that holds no key. "
        "Write it in place of the dots, and run the cell again."
    )
    assert read_kept(course).answers == {}


def test_a_right_line_is_told_why_it_is_right(texts: Texts, printed: Printed, course: Path) -> None:
    check.answer("status-without-a-key", 401)
    assert printed() == "Yes: No key and a wrong key get the same number."
    assert read_kept(course).answers == {"status-without-a-key": {"right": True}}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (403, "Your line gives 403. 403 is for somebody whom the server knows."),
        (404, "Your line gives 404."),
        ("401", "Your line gives '401', text (a str)."),
        (True, "Your line gives True, a truth value (a bool)."),
        (None, "Your line gives None."),
    ],
)
def test_a_wrong_line_is_told_what_it_gives(
    texts: Texts, printed: Printed, course: Path, value: object, told: str
) -> None:
    check.answer("status-without-a-key", value)
    assert printed() == f"Not yet: {told}"
    assert read_kept(course).answers == {"status-without-a-key": {"right": False}}


def test_what_is_judged_may_be_made_of_the_line(texts: Texts, printed: Printed) -> None:
    asked: list[object] = []

    def by(header: Any) -> int:
        asked.append(header)
        return 401 if header == "none" else 403

    check.answer("status-without-a-key", {"Authorization": ...}, by=by)
    assert asked == []
    check.answer("status-without-a-key", "none", by=by)
    check.answer("status-without-a-key", "some", by=by)
    turn, right, wrong = printed().splitlines()
    assert turn.startswith("Your turn")
    assert right.startswith("Yes")
    assert wrong == (
        "Not yet: Your line gives 'some'. With it, the result is 403. "
        "403 is for somebody whom the server knows."
    )


def test_a_function_whose_body_is_dots_is_not_begun(texts: Texts, printed: Printed) -> None:
    check.answer("status-without-a-key", lambda: ..., by=lambda line: line())
    assert printed().startswith("Your turn")


def test_a_line_that_fails_is_told_so_without_a_traceback(texts: Texts, printed: Printed) -> None:
    check.answer("status-without-a-key", 0, by=lambda value: 1 / value)
    assert (
        printed() == "Not yet: Your line gives 0, and with it ZeroDivisionError: division by zero."
    )


def test_a_message_holds_no_key(texts: Texts, printed: Printed) -> None:
    key = generate(Kind.PROJECT)

    def by(value: object) -> None:
        raise ValueError(f"not this one: {value}")

    check.answer("status-without-a-key", key)
    check.answer("status-without-a-key", key, by=by)
    assert key not in printed()


def test_the_cell_may_work_out_what_is_expected(texts: Texts, printed: Printed) -> None:
    check.answer("worked-out", "Bearer", expected="bearer")
    assert printed() == "Not yet: Your line gives 'Bearer'. Only the case of the letters differs."
    check.answer("worked-out", 3, expected=3)
    assert printed() == "Yes: So it is."


def test_hint_and_solution_are_folded_beneath_until_it_is_right(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    monkeypatch.setattr("course_utils.kit.box.display", lambda box: pages.append(box._repr_html_()))
    for value in (..., 403, 401):
        check.answer("status-without-a-key", value)
    turn, wrong, right = pages
    for page in (turn, wrong):
        assert "<summary>A hint</summary><p>Which number asks who you are?</p>" in page
        assert "<summary>The solution</summary><p><code>status = 401</code></p>" in page
    assert "<details>" not in right


def test_a_slip_of_the_author_is_named(texts: Texts) -> None:
    with pytest.raises(LessonTextError, match="no line to fill in named 'nothing'"):
        check.answer("nothing", 3)
    with pytest.raises(LessonTextError, match="expected="):
        check.answer("worked-out", ...)
