"""What a call decides, and what is compared with plain signs, in functions as beginners write them."""

import ast

import pytest

from course_utils.checks.deciding import decides, plain_comparison
from course_utils.checks.sources import Sources
from course_utils.checks.wording import source_text

COMPARE = ("hmac.compare_digest", "secrets.compare_digest")
IMPORTS = """
import hmac as h, secrets
from functools import partial
from hmac import compare_digest as same
"""

RIGHT = {
    "returned": "def matches(k, s):\n return h.compare_digest(digest(k), s)",
    "named": "def matches(k, s):\n ok = secrets.compare_digest(digest(k), s)\n return ok",
    "asked": "def matches(k, s):\n if same(digest(k), s):\n  return True\n return False",
    "refused first": "def matches(k, s):\n if not same(digest(k), s):\n  return False\n return True",
    "nested ifs": "def matches(k, s):\n if k:\n  if same(digest(k), s):\n   return True\n return False",
    "ternary": "def matches(k, s):\n return True if same(digest(k), s) else False",
    "bytes": "def matches(k, s):\n return same(digest(k).encode(), s.encode())",
    "any": "def matches(k, s):\n return any(same(digest(k), row) for row in [s])",
    "loop": "def matches(k, s):\n for row in [s]:\n  if same(digest(k), row):\n   return True\n return False",
    "remembered": "def matches(k, s):\n ok = False\n if same(digest(k), s):\n  ok = True\n return ok",
    "gathered": "def matches(k, s):\n ok = False\n for row in [s]:\n  ok |= same(digest(k), row)\n return ok",
    "appended": "def matches(k, s):\n all_ = []\n all_.append(same(digest(k), s))\n return all_[0]",
    "in a dict": "def matches(k, s):\n r = {}\n r['ok'] = same(digest(k), s)\n return r['ok']",
    "walrus": "def matches(k, s):\n if ok := same(digest(k), s):\n  pass\n return ok",
    "while": "def matches(k, s):\n while same(digest(k), s):\n  return True\n return False",
    "match": "def matches(k, s):\n match same(digest(k), s):\n  case True:\n   return True\n return False",
    "guard": "def matches(k, s):\n match k:\n  case str() if same(digest(k), s):\n   return True\n return False",
    "try": "def matches(k, s):\n try:\n  ok = same(digest(k), s)\n except TypeError:\n  ok = False\n return ok",
    "lambda": "matches = lambda k, s: same(digest(k), s)",
    "itself": "matches = h.compare_digest",
    "handed on": "def matches(k, s):\n return partial(h.compare_digest, digest(k))(s)",
    "local name": "def matches(k, s):\n equal = h.compare_digest\n return equal(digest(k), s)",
    "global name": "equal = h.compare_digest\ndef matches(k, s):\n return equal(digest(k), s)",
    "helper": "def equal(a, b):\n r = same(a, b)\n return r\ndef matches(k, s):\n return equal(digest(k), s)",
    "function inside": "def matches(k, s):\n def equal(a):\n  return same(a, s)\n return equal(digest(k))",
    "class": "class Vault:\n def has(self, a, b):\n  return same(a, b)\n"
    "vault = Vault()\ndef matches(k, s):\n return vault.has(digest(k), s)",
    "default": "def matches(k, s, equal=same):\n return equal(digest(k), s)",
    "default by name": "def matches(k, s, *, equal=same):\n return equal(digest(k), s)",
    "default of a helper": "def equal(a, b, using=same):\n return using(a, b)\n"
    "def matches(k, s):\n return equal(digest(k), s)",
    "attribute of a class": "class Vault:\n has = staticmethod(same)\n"
    "def matches(k, s):\n return Vault().has(digest(k), s)",
    "attribute of self": "class Vault:\n def __init__(self):\n  self.has = same\n"
    " def __call__(self, k, s):\n  return self.has(digest(k), s)\nmatches = Vault()",
    "by its name as text": "equal = getattr(secrets, 'compare_digest')\n"
    "def matches(k, s):\n return equal(digest(k), s)",
    "star": "from hmac import *\ndef matches(k, s):\n return compare_digest(digest(k), s)",
    "inside import": "def matches(k, s):\n import hmac\n return hmac.compare_digest(digest(k), s)",
    "compared with True": "def matches(k, s):\n return same(digest(k), s) == True",
    "helper that raises": "def require(a, b):\n if not same(a, b):\n  raise ValueError\n"
    "def matches(k, s):\n try:\n  require(digest(k), s)\n  return True\n except ValueError:\n  return False",
    "helper that asserts, and else": "def require(a, b):\n assert same(a, b)\n"
    "def matches(k, s):\n try:\n  require(digest(k), s)\n except AssertionError:\n  return False\n"
    " else:\n  return True",
    "suppressed": "from contextlib import suppress\ndef require(a, b):\n if not same(a, b):\n  raise ValueError\n"
    "def matches(k, s):\n with suppress(ValueError):\n  require(digest(k), s)\n  return True\n return False",
    "form first": "import string\ndef matches(k, s):\n if not all(c in string.hexdigits for c in s):\n"
    "  return False\n return same(digest(k), s)",
    "length first": "def matches(k, s):\n if len(digest(k)) != len(s):\n  return False\n return same(digest(k), s)",
    "type first": "def matches(k, s):\n if type(k) != type(s):\n  return False\n return same(digest(k), s)",
    "blank first": "def matches(k, s):\n if k == '' or s in (None, ''):\n  return False\n return same(digest(k), s)",
    "lengths in names": "def matches(k, s):\n a, b = len(digest(k)), len(s)\n if a != b:\n  return False\n"
    " return same(digest(k), s)",
    "a named size": "SIZE = 64\ndef matches(k, s):\n size = len(s)\n if size < SIZE:\n  return False\n"
    " return same(digest(k), s)",
    "a named type": "def matches(k, s):\n kind = type(s)\n if kind == bytes:\n  s = s.decode()\n"
    " return same(digest(k), s)",
    "a named nothing": "def matches(k, s):\n nothing = None\n if s == nothing:\n  return False\n"
    " return same(digest(k), s)",
    "a named answer": "def matches(k, s):\n ok, wanted = same(digest(k), s), True\n return ok == wanted",
    "a known beginning": "def matches(k, s):\n s = s if not s.startswith('sha256:') else s[7:]\n"
    " return same(digest(k), s)",
    "counted": "def matches(k, s):\n i = 0\n while i < len(s):\n  i += 1\n return same(digest(k), s)",
}

