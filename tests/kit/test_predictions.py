from pathlib import Path

import pytest

from course_utils.kit.lesson_texts import LessonTextError, Texts
from course_utils.kit.predictions import Predictions
from course_utils.learner.kept import read_kept
from tests.support.kit import Printed


def test_untouched_dots_ask_and_stop_nothing(texts: Texts, printed: Printed) -> None:
    predict = Predictions()
    predict("how-many", ...)
    assert printed().startswith("Your guess: How many answers are there?")
    predict.compare("how-many", 1)
    assert printed() == "The answer: How many answers are there? 1."


def test_a_guess_is_compared_with_what_was_found(texts: Texts, printed: Printed) -> None:
    predict = Predictions()
    predict("how-many", 5)
    assert printed() == "Your guess: 5. Now run the cell and see."
    predict.compare("how-many", 1)
    assert "You guessed 5. It was 1." in printed()


def test_a_good_guess_is_said_to_be_one(texts: Texts, printed: Printed) -> None:
    predict = Predictions()
    predict("who-refuses", "The Server")
    printed()
    predict.compare("who-refuses", "the server")
    assert printed() == "As you guessed: Who refuses? the server."


def test_a_guess_that_is_none_of_the_options_is_asked_for_again(
    texts: Texts, printed: Printed
) -> None:
    predict = Predictions()
    predict("who-refuses", "nobody")
    assert (
        printed()
        == "Your guess: Who refuses? Choose one: `'the client'`, `'the server'`. nobody is none of them."
    )
    predict.compare("who-refuses", "the server")
    assert printed().startswith("The answer")


@pytest.mark.parametrize("guess", ["forty", "", None, [3], -3, "-3", "nan", float("inf"), True])
def test_a_guess_that_is_no_number_is_asked_for_again(
    texts: Texts, printed: Printed, guess: object
) -> None:
    predict = Predictions()
    predict("how-many", guess)
    assert printed() == (
        "Your guess: How many answers are there? Write a number from 0 up, such as `12`, and run the cell again."
    )
    predict.compare("how-many", 1)
    assert printed().startswith("The answer")


def test_a_number_that_is_written_as_a_text_is_that_number(texts: Texts, printed: Printed) -> None:
    predict = Predictions()
    predict("how-many", " 121 ")
    assert printed() == "Your guess: 121. Now run the cell and see."
    predict.compare("how-many", 121)
    assert printed() == "As you guessed: How many answers are there? 121."


def test_where_a_number_is_not_exact_its_neighbour_is_as_right(
    texts: Texts, printed: Printed
) -> None:
    predict = Predictions()
    predict("how-many-about", 120)
    printed()
    predict.compare("how-many-about", 121)
    assert printed() == "As you guessed: About how many? 121. Your 120 is as right."
    predict.compare("how-many-about", 122)
    assert printed().startswith("A surprise")


def test_the_map_keeps_the_guess_that_was_made_before_it_was_seen(
    texts: Texts, printed: Printed, course: Path
) -> None:
    predict = Predictions()
    predict("how-many", 4)
    predict("how-many", 5)
    assert read_kept(course).predictions == {"how-many": {"guess": "5", "found": None}}
    predict.compare("how-many", 1)
    predict("how-many", 1)
    printed()
    predict.compare("how-many", 1)
    assert printed().startswith("Right now")
    predict.compare("how-many", 1)
    assert "Your first guess was 5, and the map keeps that one" in printed()
    after_a_restart = Predictions()
    after_a_restart("how-many", 1)
    assert "the map keeps your first guess, 5" in printed()
    after_a_restart.compare("how-many", 1)
    assert read_kept(course).predictions == {"how-many": {"guess": "5", "found": "1"}}


def test_a_slip_in_the_name_is_answered_with_a_sentence(texts: Texts) -> None:
    with pytest.raises(LessonTextError, match="no prediction named 'how-meny'"):
        Predictions()("how-meny", 1)
    with pytest.raises(LessonTextError, match="no prediction named 'how-meny'"):
        Predictions().compare("how-meny", 1)
