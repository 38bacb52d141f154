"""Copies of a class's submissions for plain nbgrader, which hold no more than `course grade` would read.

nbgrader itself follows links, waits at a pipe for ever, and copies whatever stands beside a notebook.
"""

import fnmatch
import json
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from course_utils.grading.coursework.assignment import Assignment, load_assignment
from course_utils.grading.coursework.autograded import marked_notebook
from course_utils.grading.coursework.handed_in import TIMESTAMP, HandedIn, read_submission
from course_utils.grading.coursework.outcome import Outcome, given_up, no_marks
from course_utils.grading.coursework.students import call_the_roll, id_of
from course_utils.grading.coursework.verdict import Verdict
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import folders_of
from course_utils.grading.records.report import printable
from course_utils.notebooks.matching import read_paper
from course_utils.notebooks.reading import UnreadableError


def hand_out_copies(converter: Any, place: Path) -> Assignment:
    """Write copies of all submissions and lead the converter there; give their assignment.

    nbgrader passes over whoever has no notebook there: their nothing is entered here.
    """
    theirs = converter.coursedir
    folders, name = folders_of(theirs), theirs.assignment_id
    roll = call_the_roll(folders.submitted, name, None)
    for outcome in roll.refused:
        converter.log.error("%s: %s", outcome.student, outcome.flags[0])
    wanted = id_of(theirs.student_id)
    chosen = [each for each in roll.chosen if fnmatch.fnmatch(id_of(each), wanted)]
    with Ledger(folders, load_assignment(folders.source, name)) as ledger:
        outcomes = [
            _handed_out(folders.submitted, each, ledger.assignment, place) for each in chosen
        ]
        ledger.write([outcome for outcome in outcomes if outcome.marks])
    for outcome in outcomes:
        for told in outcome.flags:
            converter.log.warning("%s: %s", outcome.student, printable(told))
    settings = {trait: getattr(theirs, trait) for trait in theirs.trait_names(config=True)}
    copies = {"submitted_directory": str(place), "student_id": wanted}
    converter.coursedir = CourseDirectory(**{**settings, **copies})
    converter.init_notebooks()
    return ledger.assignment


def _handed_out(submitted: Path, folder_name: str, assignment: Assignment, place: Path) -> Outcome:
    """Copy one learner's submission; it has no marks but where none of its notebooks can be read."""
    name, sheets = assignment.name, assignment.sheets
    try:
        work = read_submission(submitted, folder_name, name, sheets, assignment.files)
        folder = place / work.student / name
        outcome = Outcome(work.student, "", work.timestamp, flags=_copied(work, assignment, folder))
    except OSError as error:  # a fault with one costs no other their points
        return given_up(id_of(folder_name), error)
    if not any(folder.glob("*.ipynb")):
        outcome.marks = [mark for sheet in sheets for mark in no_marks(sheet)]
    return outcome


def _copied(work: HandedIn, assignment: Assignment, folder: Path) -> list[str]:
    """Write a submission as nbgrader may have it; tell what a human should know of it."""
    told = list(work.notes)
    files = dict(work.files)
    if work.timestamp is not None:
        files[TIMESTAMP] = f"{work.timestamp:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
    for sheet in assignment.sheets:
        try:
            paper = read_paper(work.notebook(sheet.name), sheet)
        except UnreadableError as why:
            told.append(f"could not be read: {sheet.name}.ipynb, {why}")
            continue
        told += paper.flags
        files[f"{sheet.name}.ipynb"] = json.dumps(marked_notebook(paper, Verdict())).encode()
    folder.mkdir(parents=True)
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return told
