import re
from pathlib import Path

import pytest
from comm import DummyComm, get_comm_manager

from course_utils.kit.lesson_texts import LessonTextError, Texts
from course_utils.kit.quizzes import COMM_TARGET, quiz
from course_utils.learner.kept import read_kept


def test_a_terminal_shows_the_question_and_its_options(texts: Texts) -> None:
    assert repr(quiz("which-number")).splitlines() == [
        "Which number says `who are you`?",
        "  A. 200",
        "  B. 401 <script>",
        "  C. 429",
    ]


def test_the_options_are_one_group_of_radio_buttons_each_with_its_explanation(
    texts: Texts,
) -> None:
    html = quiz("which-number")._repr_html_()
    assert re.findall(r'<input type="radio" name="(.*?)" value="(.)">', html) == [
        ("course.quiz.which-number", letter) for letter in "ABC"
    ]
    assert html.count("<details><summary>About ") == 3
    assert "checked" not in re.sub(r":checked|<style>.*?</style>", "", html)


def test_what_an_author_writes_is_text_and_not_markup(texts: Texts) -> None:
    html = quiz("which-number")._repr_html_()
    assert "401 &lt;script&gt;" in html
    assert "<code>who are you</code>" in html


def test_an_answer_is_judged_in_any_case(texts: Texts) -> None:
    assert "Yes. It asks for a good key" in repr(quiz("which-number", " b "))
    assert "Not this one. That one" in repr(quiz("which-number", "A"))
    assert "&amp; nothing else" in quiz("which-number", "B")._repr_html_()


def test_a_choice_is_kept_whether_it_is_written_or_clicked(texts: Texts, course: Path) -> None:
    quiz("which-number", "A")
    assert read_kept(course).choices == {"which-number": {"choice": "A", "right": False}}
    quiz("which-number")
    click({"name": "which-number", "choice": "B"})
    assert read_kept(course).choices == {"which-number": {"choice": "B", "right": True}}


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"name": "which-number", "choice": "Z"},
        {"name": "old", "choice": "A"},
        {"name": 3, "choice": 4},
        [],
        "x",
    ],
)
def test_a_click_that_fits_no_question_is_ignored(
    texts: Texts, course: Path, message: object
) -> None:
    quiz("which-number")
    click(message)
    assert read_kept(course).choices == {}


def click(data: object) -> None:
    """Do what a kernel does when a page opens a comm."""
    get_comm_manager().targets[COMM_TARGET](
        DummyComm(target_name=COMM_TARGET, primary=False), {"content": {"data": data}}
    )


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("nothing", None, "no question named 'nothing'"),
        ("which-number", "Z", "choose one of A, B, C"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(
    texts: Texts, name: str, answer: str | None, message: str
) -> None:
    with pytest.raises(LessonTextError, match=message):
        quiz(name, answer)
