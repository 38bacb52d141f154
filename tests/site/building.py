"""The whole site, step by step."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from course_utils.learner.units import read_course
from tests.checkout import ROOT
from tests.site.fetching import (
    PINS,
    PYODIDE,
    build_course_wheel,
    fetch_core,
    fetch_kernel,
    fetch_wheels,
)
from tests.site.first_page import write_first_page, write_service_worker
from tests.site.lite import build_lite
from tests.site.reading import write_reading_pages


def build_site(output: Path, cache: Path) -> None:
    """Build the site into `output`, in place of what is there.

    Raises:
        SiteError: with what happened and what to do.
    """
    cache.mkdir(parents=True, exist_ok=True)
    core, wheels = fetch_core(PYODIDE, cache), fetch_wheels(PINS, cache)
    kernel = fetch_kernel(cache)
    with TemporaryDirectory(prefix="site-") as name:
        folder = Path(name)
        (folder / "ours").mkdir()
        ours = build_course_wheel(folder / "ours")
        (folder / "lite").mkdir()
        built = folder / "built"
        version = ours.name.split("-")[1]
        build_lite(built, folder / "lite", core, kernel, [*wheels, ours], version)
        course = read_course(ROOT)
        write_reading_pages(built, course)
        write_first_page(built, course, version)
        write_service_worker(built)
        shutil.rmtree(output, ignore_errors=True)
        shutil.move(built, output)
