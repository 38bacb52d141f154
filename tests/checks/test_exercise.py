"""A learner's exercise, run from the top in a kernel of its own."""

import json
import os
from pathlib import Path

import nbformat
import pytest

from course_utils.checks.exercise import run_checks
from course_utils.checks.reading import ExerciseError, read_exercise
from course_utils.keys import label
from course_utils.notebooks.matching import Paper, match
from course_utils.notebooks.reading import read_notebook
from course_utils.notebooks.sheet import sheet_of
from tests.grading.notebooks import (
    Cell,
    Notebook,
    answer,
    as_bytes,
    code,
    markdown,
    notebook,
    setup,
)
from tests.grading.notebooks import check as check_cell
from tests.support.made_keys import openai_shaped, practice_key

SET_UP = setup("from course_utils import check", "set_up")


def check(name: str, body: str) -> Cell:
    task = name.partition("_")[0]
    return check_cell(f'with check("{task}", "A \\"quoted\\" rule."):\n    {body}', name, 1)


def paper(*cells: Cell) -> Paper:
    read = read_notebook(as_bytes(notebook(cells)))
    return match(read, sheet_of("exercise", read))


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    """Give a folder of what is given out: two exercises that set up in a cell of one name."""
    for name in ("mask", "count"):
        book = notebook(
            [SET_UP, answer(f"def {name}(): ...", name), check(f"{name}_one", f"{name}()")]
        )
        path = tmp_path / "exercises" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(as_bytes(book))
    return tmp_path / "exercises"


def solved(name: str = "mask") -> Notebook:
    return notebook([SET_UP, answer(f"def {name}(): return 1", name), check(f"{name}_one", "pass")])


def hand(folder: Path, name: str, body: bytes) -> Path:
    path = folder / "mine" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return path


def test_each_check_says_what_it_has_to_say_although_other_cells_fail_or_never_end(
    tmp_path: Path,
) -> None:
    made = paper(
        SET_UP,
        code("def right(): return 1\ndef wrong(): return 2\ndef stub(): raise NotImplementedError"),
        code("1 / 0"),
        code("while True: pass"),
        markdown("Text is not run."),
        code("import sys; print('x' * 100_000); print('y', file=sys.stderr)"),
        check("right_one", "check.equal(right(), 1)"),
        check("wrong_one", "check.equal(wrong(), 1)"),
        check("stub_one", "stub()"),
        check("absent_one", "absent()"),
        check_cell("check.no_such_thing()", "broken_one", 1),
        check_cell("import sys; print('warned', file=sys.stderr); 0.25", "partial_one", 1),
    )
    told: list[tuple[int, int]] = []

    results = run_checks(made, tmp_path, os.environ, lambda *each: told.append(each), seconds=1)

    assert [(each.name, each.task, each.passed, each.attempted) for each in results] == [
        ("right_one", "right", True, True),
        ("wrong_one", "wrong", False, True),
        ("stub_one", "stub", False, False),
        ("absent_one", "absent", False, True),
        ("broken_one", "broken_one", False, True),
        ("partial_one", "partial_one", True, True),
    ]
    messages = [each.message for each in results]
    assert messages[1] == 'Not yet: wrong() gave 2.\nExpected: 1.\nA "quoted" rule.'
    assert messages[3].startswith("Not yet: there is no function absent.")
    assert messages[4].startswith("Not yet: the check itself could not run (AttributeError")
    assert [each.earned for each in results] == [1, 0, 0, 0, 0, 0.25]
    assert told == [(number, 11) for number in range(11)]


def test_what_ends_python_is_named_and_costs_no_more_than_itself(tmp_path: Path) -> None:
    made = paper(
        SET_UP,
        code("import os\ndef mask(): return 1\nos._exit(3)"),
        code("import os\ndef end(): os._exit(3)\ndef count(): return 1"),
        check("mask_one", "check.equal(mask(), 1)"),
        check("end_one", "check.equal(end(), 1)"),
        check("count_one", "check.equal(count(), 1)"),
    )
    told: list[str] = []

    results = run_checks(made, tmp_path, os.environ, told=lambda each: told.append(each.name))

    mask, end, _ = results
    assert [each.earned for each in results] == [0, 0, 1]
    assert mask.message.startswith("Not yet: there is no function mask.")
    assert mask.message.endswith("\nPython stopped in the cell that begins `import os`.")
    assert end.message == "Not yet: Python itself stopped while this was checked."
    assert told == ["mask_one", "count_one"]


def test_a_check_that_could_not_run_did_not_pass(tmp_path: Path) -> None:
    made = paper(SET_UP, code("import sys\nsys.stdout = None"), check_cell("1", "mask_one", 1))

    results = run_checks(made, tmp_path, os.environ, seconds=1)

    assert [(each.earned, each.message.split(".")[0]) for each in results] == [
        (0, "Not yet: this was not checked")
    ]


def test_no_key_gets_into_the_terminal_nor_into_what_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    key = practice_key()
    cell = f"key = {key!r}; import os, subprocess\n"
    cell += "subprocess.run(['echo', key]); os.write(2, key.encode()); os._exit(3)"

    results = run_checks(
        paper(SET_UP, code(cell), check("mask_one", "mask(1)")), tmp_path, os.environ
    )

    shown = "".join(capfd.readouterr())
    assert key not in shown
    assert [f"`key = '{label(key)}'; import os" in each.message for each in results] == [True]


