"""The two processes of a submission, each forked from its own box's warm parent."""

from __future__ import annotations

import importlib
import math
import os
import select
import socket
from dataclasses import dataclass
from typing import Any, Literal

from course_utils.grading.answering import answer, describe
from course_utils.grading.shell import CellResult, CellRunner
from course_utils.grading.standins import Exchange, stand_in
from course_utils.grading.values import Garbled, Json
from course_utils.grading.wire import Channel, ChannelClosed

Role = Literal["learner", "examiner"]


@dataclass(frozen=True)
class Ends:
    """A role's ends: to the one who grades, and to the other role."""

    grader: Channel
    other: Channel


def be_learner(ends: Ends, runner: CellRunner) -> None:
    """Run the learner's cells, and answer the examiner's questions in between."""
    me = os.getpid()
    poller = select.poll()
    poller.register(ends.grader, select.POLLIN)
    poller.register(ends.other, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _ in poller.poll()}
        if ends.grader.fileno() in ready:
            done = _learner_does(ends.grader.receive(), runner)
            if os.getpid() != me:
                return  # a cell forked, and this is what came of it
            ends.grader.send(done)
        elif ends.other.fileno() in ready:
            try:
                said = answer(ends.other.receive(), runner.names)
                if os.getpid() != me:
                    return
                ends.other.send(said)
            except ChannelClosed:
                poller.unregister(ends.other)


def _learner_does(order: dict[str, Any], runner: CellRunner) -> dict[str, Any]:
    if order["do"] == "describe":
        return {"names": describe(order["names"], runner.names)}
    return _reported(runner.run(order["source"], order["seconds"]))


def _reported(result: CellResult) -> dict[str, Any]:
    return {
        "outputs": result.outputs,
        "ok": result.ok,
        "cut": result.cut,
        "timed_out": result.timed_out,
        "spent": result.out_of_memory,
    }


def be_examiner(ends: Ends, runner: CellRunner) -> None:
    """Run set-up cells and check cells, with stand-ins for the names of the exercise's tasks."""
    exchange = Exchange(ends.other)
    while True:
        order, descriptors = ends.grader.receive_with_descriptors()
        if order["do"] == "source":
            _tell_checker(order["source"])
            ends.grader.send({})
        elif order["do"] == "reconnect":
            exchange = Exchange(Channel(socket.socket(fileno=descriptors[0])))
            ends.grader.send({})
        else:
            ends.grader.send(_examined(order, runner, exchange))


def _examined(order: dict[str, Any], runner: CellRunner, exchange: Exchange) -> dict[str, Any]:
    exchange.begin(order["seconds"])
    try:
        _place(order["tasks"], order["names"], runner, exchange)
    except Garbled as why:
        exchange.broken = f"what the learner's names hold was garbled: {why}"
    result = runner.run(order["source"], order["seconds"])
    return {
        **_reported(result),
        "timed_out": result.timed_out or exchange.late,
        "number": _number(result.value),
        "broken": exchange.broken,
        "stuck": exchange.stuck,
    }


def _place(tasks: list[str], names: Json, runner: CellRunner, exchange: Exchange) -> None:
    """Let each task's name stand for what the learner has under it; missing stays missing."""
    if not isinstance(names, dict):
        raise Garbled("no names")
    for name in tasks:
        runner.names.pop(name, None)
        if name in names:
            runner.names[name] = stand_in(names[name], name, exchange)


def _number(value: Any) -> float | None:
    """Give a check's value where it is one that can be points."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _tell_checker(source: str) -> None:
    """Give `course_utils.checks` the learner's cells as text, where an exercise uses it."""
    try:
        checks = importlib.import_module("course_utils.checks")
    except ImportError:
        return
    checks.use_source(source)
