"""The lessons as pages for who only reads: they run nothing and load nothing from elsewhere."""

import re
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import markdown2html_mistune

from course_utils.kit.palette import svg_style
from course_utils.learner.units import Course, Unit
from tests.checkout import ROOT

FOLDER = "read"
FILES = "../files/lessons/"
"""Where a page of `read/` finds the files of the lessons, which the notebooks show too."""
BESIDE = ("words.md", "where.md")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True
)
ELSEWHERE = re.compile(r"[a-z]+:|#|/", re.IGNORECASE)


def write_reading_pages(output: Path, course: Course) -> None:
    """Write a page for each lesson, and for what lies beside them, below `output`."""
    folder = output / FOLDER
    folder.mkdir()
    make: Any = HTMLExporter
    exporter = make(template_name="basic", exclude_anchor_links=True)
    units = list(course.units)
    for unit, before, after in zip(units, [None, *units], [*units[1:], None], strict=False):
        lesson = nbformat.read(ROOT / unit.lesson_path, as_version=4)
        body, _ = exporter.from_notebook_node(lesson)
        page = reading_page(unit.label, body, before=before, after=after, unit=unit)
        (folder / page_name(unit)).write_text(page, encoding="utf-8")
    for name in BESIDE:
        text = (ROOT / "lessons" / name).read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ")
        page = reading_page(title, markdown2html_mistune(text))
        (folder / name).with_suffix(".html").write_text(page, encoding="utf-8")


def page_name(unit: Unit) -> str:
    return unit.lesson_path.with_suffix(".html").name


def notebook_address(path: PurePosixPath) -> str:
    """Say where the site opens a notebook, from its first page."""
    return f"notebooks/index.html?path={path}"


def reading_page(title: str, body: str, **around: Unit | None) -> str:
    """Put a page around a body, which loses its scripts, and whose links then lead to pages and files of the site."""
    template = TEMPLATES.get_template("reading.html")
    return template.render(
        title=title,
        body=_without_scripts(body),
        colours=svg_style(),
        page_name=page_name,
        notebook_address=notebook_address,
        **around,
    )


def _without_scripts(body: str) -> str:
    soup = BeautifulSoup(body, "html.parser")
    for script in soup("script"):
        script.decompose()
    for place, attribute in (("a", "href"), ("img", "src")):
        for tag in soup.find_all(place):
            tag[attribute] = led(str(tag.get(attribute, "")))
    for wide in soup.find_all(["pre", "table"]):
        wide["tabindex"] = "0"
    return str(soup)


def led(address: str) -> str:
    """Say where a link of a lesson leads from a page of `read/`.

    >>> led("words.md"), led("figures/00.svg")
    ('words.html', '../files/lessons/figures/00.svg')
    >>> led("../exercises/mask/mask.ipynb")
    '../notebooks/index.html?path=exercises/mask/mask.ipynb'
    """
    path = PurePosixPath(address.partition("#")[0])
    if ELSEWHERE.match(address):
        return address
    if path.parts[0] == "..":
        return f"../{notebook_address(path.relative_to('..'))}"
    if len(path.parts) == 1 and path.suffix in {".md", ".ipynb"}:
        return path.with_suffix(".html").name
    return FILES + address
