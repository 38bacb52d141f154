"""Every file of `tests/attacks` gets its honest score, and the box is as it was."""

import json

import pytest

from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.pair import Beside, Pair
from course_utils.notebooks.matching import Paper, read_paper
from course_utils.notebooks.sheet import read_sheet
from tests.grading.attacks import Attack, attack, attacks
from tests.grading.conftest import OUTPUT_LIMIT
from tests.grading.notebooks import (
    RIGHT,
    answer,
    as_bytes,
    check,
    code,
    notebook,
    setup,
    sheet,
    submitted,
)
from tests.grading.pairs import examine

HIDDEN = "SECRET_OF_SETUP) == 84"


def examined(pair: Pair, one: Attack) -> tuple[Paper, Verdict]:
    paper = read_paper(as_bytes(one.notebook), sheet())
    return paper, examine(pair, paper)


def score(verdict: Verdict) -> float:
    return sum(cell.points or 0 for cell in verdict.cells.values())


def learners_outputs(paper: Paper, verdict: Verdict) -> str:
    own = [cell.place for cell in paper.cells if cell.kind != "check"]
    return json.dumps([verdict.cells[place].outputs for place in own if place in verdict.cells])


@pytest.mark.parametrize("one", attacks(), ids=lambda one: one.name)
def test_the_score_is_the_honest_one(pair: Pair, hurried_pair: Pair, one: Attack) -> None:
    used = hurried_pair if "timed out" in one.flags else pair
    paper, verdict = examined(used, one)
    assert score(verdict) == one.score, (verdict.flags, learners_outputs(paper, verdict)[:3000])
    for flag in one.flags:
        assert any(seen.startswith(flag) for seen in verdict.flags), verdict.flags
    said = learners_outputs(paper, verdict)
    assert "BREACH" not in said, said
    assert HIDDEN not in said
    assert len(said) < 6 * OUTPUT_LIMIT
    neighbour = examine(used, read_paper(as_bytes(submitted(RIGHT)), sheet()))
    assert (score(neighbour), neighbour.flags) == (6, [])


def test_nothing_is_left_for_the_next_one(pair: Pair) -> None:
    examined(pair, attack("leaves_something_behind"))
    paper, verdict = examined(pair, attack("finds_what_was_left"))
    assert "BREACH" not in learners_outputs(paper, verdict)


READS_ITS_MEMORY = """
import os
wanted = b"FILE OF THE " + b"ONE BEFORE"
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        place, mode = line.split()[:2]
        start, end = (int(part, 16) for part in place.split("-"))
        if "rw" in mode and end - start < 1 << 28:
            memory.seek(start)
            found = memory.read(end - start)
            if found.count(wanted) > 100:  # itself it holds it a few times
                print("BREACH in memory", line)
"""


def test_files_of_one_are_not_in_the_memory_of_the_next(pair: Pair) -> None:
    """A fork has all that its parent ever read."""
    files = {"notes.txt": 1000 * b"FILE OF THE ONE BEFORE"}
    paper = read_paper(as_bytes(submitted(RIGHT)), sheet())
    assert score(pair.examine(paper, Beside(learners=files), "apart")) == 6
    paper = read_paper(as_bytes(submitted(RIGHT, [READS_ITS_MEMORY])), sheet())
    assert "BREACH" not in learners_outputs(paper, examine(pair, paper))


LEAVES_CONNECTIONS = """
import socket
with socket.create_server(("127.0.0.1", 0)) as server:
    for _ in range(5):
        with socket.create_connection(server.getsockname()) as client, server.accept()[0] as other:
            client.close()
"""
SEES_CONNECTIONS = """
for line in open("/proc/net/tcp").readlines()[1:]:
    if line.split()[3] != "0A":
        print("BREACH", line)
"""


def test_connections_of_one_are_not_seen_by_the_next(pair: Pair) -> None:
    for source in (LEAVES_CONNECTIONS, SEES_CONNECTIONS):
        paper = read_paper(as_bytes(submitted(RIGHT, [source])), sheet())
        verdict = examine(pair, paper)
        assert score(verdict) == 6
    assert "BREACH" not in learners_outputs(paper, verdict)


def test_an_honest_submission_is_right_after_attacks_on_the_box(pair: Pair) -> None:
    paper = read_paper(as_bytes(submitted(RIGHT)), sheet())
    for name in ("pid_1_limits", "kills_its_parent", "fork_bomb", "folders_that_resist"):
        examined(pair, attack(name))
        assert score(examine(pair, paper)) == 6


ENDS_THE_EXAMINER_LATER = """
import os
from course_utils.grading.inside.proxies import Exchange
Exchange.reconnect = lambda *_: os._exit(1)
share()
"""


def test_an_examiner_that_has_ended_when_the_learner_begins_again_begins_again_too(
    pair: Pair,
) -> None:
    cells = [
        setup("FOUR = 4", "setup"),
        answer("def share():\n    return 1", "share"),
        check(ENDS_THE_EXAMINER_LATER, "first", 1),
        check("share() + FOUR", "second", 5),
    ]
    exercise = read_sheet("ends", as_bytes(notebook(cells)))
    book = notebook([*cells[:3], code("import os\nos._exit(1)"), cells[3]])
    verdict = examine(pair, read_paper(as_bytes(book), exercise))
    assert (score(verdict), verdict.flags) == (6, ["process ended"])


def test_a_box_that_was_hard_to_wipe_is_started_afresh(pair: Pair) -> None:
    starts = pair.learner.starts
    examined(pair, attack("folders_that_resist"))
    assert pair.learner.starts == starts + 1
