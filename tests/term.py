"""Play a term of a class of 60 with three exercises of the course, on this machine and on a cluster: `python -m tests.term`.

Learners hand in the answers of `tests/submissions/`, so it is known before what each gets. Both terms end with the
same points, to the digit; feedback pages are opened in Chromium. The small term that each test run plays is
`tests/grading/together/test_term.py`.
"""

import argparse
import csv
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET
from tests.grading.cluster.dask_cluster import scheduler, worker
from tests.grading.course import copy_exercise
from tests.grading.notebooks import Notebook
from tests.grading.term import EXPORTS, LATE_RULE, Given, Term, typed
from tests.support.submissions import COURSE, Submission, exercise, points, source, submissions
from tests.system import CHROMIUM

STUDENTS = 60
NAMES = ("how_a_server_checks_a_key", "respond_to_a_leak", "what_an_api_key_is")
_CHECK = 'is_allowed({"read"}, "get", "/v1/models"), '
MENDED = f"{_CHECK}False", f"{_CHECK}True"
_STRIDE = 7
"""Of the submissions every seventh is taken, so that all tasks are among them."""


def main(students: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = played(Path(folder) / "here", students, ())
        with cluster() as address:
            there = played(Path(folder) / "there", students, ("--scheduler", address))
        for name in NAMES:
            for form, *_ in EXPORTS:
                mine, theirs = (lines_of(term.export(name, form)) for term in (here, there))
                assert mine == theirs, "\n".join(unified_diff(mine, theirs, lineterm=""))
        click.echo("Both have the same points, to the digit.")
        click.echo(f"{looked_at(there)} pages of feedback say in Chromium what the gradebook says.")


def lines_of(export: Path) -> list[str]:
    """Give the lines of an export, without the column that says which of them this machine disturbed."""
    with export.open(encoding="utf-8", newline="") as file:
        return [
            str({**row, "flags": ""} if "flags" in row else row) for row in csv.DictReader(file)
        ]


def played(root: Path, students: int, options: tuple[str, ...]) -> Term:
    for name in NAMES:
        copy_exercise(root, name)
    configuration = (COURSE / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(configuration + LATE_RULE, encoding="utf-8")
    spent: list[float] = []

    def grade(name: str) -> None:
        began = time.perf_counter()
        typed("grade", name, *options)
        spent.append(time.perf_counter() - began)

    term = Term(root, students, tuple(map(given, NAMES)), MENDED, grade)
    began = time.perf_counter()
    term.play()
    whole = time.perf_counter() - began
    click.echo(
        f"{' '.join(options) or 'this machine'}: {whole:.0f} s, of it grading {sum(spent):.0f} s "
        f"in {len(spent)} runs"
    )
    return term


def given(name: str) -> Given:
    """Of ten learners one hands in what was given out, three are all right, the others have one answer of the tests'."""
    most, choice = points(source(name)), submissions(name)

    def chosen(n: int) -> Submission | None:
        return choice[n * _STRIDE % len(choice)] if n % 10 in (1, 2, 4, 5, 7, 8) else None

    def handed_in(n: int) -> Notebook:
        taken = chosen(n)
        if taken:
            return dict(taken.notebook())
        return dict(exercise(name) if n % 10 == 9 else source(name))

    def judged(n: int) -> float:
        taken = chosen(n)
        failing = taken.expected(list(most)) if taken else most if n % 10 == 9 else {}
        return sum(worth for check, worth in most.items() if check not in failing)

    return Given(name, handed_in, judged)


@contextmanager
def cluster() -> Iterator[str]:
    """Run a scheduler and two workers on this machine."""
    with scheduler() as of, worker(of.address), worker(of.address):
        yield of.address


def looked_at(term: Term) -> int:
    """Open everybody's pages, which say the points and ask nobody; give how many there are."""
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=QUIET)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for name in NAMES:
            for student, score in term.scores(name).items():
                address = term.page(student, name).as_uri()
                page.goto(address)
                assert page.locator(".total").inner_text().startswith(f"{score:g} of "), address
                assert asked == [address]
                asked.clear()
                count += 1
        browser.close()
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("students", type=int, nargs="?", default=STUDENTS)
    main(parser.parse_args().students)
