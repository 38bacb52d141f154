"""Formgrader, nbgrader's own page: its button grades in the boxes, its view shows a stranger's text."""

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
WORTH = {"ada": "3 / 8", "forger": "0 / 8"}


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, bwrap_path: Path, chromium_path: Path
) -> CourseOnDisk:
    made = small_course(tmp_path_factory.mktemp("formgrader"))
    (made.root / "source").rename(made.root / "solutions")
    (made.root / "release").rename(made.root / "exercises")
    shutil.copy(ROOT / "nbgrader_config.py", made.root)
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
    """Run a plain JupyterLab as an instructor does in the course's folder; give its address."""
    own = {f"JUPYTER_{name}_DIR": str(settings) for name in ("CONFIG", "DATA", "RUNTIME")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    options = ["--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token="]
    with subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
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
