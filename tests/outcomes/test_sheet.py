from pathlib import Path

import pytest

from course_utils.outcomes.compared import Compared
from course_utils.outcomes.questions import FORMS, QuestionError, read_questions
from course_utils.outcomes.sheet import eight_questions, kept_letters

BEFORE, AFTER = ("".join(one.rule for one in read_questions().asked(form)) for form in FORMS)


def test_both_forms_are_put_side_by_side(course: Path) -> None:
    eight_questions("before", "A" + BEFORE[1:])
    compared = eight_questions("after", AFTER)
    assert repr(compared).startswith("7 of 8 before the course, 8 of 8 after the course.")
    assert "A, not B" in repr(compared)
    assert compared._repr_html_().count("<details>") == 8


def test_before_the_course_nothing_is_said_of_an_answer(course: Path) -> None:
    said = {repr(eight_questions("before", letters)) for letters in (BEFORE, "A" * 8)}
    assert len(said) == 1
    assert kept_letters("before") == "A" * 8


def test_after_it_the_first_answer_counts_and_those_before_stay(course: Path) -> None:
    eight_questions("before", BEFORE)
    eight_questions("after", "A" * 8)
    assert repr(eight_questions("after", AFTER)).startswith("8 of 8 before the course, 2 of 8")
    assert "first answers count" in repr(eight_questions("after", AFTER))
    assert "first answers count" not in repr(eight_questions("after", "A" * 8))
    assert "already" in repr(eight_questions("before", "C" * 8))
    assert kept_letters("before") == BEFORE


def test_who_did_not_answer_before_is_told_what_is_right_now(course: Path) -> None:
    assert "Before it you did not answer" in repr(eight_questions("after", AFTER))


@pytest.mark.parametrize("letters", ["........", " . . ", "AB......", "ABCDEFGH1", 5, None, ["A"]])
def test_an_unfinished_answer_is_asked_for_and_not_kept(course: Path, letters: object) -> None:
    assert repr(eight_questions("after", letters)).startswith("Your answers: ")
    assert kept_letters("after") == ""


def test_the_sheet_tells_no_answer_and_marks_what_is_judged(course: Path) -> None:
    html = eight_questions("before")._repr_html_()
    assert html.count("<em>") == 1 + 8
    assert not any(skill.before.because in html for skill in read_questions().skills)
    assert "*" not in html


def test_without_a_folder_of_the_course_the_answer_is_compared_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_PLATFORM", "private")
    assert isinstance(eight_questions("after", AFTER), Compared)


def test_another_form_is_no_form() -> None:
    with pytest.raises(QuestionError, match="two forms"):
        eight_questions("now")  # type: ignore[arg-type]
