"""`course check` and `course reset`, on a learner's copy of exercise 02."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from course_utils.learner.copies import copy_course
from course_utils.learner.progress import passed, record_check
from course_utils.learner.units import read_course
from course_utils.learner.workspace import Workspace
from tests.checkout import copy_checkout
from tests.support.submissions import source, submissions
from tests.test_environment import HARMFUL, UNDERNEATH

NAME = "how_a_server_checks_a_key"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout in which a learner has begun."""
    folder = copy_checkout(tmp_path / "checkout")
    workspace = Workspace(folder / "work")
    workspace.prepare()
    copy_course(read_course(folder), workspace)
    return folder


def mine(checkout: Path) -> Path:
    return checkout / "work" / "exercises" / NAME / f"{NAME}.ipynb"


def solve(path: Path, submission: str | None = None) -> None:
    """Write solutions into a learner's copy: the reference's, or those of a submission."""
    made = {each.name: each for each in submissions(NAME)}
    solved = made[submission].notebook() if submission else source(NAME)
    solutions = {
        cell.id: cell.source
        for cell in solved.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = solutions.get(cell.id, cell.source)
    nbformat.write(notebook, path)


def course(checkout: Path, *arguments: str, **inherited: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **inherited, "COURSE_PLATFORM": "private", "COLUMNS": "80"}
    command = [sys.executable, "-m", "course_utils", *arguments]
    return subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )


def test_another_kernel_of_the_same_name_is_not_asked(checkout: Path, tmp_path: Path) -> None:
    foreign = '{"argv": ["/nowhere/python"], "display_name": "x", "language": "python"}'
    for data in (tmp_path, tmp_path / ".local" / "share" / "jupyter"):
        spec = data / "kernels" / "python3" / "kernel.json"
        spec.parent.mkdir(parents=True)
        spec.write_text(foreign)
    harmful = {**HARMFUL, **UNDERNEATH, "JUPYTER_PATH": str(tmp_path), "HOME": str(tmp_path)}

    checked = course(checkout, "check", NAME, **harmful)

    assert "Not attempted yet" in checked.stdout
    assert (checked.returncode, checked.stderr) == (1, "")


def the_map(checkout: Path) -> str:
    return (checkout / "work" / "start.md").read_text("utf-8")


def test_an_exercise_that_passes_is_done_on_the_map(checkout: Path) -> None:
    solve(mine(checkout))

    done = course(checkout, "check", NAME)

    assert done.returncode == 0, done.stderr
    assert re.search(r"Task 3: verdict +│ 5 of 5 +│ 5 of 5", done.stdout)
    assert re.search(r"Together +│ 15 of 15 +│ 17 of 17", done.stdout)
    assert "When it is graded, hidden checks run as well" in done.stdout
    assert done.stderr == ""
    assert passed(Workspace(checkout / "work")) == {NAME}
    total = sum(unit.points for unit in read_course(checkout).units)
    assert f"visible checks pass for 15 of {total} points" in the_map(checkout)


def test_a_task_has_one_row_however_many_functions_it_has(checkout: Path) -> None:
    solve(mine(checkout), "misconception/read_key_scheme_not_asked")

    done = course(checkout, "check", NAME)

    rows = re.findall(r"(Task \d|Together)[^│]*│ (\S+) of (\S+)", done.stdout)
    assert rows == [
        ("Task 1", "3.5", "4"),
        ("Task 2", "3", "3"),
        ("Task 3", "5", "5"),
        ("Task 4", "3", "3"),
        ("Together", "14.5", "15"),
    ]
    assert "Task 2: digest, matches" in done.stdout


def test_the_map_no_longer_says_done_after_a_reset_or_a_check_that_fails(checkout: Path) -> None:
    solved = Workspace(checkout / "work")
    record_check(solved, NAME, {"passed": True})
    assert course(checkout, "reset", NAME).returncode == 0
    assert passed(solved) == frozenset()
    assert "visible checks pass" not in the_map(checkout)

    record_check(solved, NAME, {"passed": True})
    assert course(checkout, "check", NAME).returncode == 1
    assert passed(solved) == frozenset()


def test_an_exercise_that_does_not_pass_says_why_and_gives_hints_on_request(checkout: Path) -> None:
    solve(mine(checkout), "misconception/verdict_tells_revoked_keys")

    done = course(checkout, "check", NAME, "--hints", "1")

    assert done.returncode == 1
    assert re.search(r"Task 3: verdict +│ 4 of 5", done.stdout)
    assert "verdict: revoked looks unknown\nNot yet: verdict(a_key, " in done.stdout
    assert "Hint 1: The refusal is right, its number or its code is not." in done.stdout
    assert done.stdout.count("Hint 1:") == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert passed(Workspace(checkout / "work")) == frozenset()


def test_an_error_that_meets_many_checks_is_told_once(checkout: Path) -> None:
    solve(mine(checkout), "beginner/read_key_no_such_header")

    done = course(checkout, "check", NAME, "--hints", "1")

    assert " ".join(done.stdout.split()).count("The line was `value = ") == 1
    assert done.stdout.count("the same error as above") == 3
    assert done.stdout.count("Hint 1:") == 1


