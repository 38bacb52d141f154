from collections.abc import Iterator
from pathlib import Path

import pytest

from course_utils.checks import Checker, hints
from course_utils.checks.hints import exercise_of, hints_for, tasks

EXERCISE = "how_a_server_checks_a_key"


def test_a_ladder_goes_from_the_cause_or_the_place_to_the_tool() -> None:
    rule = "A blank key is no key: the answer is None."
    ladder = hints_for(EXERCISE, "read_key", rule)
    with_a_cause = hints_for(
        EXERCISE, "read_key", rule, "Not yet: read_key({}, {}) gave ''. Expected: None."
    )

    assert not set(ladder) & set(hints_for(EXERCISE, "read_key"))
    assert "empty text" in with_a_cause[0]
    assert with_a_cause[1:] == ladder[1:]


def test_there_are_no_hints_for_what_is_no_task() -> None:
    assert hints_for(EXERCISE, "no such task") == []
    assert hints_for(EXERCISE, "no such task", "A rule.") == []


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (
            "verdict(…) raised TypeError: '>' not supported between instances of 'datetime' and\n'NoneType'.",
            "None",
        ),
        ("read_key({}, {}) raised KeyError: 'Authorization'.", "does not hold that name"),
        ("raised TypeError: can't compare offset-naive and offset-aware datetimes.", "own clock"),
        (
            "raised ValueError: too many values to unpack (expected 2). The line was `get(u, headers={",
            "a colon",
        ),
        ("raised ValueError: not enough values to unpack (expected 2, got 1).", "Count them"),
        ("raised UnsupportedProtocol: Request URL is missing 'http://'.", "an f stands"),
        ("gave <Response [200 OK]>, an object of type Response. Expected: 200", "whole answer"),
        ("gave 'None', text (a str). Expected: None.", "without quotes"),
        ("gave 200, a whole number (an int). Expected: (200, 'ok'), a tuple.", "Two values"),
    ],
)
def test_a_well_known_mistake_has_a_hint_before_all_others(said: str, part: str) -> None:
    first, *others = hints_for(EXERCISE, "read_key", "A rule.", said)

    assert part in first
    assert others == hints_for(EXERCISE, "read_key")[1:]


def test_while_nothing_can_run_there_is_no_hint_for_the_rule() -> None:
    blank = "A blank key is no key: the answer is None."

    assert (
        len(hints_for(EXERCISE, "read_key", blank, "Not yet: there is no function read_key.")) == 1
    )
    assert (
        len(hints_for(EXERCISE, "read_key", blank, "Not yet: read_key gave 5. Expected: None."))
        == 3
    )


@pytest.fixture
def two_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two exercises with a task of the same name, and one rule of it in common."""
    common = 'mask = {task = ["NAME"], "Same." = ["NAME, same"], "NAME." = ["NAME alone"]}'
    for name, other in (("first", "lock"), ("second", "unlock")):
        text = f'{common.replace("NAME", name)}\n{other} = {{task = ["{other}"]}}\n'
        (tmp_path / f"{name}.toml").write_text(text)
    (tmp_path / "common.toml").write_text("mistake = []")
    _forget()
    monkeypatch.setattr(hints, "_FOLDER", tmp_path)
    yield
    _forget()


def _forget() -> None:
    for cached in (hints.exercises, hints._common, hints._ladders_of):  # noqa: SLF001 - what they remember
        cached.cache_clear()


@pytest.mark.usefixtures("two_alike")
def test_a_task_of_the_same_name_has_the_hints_of_its_own_exercise() -> None:
    assert hints_for("first", "mask") == ["first"]
    assert hints_for("second", "mask", "Same.") == ["second, same"]
    assert tasks() == {"mask", "lock", "unlock"}


@pytest.mark.usefixtures("two_alike")
@pytest.mark.parametrize("name", ["first", "second"])
def test_a_notebook_is_known_by_its_checks_rules_else_by_its_functions(name: str) -> None:
    other = {"first": "lock", "second": "unlock"}[name]
    strange = {"first": "unlock", "second": "lock"}[name]
    assert exercise_of("mask", [("mask", "Same."), ("mask", f"{name}.")], {"mask", strange}) == name
    assert exercise_of("mask", [], {"mask", other}) == name
    assert exercise_of("mask", [("mask", "Same.")], {"mask", other}) == name
    assert exercise_of("no_task", [], {}) == ""


@pytest.mark.usefixtures("two_alike")
@pytest.mark.parametrize(("function", "said"), [("lock", "first"), ("unlock", "second")])
def test_a_learner_asks_for_a_hint_by_the_tasks_name_alone(
    function: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = f'def mask(key): ...\ndef {function}(key): ...\ncheck.hint("mask")'
    exec(code, {"check": Checker()})
    assert f"Hint 1 of 1 for mask: {said}" in capsys.readouterr().out
