"""Promises that the repository makes about itself."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import start
from course_utils.commands import main
from course_utils.keys import KEY_PATTERN
from course_utils.leaks.scanning import scan_files, scan_history
from course_utils.leaks.text import redacted
from course_utils.learner.units import read_course
from tests.together.mirror import TESTED_ELSEWHERE

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINS = (ROOT / "requirements.txt").read_text()
TEST_PINS = (ROOT / "requirements-test.txt").read_text()
SITE_PINS = (ROOT / "requirements-site.txt").read_text()

NEVER_IMPORTED = {
    "httptools": "uvicorn's parser of HTTP",
    "uvloop": "uvicorn's loop",
    "ipykernel": "what a notebook runs in",
}
"""What the course asks for and imports nowhere, with what it is for."""


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


def pinned_versions(pins: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;]+)", pins, re.MULTILINE))


def test_no_file_of_the_repository_holds_a_key() -> None:
    report = scan_files([ROOT])
    assert report.looked_at > len(tracked_files()) / 2
    assert (report.leaks, report.allowed, report.missed) == ([], [], [])


def test_no_tracked_file_holds_what_looks_like_a_key() -> None:
    files = [path for path in tracked_files() if path.is_file()]
    assert files
    found = [
        f"{path.relative_to(ROOT)}: {redacted(match.group(0))}"
        for path in files
        for match in KEY_PATTERN.finditer(path.read_bytes().decode(errors="replace"))
    ]
    assert found == []


def test_nothing_of_the_history_that_a_clone_gets_holds_a_key(tmp_path: Path) -> None:
    from_here = ["git", "-c", "safe.directory=*", "clone", "--quiet", "--bare", "--single-branch"]
    subprocess.run([*from_here, ROOT.as_uri(), tmp_path / "clone"], check=True)
    report = scan_history(tmp_path / "clone")
    assert report.looked_at
    assert (report.leaks, report.allowed, report.missed) == ([], [], [])


@pytest.mark.parametrize("pins", [PINS, TEST_PINS, SITE_PINS], ids=["learner", "tests", "site"])
def test_every_pin_has_a_hash_and_no_address(pins: str) -> None:
    each = re.split(r"(?<!\\)\n", pins.strip())
    assert [pin.split(" ", 1)[0] for pin in each if "--hash=sha256:" not in pin] == []
    assert "://" not in pins


def assert_pinned(asked_for: list[str], pins: str) -> None:
    pinned = pinned_versions(pins)
    for requirement in map(Requirement, asked_for):
        assert requirement.specifier.contains(pinned[requirement.name]), requirement


def test_pins_are_what_pyproject_asks_for() -> None:
    assert_pinned(PYPROJECT["project"]["dependencies"], PINS)


@pytest.mark.parametrize("extra", PYPROJECT["project"]["optional-dependencies"])
def test_tests_pins_are_what_the_extras_ask_for(extra: str) -> None:
    assert_pinned(PYPROJECT["project"]["optional-dependencies"][extra], TEST_PINS)


def test_tests_run_with_the_versions_that_learners_get() -> None:
    assert pinned_versions(PINS).items() <= pinned_versions(TEST_PINS).items()


def test_a_page_has_what_it_asks_for_in_the_versions_that_learners_install() -> None:
    assert_pinned(PYPROJECT["dependency-groups"]["page"], SITE_PINS)
    installed, in_page = pinned_versions(PINS), pinned_versions(SITE_PINS)
    assert {
        name: installed[name] for name in in_page.keys() & installed.keys()
    }.items() <= in_page.items()


def test_a_learner_installs_nothing_that_only_tests_or_some_servers_need() -> None:
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    only_for_some = {Requirement(line).name for extra in extras for line in extra}
    in_both = pinned_versions(PINS).keys() & only_for_some
    assert in_both <= {"beautifulsoup4", "openai", "psutil", "setuptools", "websocket-client"}, (
        "others bring these in"
    )


def imported_by(files: Iterable[Path]) -> set[str]:
    """Name the packages of others that these modules import anywhere in them."""
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"course_utils"}


def test_what_the_course_imports_is_what_it_asks_for() -> None:
    modules = imported_by([*(ROOT / "course_utils").rglob("*.py"), ROOT / "nbgrader_config.py"])
    comes_in = metadata.packages_distributions()
    imported = {canonicalize_name(comes_in[module][0]) for module in modules}
    asked_for = {Requirement(line).name for line in PYPROJECT["project"]["dependencies"]}
    extras = PYPROJECT["project"]["optional-dependencies"]
    on_demand = {
        Requirement(line).name for extra in extras.keys() - {"test"} for line in extras[extra]
    }
    assert imported <= asked_for | on_demand
    assert asked_for - imported == NEVER_IMPORTED.keys()


@pytest.mark.parametrize("place", ["README.md", "CONTRIBUTING.md", ".github/workflows/test.yml"])
def test_the_pythons_that_documents_name_are_those_that_the_package_takes(place: str) -> None:
    oldest, newest = (f"3.{version[1]}" for version in start.supported_pythons())
    text = (ROOT / place).read_text()
    ranges = re.findall(r"Python (3\.\d+) to (3\.\d+)", text)
    ranges += re.findall(r'python: \["(3\.\d+)", "(3\.\d+)"\]', text)
    assert set(ranges) <= {(oldest, newest)}
    assert ranges or place == "CONTRIBUTING.md"


def test_start_and_tools_take_the_pythons_that_the_package_takes() -> None:
    supported = SpecifierSet(PYPROJECT["project"]["requires-python"])
    oldest, newest = start.supported_pythons()
    for minor in range(9, 18):
        assert supported.contains(f"3.{minor}") == (oldest <= (3, minor) <= newest)
    least = "{}.{}".format(*oldest)
    assert PYPROJECT["tool"]["mypy"]["python_version"] == least
    assert f"--python-version {least} " in (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("place", ["README.md", ".ci/run", "Makefile"])
def test_one_command_runs_every_test(place: str) -> None:
    assert "python3 start.py test" in (ROOT / place).read_text()


def test_make_lists_what_there_is() -> None:
    targets = ["start", "test", "format", "lint", "types", "notebooks", "site", "bench", "grade"]
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


def test_a_module_is_tested_at_its_own_path_or_at_a_listed_place() -> None:
    package, tests = ROOT / "course_utils", ROOT / "tests"
    listed = [f"{name}.py" for held in TESTED_ELSEWHERE.values() for name in held.split()]
    modules = [path.relative_to(package) for path in sorted(package.rglob("[!_]*.py"))]
    others = [
        module.as_posix()
        for module in modules
        if not (tests / module).with_name(f"test_{module.name}").exists()
    ]
    assert set(others) - set(listed) == set(), (
        "Write tests at the same path, or list their place in tests/together/mirror.py"
    )
    assert set(listed) - set(others) == set(), "needs no listing"
    assert [place for place in TESTED_ELSEWHERE if not (tests / place).exists()] == []


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
    assert offered == vars(start.parse([])).keys() - {"what", "tests"}


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
