"""Promises that the repository makes about itself."""

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import start
from course_utils import keys
from course_utils.commands import main
from course_utils.learner.units import read_course

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINS = (ROOT / "requirements.txt").read_text()


def tracked_files() -> list[Path]:
    """List what git tracks; the checkout may belong to somebody else."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def pinned_versions() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;]+)", PINS, re.MULTILINE))


def test_no_tracked_file_holds_a_key() -> None:
    files = [path for path in tracked_files() if path.is_file()]
    assert files
    found = [
        f"{path.relative_to(ROOT)}: {keys.redact(match.group(0))}"
        for path in files
        for match in keys.KEY_PATTERN.finditer(path.read_bytes().decode(errors="replace"))
    ]
    assert found == []


def test_every_pin_has_a_hash_and_no_address() -> None:
    pins = re.split(r"(?<!\\)\n", PINS.strip())
    assert [pin.split(" ", 1)[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in PINS


@pytest.mark.parametrize("extra", ["dependencies", *PYPROJECT["project"]["optional-dependencies"]])
def test_pins_are_what_pyproject_asks_for(extra: str) -> None:
    project = PYPROJECT["project"]
    asked_for = project.get(extra) or project["optional-dependencies"][extra]
    pinned = pinned_versions()
    for requirement in map(Requirement, asked_for):
        assert requirement.specifier.contains(pinned[requirement.name]), requirement


def test_start_takes_the_pythons_that_the_package_takes() -> None:
    supported = SpecifierSet(PYPROJECT["project"]["requires-python"])
    for minor in range(9, 18):
        taken = start.OLDEST <= (3, minor) <= start.NEWEST
        assert supported.contains(f"3.{minor}") == taken


@pytest.mark.parametrize("place", ["README.md", ".ci/run", "Makefile"])
def test_one_command_runs_every_test(place: str) -> None:
    assert "python3 start.py test" in (ROOT / place).read_text()


def test_make_lists_what_there_is() -> None:
    targets = ["start", "test", "format", "lint", "types", "notebooks", "bench", "grade"]
    makefile = (ROOT / "Makefile").read_text()
    for target in targets:
        assert re.search(rf"^{target}:.*  ## ", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_command_helps_with_an_example(name: str) -> None:
    helped = CliRunner().invoke(main, [name, "--help"])
    assert helped.exit_code == 0
    assert f"course {name}" in helped.output.split("Example", 1)[1]


def test_the_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"`course ([a-z]+)", (ROOT / "README.md").read_text()))
    assert named
    assert named <= set(main.list_commands(click.Context(main)))


def test_every_variable_of_ours_is_in_the_readme() -> None:
    package = (ROOT / "course_utils").rglob("*.py")
    read = {
        name for path in package for name in re.findall(r'"(COURSE_[A-Z_]+)"', path.read_text())
    }
    listed = set(
        re.findall(r"^\| `(COURSE_[A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    )
    assert read == listed


def test_start_offers_what_course_start_offers() -> None:
    command = main.get_command(click.Context(main), "start")
    assert command is not None
    offered = {parameter.name for parameter in command.params}
    assert offered == vars(start.parse([])).keys() - {"what"}


def test_every_notebook_is_in_the_course_and_every_unit_has_its_notebooks() -> None:
    units = read_course(ROOT).units
    lessons = {path.name for path in (ROOT / "lessons").glob("*.ipynb")}
    assert lessons == {unit.lesson_path.name for unit in units}
    for exercise in filter(None, (unit.exercise for unit in units)):
        for room in ("solutions", "exercises"):
            assert (ROOT / room / exercise / f"{exercise}.ipynb").is_file()


@pytest.mark.parametrize("source", sorted((ROOT / "solutions").glob("*/*.ipynb")))
def test_every_exercise_has_submissions_to_be_judged_by(source: Path) -> None:
    assert list((ROOT / "tests" / "submissions" / source.stem).glob("*/*.py"))
