"""What a worker sends is taken only in the form that workers of this course send it."""

import json
from dataclasses import asdict, replace
from typing import Any

import pytest

from course_utils.grading.cluster.messages import (
    Graded,
    Order,
    Reply,
    ReplyError,
    outcomes_in,
    read_order,
    read_reply,
)
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import no_marks
from course_utils.grading.examining.terms import Terms
from tests.grading.notebooks import sheet

TERMS = Terms(("openai",), ("assert True",), platform=False, seed="seed", timeout=20, memory=400)
ASSIGNMENT = Assignment("arithmetic", (sheet(),), {"data.bin": bytes(range(256))})
WORKS = [
    HandedIn("ada", {"arithmetic": b"{"}, {"half \udcff": b"\xff"}, notes=["wrong name"]),
    HandedIn("Zoë", troubles={"arithmetic": "it is missing"}),
]
GRADED = Graded(no_marks(sheet()), [], True, ["a flag"], 0.5, False, False, {"arithmetic": {}})


def test_an_order_arrives_as_it_was_sent() -> None:
    order = Order("grade", TERMS, ASSIGNMENT, "together", WORKS)
    assert read_order(order.as_bytes()) == order


def test_a_reply_arrives_as_it_was_sent() -> None:
    told = read_reply(Reply("tcp://w:1", graded=[GRADED, GRADED]).as_bytes())
    first, second = outcomes_in(told, WORKS, ASSIGNMENT)
    assert (first.student, second.student) == ("ada", "Zoë")
    assert first.marks == GRADED.marks
    assert first.flags == ["a flag"]


def test_half_a_character_arrives_as_a_file_would_hold_it() -> None:
    reply = Reply("tcp://w:1", graded=[replace(GRADED, flags=["\ud83d"])])
    assert read_reply(reply.as_bytes()).graded[0].flags == ["?"]


def changed(part: str, value: object) -> bytes:
    """Give a reply with something else at a place, as in `graded.0.seconds`."""
    whole: Any = asdict(Reply("tcp://w:1", graded=[GRADED]))
    *path, last = part.split(".")
    place = whole
    for step in path:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{" * 100_000,
        b"\xff",
        "text",
        None,
        ["a list"],
        changed("more", 1),
        changed("worker", None),
        changed("graded", {}),
        changed("graded.0.seconds", "0.5"),
        changed("graded.0.seconds", float("nan")),
        changed("graded.0.failed", 0),
        changed("graded.0.flags", "a flag"),
        changed("graded.0.marks.0.points", True),
        changed("graded.0.marks.0.points", float("inf")),
        changed("graded.0.notebooks", {"arithmetic": []}),
        changed("decision", {"way": "forged", "notes": []}),
    ],
)
def test_a_reply_of_another_form_is_refused(body: object) -> None:
    with pytest.raises(ReplyError, match="a worker sent"):
        read_reply(body)


@pytest.mark.parametrize(
    "graded",
    [
        [],
        [GRADED, GRADED],
        [replace(GRADED, marks=GRADED.marks[1:])],
        [replace(GRADED, marks=[*GRADED.marks, GRADED.marks[0]])],
        [replace(GRADED, marks=[replace(GRADED.marks[0], most=100.0), *GRADED.marks[1:]])],
        [replace(GRADED, marks=[replace(GRADED.marks[0], points=100.0), *GRADED.marks[1:]])],
        [replace(GRADED, marks=[replace(GRADED.marks[0], points=-1.0), *GRADED.marks[1:]])],
        [replace(GRADED, notebooks={"../../gradebook": {}})],
    ],
)
def test_a_reply_about_something_else_is_refused(graded: list[Graded]) -> None:
    with pytest.raises(ReplyError):
        outcomes_in(Reply("tcp://w:1", graded=graded), WORKS[:1], ASSIGNMENT)
