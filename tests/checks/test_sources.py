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


def test_a_function_without_return_is_known() -> None:
    cells = ["def shows(key): print(key)", "def gives(key): return key", "def leaves(key): return"]
    sources = Sources(cells)

    assert [sources.never_returns(name) for name in ("shows", "gives", "leaves")] == [
        True,
        False,
        True,
    ]