DECIDES_NOTHING = {
    "thrown away": "def matches(k, s):\n same(digest(k), s)\n return True",
    "kept and forgotten": "def matches(k, s):\n ok = same(digest(k), s)\n return digest(k).startswith(s)",
    "asked for nothing": "def matches(k, s):\n if same(digest(k), s):\n  pass\n return True",
    "never called": "def matches(k, s):\n def equal(a, b):\n  return same(a, b)\n return digest(k).startswith(s)",
    "never reached": "def matches(k, s):\n return digest(k).startswith(s)\n return same(digest(k), s)",
    "thrown away in a helper": "def equal(a, b):\n same(a, b)\n return a.startswith(b)\n"
    "def matches(k, s):\n return equal(digest(k), s)",
    "in a comment": "def matches(k, s):\n # hmac.compare_digest\n return True",
    "of something else": "def compare_digest(a, b):\n return True\n"
    "def matches(k, s):\n return compare_digest(k, s)",
    "does not parse": "def matches(k, s):\n return same(k, s",
}

COMPARES_PLAINLY = {
    "equal": ("def matches(k, s):\n return digest(k) == s", "digest(k) == s"),
    "equal above": (
        "def matches(k, s):\n if digest(k) == s:\n  return True\n return same(digest(k), s)",
        "digest(k) == s",
    ),
    "different above": (
        "def matches(k, s):\n d = digest(k)\n if d != s:\n  return False\n return same(d, s)",
        "d != s",
    ),
    "in": (
        "def matches(k, s):\n return digest(k) in [s] and same(digest(k), s)",
        "digest(k) in [s]",
    ),
    "in a helper": (
        "def equal(a, b):\n same(a, b)\n return a == b\ndef matches(k, s):\n return equal(digest(k), s)",
        "a == b",
    ),
    "in a function inside": (
        "def matches(k, s):\n def equal(a):\n  return a == s\n return equal(digest(k))",
        "a == s",
    ),
    "in a lambda": ("matches = lambda k, s: digest(k) == s", "digest(k) == s"),
    "smaller or greater": (
        "def matches(k, s):\n d = digest(k)\n return not (d < s or d > s) and same(d, s)",
        "d < s",
    ),
    "the beginning": (
        "def matches(k, s):\n return digest(k).startswith(s) and same(digest(k), s)",
        "digest(k).startswith(s)",
    ),
    "found in": ("def matches(k, s):\n return s.find(digest(k)) == 0", "s.find(digest(k))"),
    "called by its name": (
        "def matches(k, s):\n return digest(k).__eq__(s)",
        "digest(k).__eq__(s)",
    ),
    "an operator": (
        "from operator import eq\ndef matches(k, s):\n return eq(digest(k), s)",
        "eq(digest(k), s)",
    ),
    "letter by letter": (
        "def matches(k, s):\n for a, b in zip(digest(k), s):\n  if a != b:\n   return False\n"
        " return same(digest(k), s)",
        "a != b",
    ),
    "a list that was filled": (
        "def matches(k, s):\n all_ = []\n all_.append(digest(k))\n return s in all_",
        "s in all_",
    ),
    "of a table": (
        "table = {}\ndef matches(k, s):\n return s in table and same(digest(k), s)",
        "s in table",
    ),
}


