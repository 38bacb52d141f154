import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from course_utils.learner.units import read_course
from tests.checkout import ROOT
from tests.site.lite import TO_READ, lay_out_files
from tests.site.reading import led, write_reading_pages

WHOLE = read_course(ROOT)
COURSE = replace(
    WHOLE, units=WHOLE.units[:2]
)  # a lesson takes a while; the built site is looked at whole elsewhere


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out the files and the pages that the site has for who only reads."""
    output = tmp_path_factory.mktemp("built")
    lay_out_files(output / "files")
    write_reading_pages(output, COURSE)
    return output


def attributes(page: Path) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8"))


def test_every_lesson_is_a_page_that_runs_nothing_and_loads_nothing_from_elsewhere(
    built: Path,
) -> None:
    for unit in COURSE.units:
        page = built / "read" / f"{unit.lesson_path.stem}.html"
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "default-src 'none'" in text
        assert not re.search(r'src="(?!data:|\.\./files/)', text)


def test_a_notebook_says_below_its_title_what_of_it_needs_the_installed_course(
    built: Path,
) -> None:
    [unit] = [unit for unit in WHOLE.units if unit.number == 5]
    for path, told in ((unit.lesson_path, TO_READ), (unit.exercise_path, unit.exercise_installed)):
        notebook = json.loads((built / "files" / str(path)).read_text("utf-8"))
        assert told in "".join(notebook["cells"][0]["source"])


def test_a_page_shows_what_the_lesson_said_when_it_was_run_and_leads_to_the_next(
    built: Path,
) -> None:
    page = (built / "read" / "00_start_here.html").read_text(encoding="utf-8")
    assert "It learns from our words" in page
    assert "01_what_an_api_key_is.html" in attributes(built / "read" / "00_start_here.html")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("words.md", "words.html"),
        ("figures/00.svg", "../files/lessons/figures/00.svg"),
        ("../exercises/a/a.ipynb", "../notebooks/index.html?path=exercises/a/a.ipynb"),
        ("https://example.com/a.md", "https://example.com/a.md"),
        ("#a", "#a"),
    ],
)
def test_a_link_of_a_lesson_leads_on(address: str, place: str) -> None:
    assert led(address) == place


def test_drawings_are_plain_ascii_since_jupyterlite_shows_no_others(built: Path) -> None:
    drawings = list((built / "files").rglob("*.svg"))
    assert drawings
    assert all(drawing.read_bytes().isascii() for drawing in drawings)
