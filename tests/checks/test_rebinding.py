"""Ways to give a function another meaning than its text has, and what only looks like one."""

import pytest

from course_utils.checks.sources import Sources

CELL = "import hmac\ndef matches(key, stored): return hmac.compare_digest(digest(key), stored)\n"
WRONG = "lambda key, stored: digest(key) == stored"


@pytest.mark.parametrize(
    "cell",
    [
        f'globals()["mat" + "ches"] = {WRONG}',
        f'globals().update({{"mat" + "ches": {WRONG}}})',
        f'names = globals()\nnames["matches"] = {WRONG}',
        f'vars()["matches"] = {WRONG}',
        f'get_ipython().user_ns["mat" + "ches"] = {WRONG}',
        f'shell = get_ipython()\nshell.push({{"matches": {WRONG}}})',
        f'import __main__\nsetattr(__main__, "mat" + "ches", {WRONG})',
        f'import sys\nsetattr(sys.modules["__ma" + "in__"], "mat" + "ches", {WRONG})',
        f'import sys\nsys._getframe().f_globals["mat" + "ches"] = {WRONG}',
        f'matches.__globals__["mat" + "ches"] = {WRONG}',
        f"matches.__code__ = ({WRONG}).__code__",
        f'setattr(matches, "__co" + "de__", ({WRONG}))',
        f'exec("mat" + "ches = {WRONG}")',
        f'from builtins import exec as run\nrun("mat" + "ches = {WRONG}")',
        f'import builtins\nbuiltins.exec("mat" + "ches = {WRONG}")',
        f"import importlib\nimportlib.import_module('__main__').matches = {WRONG}",
        f'import IPython\nIPython.get_ipython().push({{"matches": {WRONG}}})',
        f'from IPython import get_ipython as shell\nshell().push({{"matches": {WRONG}}})',
        "%run -i other.py",
        f"for matches in [{WRONG}]: pass",
        f"if True:\n    matches = {WRONG}",
        f"(matches := {WRONG})",
        f"def change():\n    global matches\n    matches = {WRONG}\nchange()",
    ],
)
def test_a_function_that_is_put_in_anothers_place_is_found(cell: str) -> None:
    assert Sources([CELL, cell]).rebinding("matches") is not None


@pytest.mark.parametrize(
    "cell",
    [
        f"matches = {WRONG}",
        f"matches, other = {WRONG}, 2",
        'print("matches" in globals())',
        'old = globals().get("matches")\nprint(globals()["matches"])',
        "%pip list\n!ls",
        "for key in ['a', 'b']:\n    print(matches(key, key))",
        "def other(matches):\n    matches = 1\n    return matches",
        "class Box:\n    def __init__(self):\n        self.matches = 2",
        "print(vars(hmac))",
        "%time matches('a', 'b')\n%env\n%timeit 1",
        "import importlib\nimportlib.import_module('hmac')",
        'if __name__ == "__main__":\n    print(matches("a", "b"))',
    ],
)
def test_what_changes_no_function_is_let_be(cell: str) -> None:
    assert Sources([CELL, cell]).rebinding("matches") is None