def test_what_keeps_a_whole_cell_from_running_is_told_once_under_its_function(
    checkout: Path,
) -> None:
    solve(mine(checkout), "bad_input/read_key_unindents_between")

    done = course(checkout, "check", NAME, "--hints", "3")

    assert "\nread_key\nNot yet: Python can't read the cell that defines read_key." in done.stdout
    assert "unindent does not match any outer indentation level" in " ".join(done.stdout.split())
    assert done.stdout.count("Not yet:") == 1
    assert done.stdout.count("Hint ") == 1
    assert "start here" not in done.stdout


def test_the_first_of_many_failures_is_the_one_to_start_with(checkout: Path) -> None:
    solve(mine(checkout), "beginner/verdict_as_a_list")

    done = course(checkout, "check", NAME, "--hints", "9")

    assert done.stdout.count("(start here)") == 1
    assert "verdict: lets a good key in (start here)" in done.stdout
    shown = [line for line in done.stdout.splitlines() if line.startswith("Hint ")]
    hints = [line.partition(": ")[2] for line in shown]
    assert len(set(hints)) == len(hints)


def test_a_program_can_read_the_result_of_an_exercise_that_is_meant_by_its_number(
    checkout: Path,
) -> None:
    done = course(checkout, "check", "02", "--json")

    result = json.loads(done.stdout)
    assert done.returncode == 1
    assert result["exercise"] == NAME
    assert result["passed"] is False
    assert {check["attempted"] for check in result["checks"]} == {False}
    assert sum(check["points"] for check in result["checks"]) == 15
    assert (result["points"], result["points_possible"]) == (0, 15)


def test_a_notebook_elsewhere_is_checked_and_is_not_progress(checkout: Path) -> None:
    elsewhere = checkout / "downloads" / f"{NAME}.ipynb"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(mine(checkout).read_bytes())
    solve(elsewhere)

    done = course(checkout, "check", str(elsewhere))

    assert done.returncode == 0
    assert passed(Workspace(checkout / "work")) == frozenset()


def test_without_a_name_the_next_exercise_is_meant(checkout: Path) -> None:
    first = next(unit.exercise for unit in read_course(checkout).units if unit.exercise)

    done = course(checkout, "check", "--json")

    assert json.loads(done.stdout)["exercise"] == first


def test_a_check_leaves_the_learners_own_platform_alone(checkout: Path, tmp_path: Path) -> None:
    solve(mine(checkout))
    notebook = nbformat.read(mine(checkout), as_version=4)
    asks = "import os; open('asked', 'w').write(os.environ['COURSE_PLATFORM'])"
    notebook.cells.append(nbformat.v4.new_code_cell(asks))
    nbformat.write(notebook, mine(checkout))
    environment = {**os.environ, "COURSE_PLATFORM": str(tmp_path / "platform.json")}

    command = [sys.executable, "-m", "course_utils", "check", NAME]
    subprocess.run(command, cwd=checkout, env=environment, capture_output=True, check=True)

    assert mine(checkout).with_name("asked").read_text() == "private"


@pytest.mark.parametrize("command", ["check", "reset"])
def test_a_name_that_is_no_exercise_is_wrong_usage(checkout: Path, command: str) -> None:
    done = course(checkout, command, "how_a_server_checks")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "There is no exercise" in done.stderr


def test_a_copy_that_cannot_be_read_is_wrong_usage(checkout: Path) -> None:
    mine(checkout).write_text("{", encoding="utf-8")

    done = course(checkout, "check", NAME)

    assert done.returncode == 2
    assert f"`course reset {NAME}` gives you a fresh one" in done.stderr


def test_reset_gives_a_fresh_copy_and_keeps_mine_each_time(checkout: Path) -> None:
    fresh = mine(checkout).read_bytes()
    for text in ("first", "second"):
        mine(checkout).write_text(text, encoding="utf-8")
        done = course(checkout, "reset", NAME)
        assert done.returncode == 0, done.stderr

    kept = [mine(checkout).with_name(f"{NAME}.kept-{number}.ipynb") for number in (1, 2)]
    assert mine(checkout).read_bytes() == fresh
    assert [path.read_text("utf-8") for path in kept] == ["first", "second"]
    assert f"Yours is kept as exercises/{NAME}/{kept[1].name}." in done.stdout


def test_reset_brings_back_a_notebook_that_is_gone(checkout: Path) -> None:
    mine(checkout).unlink()

    done = course(checkout, "reset", NAME)

    assert done.returncode == 0
    assert mine(checkout).is_file()
    assert "kept" not in done.stdout


def test_reset_knows_lessons_too(checkout: Path) -> None:
    lesson = checkout / "work" / "lessons" / "00_start_here.ipynb"
    lesson.write_text("changed", encoding="utf-8")

    assert course(checkout, "reset", "00_start_here").returncode == 0
    assert json.loads(lesson.read_text("utf-8"))["cells"]
