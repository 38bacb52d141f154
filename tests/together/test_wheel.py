import zipfile

import pytest

from tests.checkout import ROOT
from tests.site.fetching import build_course_wheel


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Build the wheel from what git has, and list what is in it."""
    wheel = build_course_wheel(tmp_path_factory.mktemp("built"))
    return frozenset(zipfile.ZipFile(wheel).namelist())


def test_the_course_travels_in_the_wheel(contents: frozenset[str]) -> None:
    wanted = [ROOT / "course.toml"]
    for room in ("lessons", "exercises"):
        wanted += [path for path in (ROOT / room).rglob("*") if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in wanted}
    visible = {name for name in names if "/." not in name}
    assert {f"course_utils/content/{name}" for name in visible} <= contents


def test_what_shapes_jupyterlab_travels_in_the_wheel(contents: frozenset[str]) -> None:
    lab = ROOT / "course_utils" / "lab"
    shapes = {
        path.relative_to(ROOT).as_posix()
        for path in lab.rglob("*")
        if path.suffix in {".css", ".js", ".json"}
    }
    assert len(shapes) >= 6
    assert shapes <= contents


def test_nothing_else_of_the_checkout_does(contents: frozenset[str]) -> None:
    assert {name.partition("/")[0] for name in contents if ".dist-info" not in name} == {
        "course_utils"
    }
