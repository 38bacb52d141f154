"""Formgrader, nbgrader's own page: its button grades in the boxes, its view shows a stranger's text."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.pages.feedback import make_feedback
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import load_folders
from tests.browser.conftest import OpenPage
from tests.checkout import ROOT
from tests.grading.attacks import attack
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.notebooks import RIGHT, markdown, submitted
from tests.running_course import environment

GRADING_TAKES_AT_MOST = 180_000

NASTY = (
    "[lure](javascript:alert(1)) [beside](evil.html) ![tracker](https://example.org/x.png) **mine**"
)
HALF = {**RIGHT, "double": "def double(number):\n    return 4"}
RUBRIC = "### How it is marked\n\n| point | full |\n|---|---|\n| a reason | one that is true |\n"
FIELDS_ARE_FILLED = "() => formgrader.grades?.loaded && formgrader.comments?.loaded"
"""Nbgrader's page fetches what its fields hold after it has shown them, and puts that over what was typed meanwhile."""

WORTH = {"ada": "3 / 8", "forger": "0 / 8"}


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, bwrap_path: Path, chromium_path: Path
) -> CourseOnDisk:
    made = small_course(tmp_path_factory.mktemp("formgrader"))
    (made.root / "source").rename(made.root / "solutions")
    (made.root / "release").rename(made.root / "exercises")
    shutil.copy(ROOT / "nbgrader_config.py", made.root)
    source = made.root / "solutions" / "arithmetic" / "arithmetic.ipynb"
    book = json.loads(source.read_text())
    book["cells"].append({**markdown(RUBRIC), "metadata": {"tags": ["not-released"]}})
    source.write_text(json.dumps(book))
    made.hand_in("ada", submitted(HALF))
    made.hand_in("forger", attack("equals_everything").notebook)
    nasty = submitted(RIGHT)
    nasty["cells"].insert(1, markdown(NASTY))
    made.hand_in("eve", nasty)
    (made.folder("eve") / "evil.html").write_text("<script>alert(1)</script>")
    folders = load_folders(made.root)
    with Ledger(folders, load_assignment(folders.source, made.assignment)):
        """The gradebook knows the assignment now, as it does after `nbgrader generate_assignment`."""
    return made


@pytest.fixture(scope="module")
def formgrader(course: CourseOnDisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with jupyterlab(course.root, tmp_path_factory.mktemp("jupyter")) as url:
        yield f"{url}/formgrader"


@contextmanager
def jupyterlab(folder: Path, settings: Path) -> Iterator[str]:
    """Run JupyterLab as an instructor does in the course's folder; give its address."""
    own = {f"JUPYTER_{name}_DIR": str(settings) for name in ("CONFIG", "DATA", "RUNTIME")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    options = ["--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token="]
    with subprocess.Popen(
        [sys.executable, "-m", "course_utils.lab.program", *options],
        cwd=folder,
        env=environment(**own, PATH=programs),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        said: list[str] = []
        try:
            for line in server.stdout:
                said.append(line)
                if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab", line):
                    break
            else:
                raise AssertionError("".join(said))
            yield found[1]
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate()


def test_its_button_gives_the_points_of_course_grade(
    course: CourseOnDisk, formgrader: str, new_page: OpenPage
) -> None:
    page = new_page("light")
    page.goto(f"{formgrader}/manage_submissions/{course.assignment}")
    for student, score in WORTH.items():
        row = page.locator("#main-table tr").filter(has_text=student)
        expect(row).to_contain_text("needs autograding")
        row.locator(".autograde a").click()
        dialog = page.locator(".modal.in")
        expect(dialog).to_contain_text("Successfully autograded", timeout=GRADING_TAKES_AT_MOST)
        dialog.get_by_role("button", name="Close").last.click()
        expect(dialog).to_have_count(0)
        expect(row.locator(".score")).to_have_text(score)
    rows = course.grade(force=True).report.rows
    assert {name: f"{rows[name].points:g} / {rows[name].most:g}" for name in WORTH} == WORTH


def test_its_view_of_a_submission_leads_nowhere(
    course: CourseOnDisk, formgrader: str, new_page: OpenPage
) -> None:
    course.grade(student="eve")
    page = new_page("light")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{formgrader}/manage_students/eve/{course.assignment}")
    page.get_by_role("link", name=course.assignment, exact=True).last.click()
    expect(page.locator("strong", has_text="mine")).to_be_visible()
    for name in ("lure", "beside"):
        assert page.locator("a", has_text=name).get_attribute("href") is None
    assert not [url for url in asked if "example.org" in url]


def test_how_an_answer_is_marked_stands_beside_it_and_what_a_human_gives_stays(
    course: CourseOnDisk, formgrader: str, new_page: OpenPage
) -> None:
    course.hand_in("bob", submitted({**RIGHT, "why": "Because."}))
    assert course.grade(student="bob").report.rows["bob"].checks["why"] is None
    page = new_page("light")
    page.goto(f"{formgrader}/manage_students/bob/{course.assignment}")
    page.get_by_role("link", name=course.assignment, exact=True).last.click()
    answer = page.locator(".nbgrader_cell", has_text="Because.")
    rubric = page.get_by_role("complementary", name="How it is marked")
    expect(rubric.get_by_role("cell", name="one that is true")).to_be_visible()
    left, right = answer.bounding_box(), rubric.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    page.wait_for_function(FIELDS_ARE_FILLED)
    for field, typed in ((".score", "1.5"), (".comment", "Say more.")):
        with page.expect_response(lambda response: response.request.method == "PUT"):
            answer.locator(field).fill(typed)
            answer.locator(field).blur()
    row = course.grade(student="bob", force=True).report.rows["bob"]
    assert (row.by_hand, row.points) == ({"why": 1.5}, 7.5)
    list(make_feedback(course.root, course.assignment))
    given_back = course.root / "feedback" / "bob" / "arithmetic" / "arithmetic.html"
    text = given_back.read_text(encoding="utf-8")
    assert "Say more." in text
    assert "one that is true" not in text
