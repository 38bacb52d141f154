"""Every file of `tests/attacks/scratch` earns what is honest; folders, scripts and vault of the next one are clean."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.examining.pair import Beside
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Setup
from course_utils.notebooks.matching import Paper, read_paper
from course_utils.notebooks.sheet import read_sheet
from tests.grading.attacks import FOLDER
from tests.grading.notebooks import Notebook, answer, as_bytes, check, code, notebook, setup
from tests.trials.__main__ import MODULES
from tests.trials.notebooks import SET_UP
from tests.trials.tasks import TRIALS

NAMES = ("folders_cross_and_come_back", "scripts_run_as_programs", "the_vault_keeps_practice_keys")
TASKS = [trial for trial in TRIALS if trial.name in NAMES]
FILES = sorted((FOLDER / "scratch").glob("*.py"))

LOOKS_AROUND = """
import os
import keyring
import openai

for folder in ("/tmp", os.path.expanduser("~")):
    for name in os.listdir(folder):
        if name in ("openai.py", "sitecustomize.py", "left_by_the_script"):
            print("BREACH", folder, name)
for service in ("left 0", "haiku by the hour"):
    if keyring.get_password(service, "api-key") is not None:
        print("BREACH", service)
"""


@pytest.fixture(scope="module")
def slot(bwrap_path: Path) -> Iterator[Slot]:
    setup = Setup(str(bwrap_path), modules=MODULES)
    with Slot(setup, Times(cell=20, submission=120), platform=True) as slot:
        slot.warm_up()
        yield slot


def exercise(answers: dict[str, str], first: str = "") -> Notebook:
    cells = [setup(SET_UP, "set_up"), *([code(first)] if first else [])]
    for trial in TASKS:
        cells.append(answer(answers.get(trial.name, trial.right).strip(), f"answer_{trial.name}"))
        cells.append(check(trial.check.strip(), trial.name, 1))
    return notebook(cells)


def earned(paper: Paper, verdict: Verdict) -> set[str]:
    outcomes = {str(cell.grade_id): verdict.cells.get(cell.place) for cell in paper.cells}
    return {name for name in NAMES if (outcome := outcomes[name]) and outcome.points}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_attack_earns_what_is_honest_and_leaves_nothing(slot: Slot, file: Path) -> None:
    head, *rest = re.split(r"^# %%(.*)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    cells = dict(zip(map(str.strip, rest[::2]), rest[1::2], strict=True))
    honest = set(re.findall(r"^# earns: (.*)$", head, re.MULTILINE)[0].split())
    sheet = read_sheet("scratch", as_bytes(exercise({})))
    paper = read_paper(as_bytes(exercise(cells, cells.get("", "").strip())), sheet)
    verdict = slot.examine(paper, Beside(), "apart")
    assert earned(paper, verdict) == honest, (verdict.flags, verdict)
    neighbour = read_paper(as_bytes(exercise({}, LOOKS_AROUND.strip())), sheet)
    verdict = slot.examine(neighbour, Beside(), "apart")
    assert (earned(neighbour, verdict), verdict.flags) == (set(NAMES), [])
    outputs = [outcome.outputs for outcome in verdict.cells.values()]
    assert "BREACH" not in json.dumps(outputs)
