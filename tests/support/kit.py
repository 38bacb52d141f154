"""A lesson of our own and a learner of our own, for what the kit does with them."""

from pathlib import Path

import pytest

from course_utils.kit import lesson_texts
from course_utils.kit.lesson_texts import Line, Option, Prediction, Question, Slip, Texts

QUESTION = Question(
    "which-number",
    "Which number says `who are you`?",
    (
        Option("A", "200", "That one says that all is well."),
        Option("B", "401 <script>", "It asks for a good key & nothing else.", right=True),
        Option("C", "429", "That one asks you to slow down."),
    ),
)
FREE = Prediction("how-many", "How many answers are there?")
NEAR = Prediction("how-many-about", "About how many?", near=1)
CHOICE = Prediction("who-refuses", "Who refuses?", ("the client", "the server"))
LINE = Line(
    "status-without-a-key",
    "Write the status of a request that holds no key.",
    "Which number asks who you are?",
    "status = 401",
    "No key and a wrong key get the same number.",
    401,
    (Slip(403, "403 is for somebody whom the server knows."),),
)
OPEN_LINE = Line("worked-out", "Write it.", "Look again.", "found = 3", "So it is.")


@pytest.fixture
def texts(course: Path, monkeypatch: pytest.MonkeyPatch) -> Texts:
    """A lesson of our own in place of the course's, for a learner of our own."""
    one = Texts(
        {QUESTION.name: QUESTION},
        {FREE.name: FREE, NEAR.name: NEAR, CHOICE.name: CHOICE},
        {LINE.name: LINE, OPEN_LINE.name: OPEN_LINE},
    )
    monkeypatch.setattr(lesson_texts, "read_texts", lambda: {1: one})
    return one


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's own folder, where the kernel runs; gives the folder of its state."""
    state = tmp_path / ".course"
    state.mkdir()
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    monkeypatch.chdir(lessons)
    return state


class Printed:
    """What was shown since it was asked last, as a terminal shows it."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self) -> str:
        return self._captured.readouterr().out.strip()


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    return Printed(capsys)
