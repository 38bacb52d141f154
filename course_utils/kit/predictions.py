"""`predict`: a guess before a surprising cell, compared after it.

    predict("five-wrong-keys", ...)

The learner writes the guess in place of the dots. What the cell then finds is held against it:

    predict.compare("five-wrong-keys", len(codes))

A guess is kept for the map and never graded. Untouched dots stop nothing.
"""

from typing import Any

from course_utils.kit.box import Box
from course_utils.kit.lesson_texts import Prediction, find_prediction
from course_utils.kit.values import number, same, shown, unfinished
from course_utils.learner.kept import keep, recall


class Predictions:
    """Takes guesses; one of these, `course_utils.predict`, serves a notebook."""

    def __init__(self) -> None:
        self._guesses: dict[str, Any] = {}
        self._first: dict[str, str] = {}  # once it was compared, a guess is no guess any more

    def __call__(self, name: str, guess: object = ...) -> None:
        """Take a guess down, or ask for it where the dots still stand.

        Args:
            name: the prediction's name in the lesson's file.
            guess: one of the options, or a number, also as a text; `...` is no guess.

        Raises:
            LessonTextError: there is no such prediction.
        """
        asked = find_prediction(name)
        if unfinished(guess):
            Box("turn", "Your guess", f"{_question(asked)}\n\n{_HOW}").show()
        elif asked.options and not any(same(guess, option) for option in asked.options):
            Box("turn", "Your guess", f"{_question(asked)} {shown(guess)} is none of them.").show()
        elif asked.options:
            self._take(name, guess)
        elif (counted := number(guess)) is None or counted < 0:
            Box("turn", "Your guess", f"{asked.question} {_NO_NUMBER}").show()
        else:
            self._take(name, counted)

    def _take(self, name: str, guess: object) -> None:
        self._guesses[name] = guess
        first = self._first.get(name)
        if first is None and (kept := recall("predict", name)).get("found") is not None:
            first = self._first[name] = kept["guess"]
        if first is None:
            keep("predict", name, guess=shown(guess), found=None)
            Box("turn", "Your guess", f"{shown(guess)}. Now run the cell and see.").show()
        else:
            told = f"{shown(guess)}. You have seen what happens: the map keeps your first guess, {first}."
            Box("turn", "Your guess", told).show()

    def compare(self, name: str, found: object) -> None:
        """Hold what was found against the guess, if there was one.

        Raises:
            LessonTextError: there is no such prediction.
        """
        asked = find_prediction(name)
        if name not in self._guesses:
            Box("turn", "The answer", f"{asked.question} {shown(found)}.").show()
            return
        guess = self._guesses[name]
        first = self._first.setdefault(name, shown(guess))
        keep("predict", name, guess=first, found=shown(found))
        if _is_right(asked, guess, found) and first == shown(guess):
            guessed = "" if same(guess, found) else f" Your {shown(guess)} is as right."
            Box("right", "As you guessed", f"{asked.question} {shown(found)}.{guessed}").show()
        elif _is_right(asked, guess, found):
            told = f"{shown(found)}. Your first guess was {first}, and the map keeps that one."
            Box("right", "Right now", f"{asked.question} {told}").show()
        else:
            told = f"You guessed {shown(guess)}. It was {shown(found)}."
            Box("turn", "A surprise", f"{asked.question} {told}").show()


_HOW = "Write it in place of the dots, and run the cell again. A wrong guess costs nothing."
_NO_NUMBER = "Write a number from 0 up, such as `12`, and run the cell again."


def _is_right(asked: Prediction, guess: object, found: object) -> bool:
    if asked.near and isinstance(guess, int | float) and isinstance(found, int | float):
        return abs(guess - found) <= asked.near
    return same(guess, found)


def _question(asked: Prediction) -> str:
    choices = f" Choose one: {', '.join(f'`{one!r}`' for one in asked.options)}." * bool(
        asked.options
    )
    return asked.question + choices


predict = Predictions()
