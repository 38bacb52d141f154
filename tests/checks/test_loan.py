from typing import Any

import pytest

from course_utils.checks import Checker
from tests.checks.learners import RULE


def digest(key: str) -> str:
    return key


def salted(key: str) -> object:
    return object()


@pytest.mark.parametrize("slip", [None, salted, str.strip, lambda key: [key], lambda key: 1 / 0])
def test_a_task_is_judged_with_a_right_digest_where_the_learners_finds_no_row(
    check: Checker, monkeypatch: pytest.MonkeyPatch, slip: object
) -> None:
    def looks_up(key: str, table: dict[Any, dict[str, Any]]) -> bool:
        return digest(key) in table

    monkeypatch.setitem(globals(), "digest", slip)
    monkeypatch.setitem(globals(), "looks_up", looks_up)
    with check("looks_up", RULE):
        a_key, table = check.stored_key("digest", scopes=())
        check.equal(looks_up(a_key, table), True)
        check.equal(looks_up(f" {a_key}", table), False)
        a_key, table = check.stored_key("digest", key="k1", scopes=())
        check.equal(looks_up("k1", table), True)

    assert globals()["digest"] is slip


def test_a_digest_is_judged_once_and_anew_when_it_is_another(
    check: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for _ in range(2):

        def watched(key: str) -> str:
            asked.append(key)
            return key

        monkeypatch.setitem(globals(), "digest", watched)
        for _ in range(3):
            with check("digest", RULE):
                check.stored_key("digest", scopes=())

    assert asked.count("k 1") == 2
