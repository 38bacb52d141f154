import pytest

from course_utils.checks.sources import Sources


@pytest.mark.parametrize(
    "cell",
    [
        "import course_utils.leaks\ndef mask(key): return key",
        "from course_utils import leaks\ndef mask(key): return key",
        "from course_utils.leaks import find\ndef mask(key): return find(key)",
        "def mask(key):\n    import course_utils.leaks as l\n    return l.find(key)",
        "import importlib\ndef mask(key): return importlib.import_module('course_utils.leaks').find(key)",
    ],
)
def test_an_answer_of_the_course_is_found(cell: str) -> None:
    assert Sources([cell]).course_names("mask") == ["course_utils.leaks"]


def test_what_the_course_offers_may_be_used() -> None:
    cell = "from course_utils import MODEL, check, practice_platform, quiz\ndef mask(key): return MODEL"

    assert Sources([cell]).course_names("mask") == []


def test_another_task_is_judged_by_its_own_checks() -> None:
    cells = [
        "from course_utils.keys import redact as digest",
        "def verdict(key, scope, database, now): return database[digest(key)]",
    ]

    assert Sources(cells).course_names("verdict") == []


def test_a_task_of_another_exercise_is_a_helper_like_any_other() -> None:
    cells = ["from course_utils.leaks import find as verdict", "def mask(key): return verdict(key)"]

    assert Sources(cells).course_names("mask") == ["course_utils.leaks"]


def test_a_cell_that_python_cannot_read_is_found_by_its_function() -> None:
    sources = Sources(["def mask(key): return key", "def mask(key):\n    return (key"])

    error = sources.syntax_error("mask")

    assert error is not None
    assert error.lineno == 2


def test_a_cell_that_was_mended_is_no_error() -> None:
    assert Sources(["def mask(key:", "def mask(key): return key"]).syntax_error("mask") is None


def test_only_a_builtin_that_the_task_needs_is_named() -> None:
    cells = [
        "dict = {}\nlist = []",
        "def mask(key): return dict(key=key)",
        "def other(): return list()",
    ]

    assert Sources(cells).shadowed_builtins("mask") == ["dict"]


@pytest.mark.parametrize(
    ("function", "why"),
    [
        ("def mask(key): print(key)", "has no return, and printing is not returning"),
        ("def mask(key): pass", "has no return that gives a value back"),
        ("def mask(key): return", "has no return that gives a value back"),
        ("def mask(key): return print(key)", "print shows a value and gives back None"),
        ("def mask(key): return key", ""),
    ],
)
def test_why_a_function_can_only_give_none_is_said(function: str, why: str) -> None:
    found = Sources([function]).why_none("mask")

    assert why in found
    assert bool(why) == bool(found)
