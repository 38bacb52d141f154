"""Judge the trials in boxes: writes a JSON list, for each exercise what its checks said."""

import json
import sys

from course_utils.grading.examining.pair import Beside
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Setup
from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.sheet import read_sheet
from tests.grading.notebooks import Notebook, as_bytes
from tests.trials.notebooks import Said, right, wrong

MODULES = ("course_utils:check", "openai", "dotenv", "keyring")


def judged(slot: Slot, book: Notebook) -> Said:
    paper = read_paper(as_bytes(book), read_sheet("trials", as_bytes(book)))
    verdict = slot.examine(paper, Beside(), "apart")
    said = {}
    for cell in paper.cells:
        if cell.kind == "check":
            outcome = verdict.cells[cell.place]
            errors = [one["evalue"] for one in outcome.outputs if one["output_type"] == "error"]
            said[str(cell.grade_id)] = "" if outcome.points else " ".join(errors) or "no points"
    return {**said, "flags": ", ".join(verdict.flags)}


def main(bubblewrap: str) -> None:
    with Slot(Setup(bubblewrap or None, modules=MODULES), Times(20, 120), platform=True) as slot:
        slot.warm_up()
        books = [right(), *(book for book, _ in wrong())]
        json.dump([judged(slot, book) for book in books], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