def test_no_piece_is_said_of_a_key_that_stands_in_the_notebook_or_its_environment(
    tmp_path: Path,
) -> None:
    key, other = practice_key(), openai_shaped("sk-proj-", 74)
    wrong = f"key = '{key[:30]}' '{key[30:]}'\ndef half(): return key[:40]\ndef back(): raise ValueError(key[::-1])"
    wrong += "\nimport os\ndef own(): return os.environ['OPENAI_API_KEY'][:40]"
    names = ("half", "back", "own")
    checks = [check(f"{name}_one", f"check.equal({name}(), 1)") for name in names]
    environment = {**os.environ, "OPENAI_API_KEY": other}

    results = run_checks(paper(SET_UP, code(wrong), *checks), tmp_path, environment)

    assert [not each.passed for each in results] == [True, True, True]
    said = "".join(each.message for each in results)
    for text in (key[21:], key[:20:-1], other[8:40]):
        assert not any(text[at : at + 5] in said for at in range(len(text) - 4))


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"cells": 1}'])
def test_a_file_that_is_no_notebook_is_named_with_a_way_out(
    exercises: Path, content: bytes
) -> None:
    path = hand(exercises.parent, "mask.ipynb", content)
    with pytest.raises(ExerciseError, match=r"mask\.ipynb can't be used: .*`course reset mask`"):
        read_exercise(path, exercises)


def test_a_notebook_that_is_not_there_is_named_with_a_way_out(exercises: Path) -> None:
    hand(exercises.parent, "mask.zip", b"PK")
    with pytest.raises(
        ExerciseError, match=r"mask\.ipynb is not there; there is mask\.zip\. `course start`"
    ):
        read_exercise(exercises.parent / "mine" / "mask.ipynb", exercises)


def test_a_folder_in_its_place_is_named(exercises: Path) -> None:
    (exercises.parent / "mask.ipynb").mkdir()
    with pytest.raises(ExerciseError, match="is a folder"):
        read_exercise(exercises.parent / "mask.ipynb", exercises)


def test_a_notebook_in_a_folder_of_its_name_is_taken_and_told(exercises: Path) -> None:
    (exercises.parent / "mask.ipynb").mkdir()
    (exercises.parent / "mask.ipynb" / "mask.ipynb").write_bytes(as_bytes(solved()))
    found = read_exercise(exercises.parent / "mask.ipynb", exercises)
    assert found.flags == ("wrong file name: mask.ipynb/mask.ipynb",)


def test_where_nothing_was_done_a_copy_that_was_worked_on_counts(exercises: Path) -> None:
    given = (exercises / "mask" / "mask.ipynb").read_bytes()
    path = hand(exercises.parent, "mask.ipynb", given)
    hand(exercises.parent, "mask.kept-1.ipynb", as_bytes(solved()))
    assert read_exercise(path, exercises).is_untouched
    hand(exercises.parent, "mask-Copy1.ipynb", as_bytes(solved()))
    found = read_exercise(path, exercises)
    assert found.answered == 1
    assert found.flags == ("mask-Copy1.ipynb was read, because mask.ipynb holds no answer",)


def test_the_notebook_of_something_else_is_refused(exercises: Path) -> None:
    path = hand(exercises.parent, "mask.ipynb", as_bytes(notebook([SET_UP, code("1")])))
    with pytest.raises(ExerciseError, match="was made from no exercise"):
        read_exercise(path, exercises)


def test_an_exercise_is_told_by_its_cells_whatever_the_files_name_is(exercises: Path) -> None:
    for name in ("count (1).ipynb", "mask.ipynb", "Untitled.ipynb", "count.ipynb.txt"):
        found = read_exercise(hand(exercises.parent, name, as_bytes(solved("count"))), exercises)
        assert (found.sheet.name, found.flags) == ("count", ())


def test_what_else_lies_among_the_exercises_stops_nobody(exercises: Path) -> None:
    (exercises / "empty").mkdir()
    (exercises / "mask" / "Untitled.ipynb").touch()
    (exercises / ".ipynb_checkpoints").mkdir()
    path = hand(exercises.parent, "mask.ipynb", as_bytes(solved()))
    assert read_exercise(path, exercises).sheet.name == "mask"
    with pytest.raises(ExerciseError, match="There is no exercise in"):
        read_exercise(path, exercises / "empty")


def test_a_copy_beside_the_missing_notebook_is_taken_and_told(exercises: Path) -> None:
    hand(exercises.parent, "mask (1).ipynb", as_bytes(solved()))
    hand(exercises.parent, "._mask (1).ipynb", b"\0\5\x16\7")
    hand(exercises.parent, "Untitled.ipynb", as_bytes(notebook([])))
    found = read_exercise(exercises.parent / "mine" / "mask.ipynb", exercises)
    assert found.flags == ("wrong file name: mask (1).ipynb",)
    assert found.answered == 1
    other = json.loads(json.dumps(solved()).replace("return 1", "return 2"))
    hand(exercises.parent, "mask (2).ipynb", as_bytes(other))
    with pytest.raises(ExerciseError, match=r"not clear which is meant: mask \(1\)"):
        read_exercise(exercises.parent / "mine" / "mask.ipynb", exercises)


def test_an_older_notebook_is_read_as_one_of_today(exercises: Path) -> None:
    old = nbformat.convert(nbformat.from_dict(solved() | {"nbformat_minor": 4}), 3)
    found = read_exercise(hand(exercises.parent, "mask.ipynb", json.dumps(old).encode()), exercises)
    assert found.answered == 1
