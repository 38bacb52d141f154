"""The two processes of a submission, each forked from its own box's warm parent."""

import os
import select
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.inside.answering import answer, describe
from course_utils.grading.inside.far_scratch import FarScratch, begin_scripts, tools_of
from course_utils.grading.inside.plain_values import GarbledError
from course_utils.grading.inside.proxies import Exchange
from course_utils.grading.inside.shell import CellResult, CellRunner
from course_utils.grading.sandbox.channel import Channel, ChannelClosedError, channels
from course_utils.notebooks.points import number_of
from course_utils.scratch.here import Here

CHECKERS_SHARE = 0.6
"""How much of a check cell's time `course_utils.check` gives to one `with` block."""


@dataclass(frozen=True)
class Ends:
    """A role's ends: to the one who grades, to the other role, and to or of what runs the scripts, if there are any."""

    grader: Channel
    other: Channel
    scripts: Channel | None = None


def warm_up() -> None:
    """Let the checker, where an exercise uses it, find this shell, and read its hints once for all submissions."""
    if "course_utils.checks" in sys.modules:
        with suppress(CourseError):  # without git: a check that needs it says so
            sys.modules["course_utils.checks.git"].begun()
        sys.modules["course_utils.checks.hints"].tasks()
        sys.modules["course_utils.checks"].check.listen()


def be_learner(ends: Ends, runner: CellRunner, others: int) -> None:
    """Run the learner's cells, and answer the examiner's questions in between.

    What runs scripts is forked before the first cell. `others`: see `begin_scripts`.
    """
    if ends.scripts is not None:
        begin_scripts(ends.scripts, others or os.getpid())
    tools = tools_of(Here())
    me = os.getpid()
    grader, other = ends.grader.fileno(), ends.other.fileno()
    poller = select.poll()
    poller.register(grader, select.POLLIN)
    poller.register(other, select.POLLIN)
    while True:
        ready = dict(poller.poll())
        if grader in ready:
            done = _learner_does(ends.grader.receive(), runner)
            if os.getpid() != me:
                return  # a cell forked, and this is what came of it
            ends.grader.send(done)
        elif other in ready:
            try:
                said = answer(ends.other.receive(), runner.names, tools)
                if os.getpid() != me:
                    return
                ends.other.send(said)
            except ChannelClosedError:
                poller.unregister(other)


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
        "number": number_of(result.value),
    }


def be_examiner(ends: Ends, runner: CellRunner, _others: int) -> None:
    """Run set-up cells and check cells, with stand-ins for the names of the exercise's tasks."""
    exchange = Exchange(ends.other, ends.scripts)
    while True:
        order, descriptors = ends.grader.receive_with_descriptors()
        if order["do"] == "cells":
            _tell_checker(order, FarScratch(exchange))
            ends.grader.send({})
        elif order["do"] == "reconnect":
            exchange.reconnect(*channels(descriptors, to_stranger=True))
            ends.grader.send({})
        else:
            ends.grader.send(_examined(order, runner, exchange))


def _examined(order: dict[str, Any], runner: CellRunner, exchange: Exchange) -> dict[str, Any]:
    exchange.begin(order["seconds"])
    try:
        _place(order, runner, exchange)
    except GarbledError as why:
        exchange.broken = f"what the learner's names hold was garbled: {why}"
    result = runner.run(order["source"], order["seconds"])
    return {
        **_reported(result),
        "timed_out": result.timed_out or exchange.late,
        "broken": exchange.broken,
        "stuck": exchange.stuck,
    }


def _place(order: dict[str, Any], runner: CellRunner, exchange: Exchange) -> None:
    """Let each task's name stand for what the learner has under it; missing stays missing."""
    names = order["names"]
    if not isinstance(names, dict):
        raise GarbledError("no names")
    for name in order["tasks"]:
        runner.names.pop(name, None)
        if name in names:
            runner.names[name] = exchange.stand_in(name, names[name], order["age"])


def _tell_checker(order: dict[str, Any], scratch: FarScratch) -> None:
    """Give the checker the learner's cells as text, where an exercise uses it.

    It stops a function a little before the learner's process would, so that its sentence is the one
    that is read.
    """
    checks = sys.modules.get("course_utils.checks")
    if checks is not None:
        seconds, cells, seed = CHECKERS_SHARE * order["seconds"], order["cells"], order["seed"]
        checks.check.configure(seconds=seconds, cells=cells, scratch=scratch, seed=seed)
