"""The page that greets, its scripts, and the service worker that keeps what was loaded once."""

import hashlib
from pathlib import Path

import nbformat

from course_utils.kit.palette import svg_style
from course_utils.learner.asked import read_asked
from course_utils.learner.units import Course, Unit
from tests.checkout import ROOT
from tests.site.lite import STORAGE_PREFIX, storage_name
from tests.site.reading import FOLDER, TEMPLATES, notebook_address, page_name

WORKER = "service-worker.js"
JUPYTERLITES_WORKER = "service-worker-jupyterlite.js"
SCRIPTS = ("first-page.js", "standing.js", "storage.js", "too-old.js")


def write_first_page(output: Path, course: Course, version: str) -> None:
    """Write `index.html`, in place of JupyterLite's, and its scripts."""
    page = TEMPLATES.get_template("index.html").render(
        course=course,
        version=version,
        storage=storage_name(version),
        storage_prefix=STORAGE_PREFIX,
        colours=svg_style(),
        notebook_address=notebook_address,
        reading_address=reading_address,
        last_cell=last_cell,
        lines=lines,
    )
    (output / "index.html").write_text(page, encoding="utf-8")
    for name in SCRIPTS:
        (output / name).write_text(TEMPLATES.get_template(name).render(), encoding="utf-8")


def reading_address(unit: Unit) -> str:
    """Say where the page of a lesson is, from the first page."""
    return f"{FOLDER}/{page_name(unit)}"


def last_cell(unit: Unit) -> str:
    """Name the cell that is run last in a lesson, by its id."""
    cells = nbformat.read(ROOT / unit.lesson_path, as_version=4).cells
    return str([cell.id for cell in cells if cell.cell_type == "code"][-1])


def lines(unit: Unit) -> str:
    """Name the lines to fill in of a lesson, with spaces between."""
    return " ".join(sorted(read_asked(ROOT / unit.lesson_path).lines))


def write_service_worker(output: Path) -> None:
    """Put ours before JupyterLite's. It names what it keeps after all files: write it when they are there."""
    worker = output / WORKER
    worker.rename(output / JUPYTERLITES_WORKER)
    prefix = "API keys course, site "
    text = TEMPLATES.get_template(WORKER).render(
        kept=prefix + digest_of(output),
        prefix=prefix,
        jupyterlite=JUPYTERLITES_WORKER,
        course=[
            path.relative_to(output).as_posix()
            for room in ("files", "api")
            for path in sorted((output / room).rglob("*"))
            if path.is_file()
        ],
    )
    worker.write_text(text, encoding="utf-8")


def digest_of(folder: Path) -> str:
    """Give a short digest of all files in a folder, their names included."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
