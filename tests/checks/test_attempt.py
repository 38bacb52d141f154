import pytest
from IPython.core.error import StdinNotImplementedError

from course_utils.checks import Checker, NotAttempted, NotYet
from tests.checks.learners import RULE


def digest(key: str) -> str:
    return key


def verdict(key: str, scope: str, database: dict[str, dict[str, object]], now: object) -> object:
    database.pop(digest(key), None)
    return key, scope, now


def unfinished() -> None:
    raise NotImplementedError


def needs_unfinished() -> None:
    unfinished()


def asks() -> str:
    raise StdinNotImplementedError("no stdin")


def test_a_stub_is_not_attempted(check: Checker) -> None:
    with (
        pytest.raises(NotAttempted, match="unfinished is still to be written"),
        check("unfinished", RULE),
    ):
        unfinished()


def test_a_stub_behind_the_function_is_named(check: Checker) -> None:
    with pytest.raises(NotAttempted, match="calls unfinished, which is"):  # noqa: SIM117
        with check("needs_unfinished", RULE):
            needs_unfinished()


def test_a_task_that_another_one_needs_is_to_be_repaired_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = Checker(cells=["def verdict(key, scope, database, now):\n    return digest(key)"])

    def told() -> str:
        with pytest.raises(NotYet) as failed, check("verdict", RULE):
            check.equal(verdict("k", "read", {}, None), (200, "ok"))
        return " ".join(str(failed.value).split())

    with pytest.raises(NotYet), check("digest", RULE):
        check.equal(digest("k"), "d")
    assert "verdict uses digest, which fails a check of its own." in told()

    monkeypatch.setitem(globals(), "digest", str.lower)  # another one, which nobody checked yet
    assert "digest" not in told()


def test_code_above_the_raise_line_is_not_called_unbegun() -> None:
    stub = "def unfinished():\n    answer = 1\n    raise NotImplementedError()"
    check = Checker(cells=[stub])
    with pytest.raises(NotYet, match="ran into the line `raise") as failed:  # noqa: SIM117
        with check("unfinished", RULE):
            unfinished()
    assert not isinstance(failed.value, NotAttempted)


def test_input_is_not_called_unbegun(check: Checker) -> None:
    with pytest.raises(NotYet, match=r"asks asks somebody with input\(\)"):  # noqa: SIM117
        with check("asks", RULE):
            asks()
