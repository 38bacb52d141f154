from collections.abc import Callable
from pathlib import Path

import pytest

from course_utils.lab import packages

Distributions = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Distributions:
    """Install distributions that have a name, a version and requirements, and no code."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name: str, version: str, *requires: str) -> None:
        folder = tmp_path / f"{name.replace('-', '_')}-{version}.dist-info"
        folder.mkdir()
        lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
        lines += [f"Requires-Dist: {line}" for line in requires]
        (folder / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return install


def unmet(distribution: str) -> list[tuple[str, str | None]]:
    needs = packages.asked_for(distribution)
    return [(need.requirement.name, need.version) for need in needs if not need.is_met]


def test_all_that_is_needed_in_turn_is_asked_for(install: Distributions) -> None:
    install("course-of-tests", "1", "first-of-tests>=2")
    install("first-of-tests", "2.1", "second-of-tests>=3", "course-of-tests")
    install("second-of-tests", "2.9", "third-of-tests")
    assert unmet("course-of-tests") == [("second-of-tests", "2.9"), ("third-of-tests", None)]


def test_an_extra_is_asked_for_where_somebody_names_it(install: Distributions) -> None:
    install("course-of-tests", "1", "first-of-tests[fast]", "never; extra == 'postgresql'")
    install("first-of-tests", "1", "needed-for-speed; extra == 'fast'", "no; extra == 'slow'")
    assert unmet("course-of-tests") == [("needed-for-speed", None)]


def test_a_version_before_its_release_will_do(install: Distributions) -> None:
    install("course-of-tests", "1", "first-of-tests>=2")
    install("first-of-tests", "3.0rc1")
    assert unmet("course-of-tests") == []


def test_what_is_there_is_what_the_course_asks_for() -> None:
    assert unmet(packages.DISTRIBUTION) == []


def test_pins_are_known_by_the_stamp_that_set_up_left(tmp_path: Path) -> None:
    pins, stamp = tmp_path / "requirements.txt", tmp_path / packages.STAMP
    assert packages.find_pins(tmp_path, tmp_path) is None
    stamp.write_text("requirements.txt 0123", encoding="utf-8")
    assert packages.find_pins(tmp_path, tmp_path) is None
    pins.touch()
    assert packages.find_pins(tmp_path, tmp_path) == pins
