import re
from pathlib import Path

import pytest

from course_utils.kit.lesson_texts import FOLDER, LessonTextError, read_texts
from course_utils.learner.units import read_course
from tests.checkout import ROOT

TEXTS = read_texts()
UNITS = read_course(ROOT).units
QUESTIONS = {name: one for texts in TEXTS.values() for name, one in texts.quizzes.items()}
LINES = {name: one for texts in TEXTS.values() for name, one in texts.answers.items()}


def test_every_lesson_has_its_file_and_every_file_its_lesson() -> None:
    expected = sorted(f"{unit.lesson_path.stem}.toml" for unit in UNITS)
    assert sorted(path.name for path in FOLDER.iterdir()) == expected


def test_no_name_is_used_twice() -> None:
    names = [
        name
        for texts in TEXTS.values()
        for table in (texts.quizzes, texts.predictions, texts.answers)
        for name in table
    ]
    assert len(names) == len(set(names))


def test_no_message_is_explained_twice() -> None:
    seen = [
        " ".join(re.findall(r"\w+", one.see)) for texts in TEXTS.values() for one in texts.messages
    ]
    assert len(seen) == len(set(seen))


def test_who_takes_the_longest_option_is_not_often_right() -> None:
    longest = [max(one.option, key=lambda option: len(option.text)) for one in QUESTIONS.values()]
    assert sum(option.right for option in longest) <= len(QUESTIONS) / 3


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_one_right_answer_and_explains_every_option(name: str) -> None:
    options = QUESTIONS[name].option
    assert sum(option.right for option in options) == 1
    assert len(options) >= 3
    for option in options:
        assert len(option.because.split()) > 8


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[quiz", "01_it.toml can't be used"),
        ("[quizz.a]\n", "'quizz' is none of quiz, predict, answer, message"),
        ("[predict.A_b]\nquestion = ''", "the name 'A_b' must be words in small letters"),
        ("[predict.a]\n", "a lacks the entry 'question'"),
        ("[answer.a]\ntask = ''\nhints = ''", "a has an unknown entry, 'hints'"),
        ("[[message]]\nsee = ''\nmeans = ''", "a message lacks the entry 'do'"),
        ("[quiz.a]\nquestion = ''\n[[quiz.a.option]]\ntext = ''", "option A of a lacks the entry"),
        ("predict = 3", "01_it.toml can't be used"),
        ("message = 'x'", "01_it.toml can't be used"),
        ("[predict.a]\nquestion = ''\noptions = 3", "01_it.toml can't be used"),
    ],
)
def test_a_slip_of_the_author_is_named_in_a_sentence(
    tmp_path: Path, written: str, said: str
) -> None:
    (tmp_path / "01_it.toml").write_text(written, encoding="utf-8")
    with pytest.raises(LessonTextError) as refused:
        read_texts(tmp_path)
    assert said in str(refused.value)
