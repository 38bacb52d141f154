"""What client and worker say to each other: JSON as bytes, both ways."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from course_utils.errors import CourseError
from course_utils.grading.cluster.version import version
from course_utils.grading.coursework.assignment import Assignment
from course_utils.grading.coursework.handed_in import HandedIn
from course_utils.grading.coursework.outcome import CheckMark, Outcome, no_marks
from course_utils.grading.examining.choice import Decision
from course_utils.grading.examining.pair import Way
from course_utils.grading.examining.terms import Terms
from course_utils.notebooks.sheet import Sheet, SheetCell


class ReplyError(CourseError):
    """What a worker sent back is not what a worker of this course sends."""


# orders: what the client sends. A worker believes them.


@dataclass(frozen=True)
class Order:
    """What a worker is to do: get a slot ready, find out the way of grading, or grade."""

    do: Literal["prepare", "decide", "grade"]
    terms: Terms
    assignment: Assignment | None = None
    way: Way = "apart"
    works: Sequence[HandedIn] = ()

    def as_bytes(self) -> bytes:
        """Write it in ASCII: names of files may hold what is no UTF-8."""
        order = {
            "version": version(),
            "do": self.do,
            "terms": asdict(self.terms),
            "assignment": asdict(self.assignment) if self.assignment else None,
            "way": self.way,
            "works": [{**asdict(work), "timestamp": None} for work in self.works],
        }
        return json.dumps(order, default=_as_text).encode()


def _as_text(body: bytes) -> str:
    return b64encode(body).decode()


def version_in(order: bytes) -> str:
    """Give the version of the client, whatever else an order of that version holds."""
    return str(json.loads(order)["version"])


def read_order(body: bytes) -> Order:
    """Read what a client of this version wrote."""
    told = json.loads(body)
    terms = told["terms"]
    return Order(
        told["do"],
        Terms(**{**terms, "modules": tuple(terms["modules"]), "cells": tuple(terms["cells"])}),
        told["assignment"] and _assignment(told["assignment"]),
        told["way"],
        [_work(work) for work in told["works"]],
    )


def _assignment(told: dict[str, Any]) -> Assignment:
    return Assignment(told["name"], tuple(map(_sheet, told["sheets"])), _files(told["files"]))


def _sheet(told: dict[str, Any]) -> Sheet:
    parts = {
        "cells": tuple(SheetCell(**cell) for cell in told["cells"]),
        "answers": tuple(told["answers"]),
        "code": tuple(told["code"]),
        "reference": b64decode(told["reference"]),
    }
    return Sheet(**{**told, **parts})


def _work(told: dict[str, Any]) -> HandedIn:
    bodies = {name: _files(told[name]) for name in ("notebooks", "files")}
    return HandedIn(**{**told, **bodies})


def _files(told: dict[str, str]) -> dict[str, bytes]:
    return {name: b64decode(body) for name, body in told.items()}


# replies: what a worker sends back. Each has exactly this form, or it is refused.


@dataclass(frozen=True)
class Graded:
    """What became of a submission; for its fields see `Outcome`."""

    marks: list[CheckMark]
    unanswered: list[tuple[str, str]]
    untouched: bool
    flags: list[str]
    seconds: float
    failed: bool
    disturbed: bool
    notebooks: dict[str, dict[str, Any]]


@with_config(ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))  # what is in it, too
@dataclass(frozen=True)
class Reply:
    """The worker's address, and what it answers."""

    worker: str
    refused: str = ""
    """Why it can carry out no order at all."""
    trouble: str = ""
    """Why it could not carry out this one."""
    decision: Decision | None = None
    graded: list[Graded] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        """Write it in UTF-8; halves of characters become question marks, as they do in a file."""
        return json.dumps(asdict(self), ensure_ascii=False).encode(errors="replace")


_REPLY = TypeAdapter(Reply)


def graded_of(outcome: Outcome) -> Graded:
    return Graded(
        outcome.marks,
        outcome.unanswered,
        outcome.untouched,
        outcome.flags,
        outcome.seconds,
        outcome.failed,
        outcome.disturbed,
        outcome.notebooks,
    )


def read_reply(body: object) -> Reply:
    """Read what a worker sent.

    Raises:
        ReplyError: it has another form.
    """
    if not isinstance(body, bytes):
        raise ReplyError(f"a worker sent {type(body).__name__} and no bytes")
    try:
        return _REPLY.validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ReplyError(f"a worker sent a reply of another form: {place} {first['msg']}") from None


def outcomes_in(reply: Reply, works: Sequence[HandedIn], assignment: Assignment) -> list[Outcome]:
    """Give what became of the submissions of an order.

    Raises:
        ReplyError: it is not about these, or has other marks than the assignment.
    """
    if len(reply.graded) != len(works):
        raise ReplyError(f"a worker graded {len(reply.graded)} submissions of {len(works)}")
    for graded in reply.graded:
        if not graded.failed:
            _refuse_other_marks(graded, assignment)
    return [
        Outcome(work.student, "", work.timestamp, **vars(graded))
        for work, graded in zip(works, reply.graded, strict=True)
    ]


def _refuse_other_marks(graded: Graded, assignment: Assignment) -> None:
    wanted = {
        (mark.notebook, mark.grade_id): mark.most
        for sheet in assignment.sheets
        for mark in no_marks(sheet)
    }
    got = {(mark.notebook, mark.grade_id): mark.most for mark in graded.marks}
    if got != wanted or len(graded.marks) != len(wanted):
        raise ReplyError("a worker sent marks of other cells than the assignment's")
    if any(not 0 <= (mark.points or 0) <= mark.most for mark in graded.marks):
        raise ReplyError("a worker sent points that the assignment does not have")
    if not graded.notebooks.keys() <= {sheet.name for sheet in assignment.sheets}:
        raise ReplyError("a worker sent notebooks that are none of the assignment's")
