import pytest

from course_utils.checks.sources import Sources

TARGETS = ("hmac.compare_digest", "secrets.compare_digest")

REACH = {
    "plain": ["import hmac", "def matches(a, b):\n    return hmac.compare_digest(a, b)"],
    "module alias": ["import hmac as h\ndef matches(a, b): return h.compare_digest(a, b)"],
    "name alias": [
        "from secrets import compare_digest as same\ndef matches(a, b): return same(a, b)"
    ],
    "star": ["from hmac import *\ndef matches(a, b): return compare_digest(a, b)"],
    "inside": ["def matches(a, b):\n    import hmac\n    return hmac.compare_digest(a, b)"],
    "assigned": ["import hmac\nsame = hmac.compare_digest", "matches = lambda a, b: same(a, b)"],
    "handed on": [
        "import hmac",
        "from functools import partial\ndef matches(a, b): return partial(hmac.compare_digest, a)(b)",
    ],
    "helper": [
        "import secrets\ndef same(a, b):\n    return secrets.compare_digest(a, b)",
        "def also(a, b):\n    return same(a, b)",
        "def matches(a, b):\n    return also(a, b)",
    ],
    "typed": ["import hmac\nfrom typing import Callable\nmatches: Callable = hmac.compare_digest"],
}

NO_REACH = {
    "equals": ["import hmac", "def matches(a, b):\n    return a == b"],
    "in a comment": ["def matches(a, b):\n    # hmac.compare_digest\n    return a == b"],
    "of something else": [
        "def compare_digest(a, b): return a == b\ndef matches(a, b): return compare_digest(a, b)"
    ],
    "replaced later": [
        "import hmac\ndef matches(a, b): return hmac.compare_digest(a, b)",
        "def matches(a, b): return a == b",
    ],
    "does not parse": ["def matches(a, b):\n    return hmac.compare_digest(a, b"],
}


@pytest.mark.parametrize("cells", REACH.values(), ids=REACH)
def test_a_name_is_found_however_it_is_reached(cells: list[str]) -> None:
    assert Sources(cells).uses("matches", *TARGETS)


@pytest.mark.parametrize("cells", NO_REACH.values(), ids=NO_REACH)
def test_what_is_not_reached_is_not_found(cells: list[str]) -> None:
    assert not Sources(cells).uses("matches", *TARGETS)


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