@pytest.mark.parametrize("cell", RIGHT.values(), ids=RIGHT)
def test_a_right_idea_is_known_however_it_is_written(cell: str) -> None:
    sources = Sources([IMPORTS, cell])

    assert decides(sources, "matches", COMPARE)
    assert plain_comparison(sources, "matches", COMPARE) is None


@pytest.mark.parametrize("cell", DECIDES_NOTHING.values(), ids=DECIDES_NOTHING)
def test_a_call_that_decides_nothing_does_not_count(cell: str) -> None:
    assert not decides(Sources([IMPORTS, cell]), "matches", COMPARE)


@pytest.mark.parametrize(("cell", "found"), COMPARES_PLAINLY.values(), ids=COMPARES_PLAINLY)
def test_a_plain_comparison_of_what_was_given_is_found(cell: str, found: str) -> None:
    comparison = plain_comparison(Sources([IMPORTS, cell]), "matches", COMPARE)

    assert comparison is not None
    assert ast.unparse(comparison) == found


def test_a_later_cell_replaces_an_earlier_one() -> None:
    cells = ["def matches(k, s): return same(k, s)", "def matches(k, s): return True"]

    assert not decides(Sources([IMPORTS, *cells]), "matches", COMPARE)


def test_another_task_is_judged_by_its_own_checks() -> None:
    cells = ["def digest(key): return key == table", "def matches(k, s): return same(digest(k), s)"]

    assert plain_comparison(Sources([IMPORTS, *cells]), "matches", COMPARE) is None


def test_functions_that_call_one_another_are_followed_once() -> None:
    cell = "def a(k): return b(k)\ndef b(k): return a(k)\ndef matches(k, s): return a(k)"

    assert not decides(Sources([cell]), "matches", COMPARE)


TERMS = 2_000
DEEP = {
    "a sum": "def helper(k):\n return " + " + ".join(["k"] * TERMS),
    "a chain of calls": "def helper(k):\n return k" + ".strip()" * 900,
    "a chain of attributes": "def helper(k):\n return k" + ".real" * TERMS,
    "many cases": "def helper(k):\n if k == 0:\n  return 0\n"
    + "".join(f" elif k == {n}:\n  return {n}\n" for n in range(TERMS)),
    "a comparison": "def helper(k):\n return k == " + " + ".join(["k"] * TERMS),
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP)
def test_what_is_deeper_than_python_calls_functions_is_read_too(source: str) -> None:
    compile(source, "<cell>", "exec")
    matches = "def matches(k, s):\n helper(k)\n return same(digest(k), s)"
    names = Sources([IMPORTS, source, matches])
    assert decides(names, "matches", COMPARE)
    plain_comparison(names, "matches", COMPARE)
    called = Sources([IMPORTS, source, matches.replace("helper(k)\n", "k = helper(k)\n")])
    assert decides(called, "matches", COMPARE)
    found = plain_comparison(called, "matches", COMPARE)
    assert found is None or source_text(found)
