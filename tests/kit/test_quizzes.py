import re
import tomllib
from pathlib import Path

import pytest

from course_utils import quizzes
from course_utils.quizzes import QuizError, quiz

FILES = sorted((Path(quizzes.__file__).parent / "questions").glob("*.toml"))
NAMES = [name for file in FILES for name in tomllib.loads(file.read_text(encoding="utf-8"))]


def test_no_name_is_used_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_one_right_answer_and_explains_every_option(name: str) -> None:
    question = quiz(name)
    assert isinstance(question, quizzes.Question)
    assert sum(option.right for option in question.options) == 1
    assert len(question.options) >= 3
    for option in question.options:
        assert len(option.because.split()) > 8


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_plain_html_that_opens_with_the_keyboard_and_needs_no_trust(
    name: str,
) -> None:
    html = quiz(name)._repr_html_()
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"p", "strong", "details", "summary", "blockquote"}
    assert "style=" not in html


def test_an_answer_is_judged_in_any_case() -> None:
    assert "Yes." in repr(quiz("who-said-401", " b "))
    assert "Not this one." in repr(quiz("who-said-401", "A"))


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("nothing", None, "no question named 'nothing'"),
        ("who-said-401", "Z", "choose one of A, B, C"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(name: str, answer: str | None, message: str) -> None:
    with pytest.raises(QuizError, match=message):
        quiz(name, answer)


def test_what_an_author_writes_is_text_and_not_markup() -> None:
    option = quizzes.Option("A", "<b>", right=True, because="1 < 2")
    assert "<b>" not in quizzes.Question("<i>?", (option,))._repr_html_()
