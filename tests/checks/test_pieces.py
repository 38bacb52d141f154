"""Which comparisons go through two texts piece by piece."""

import pytest

from course_utils.checks.pieces import piecewise
from course_utils.checks.sources import Sources

COMPARE = ("hmac.compare_digest", "secrets.compare_digest")
IMPORTS = "import hmac\nfrom hmac import compare_digest as same\n"

PIECES = {
    "all": "def matches(k, s):\n return all(same(a, b) for a, b in zip(digest(k), s))",
    "all with its length": "def matches(k, s):\n ours = digest(k)\n"
    " return len(ours) == len(s) and all(hmac.compare_digest(a, b) for a, b in zip(ours, s))",
    "loop": "def matches(k, s):\n for a, b in zip(digest(k), s):\n  if not same(a, b):\n   return False\n return True",
    "index": "def matches(k, s):\n d = digest(k)\n for i in range(len(d)):\n"
    "  if not same(d[i], s[i]):\n   return False\n return True",
    "counted": "def matches(k, s):\n d, i = digest(k), 0\n while i < len(d):\n"
    "  if not same(d[i], s[i]):\n   return False\n  i += 1\n return True",
    "enumerated": "def matches(k, s):\n return all(same(c, s[i]) for i, c in enumerate(digest(k)))",
    "mapped": "def matches(k, s):\n return all(map(same, digest(k), s))",
    "halves": "def matches(k, s):\n d = digest(k)\n return same(d[:32], s[:32]) and same(d[32:], s[32:])",
    "helper": "def equal(a, b):\n return same(a, b)\n"
    "def matches(k, s):\n return all(equal(a, b) for a, b in zip(digest(k), s))",
    "recursion": "def equal(a, b):\n if not a:\n  return not b\n"
    " return same(a[0], b[0]) and equal(a[1:], b[1:])\ndef matches(k, s):\n return equal(digest(k), s)",
    "bytes": "def matches(k, s):\n return all(same(bytes([a]), bytes([b]))"
    " for a, b in zip(digest(k).encode(), s.encode()))",
}

WHOLE = {
    "plain": "def matches(k, s):\n return same(digest(k), s)",
    "bytes": "def matches(k, s):\n return same(digest(k).encode(), s.encode())",
    "list": "def matches(k, s):\n return any(same(digest(k), row) for row in [s])",
    "named list": "def matches(k, s):\n rows = [s]\n for row in rows:\n  if same(digest(k), row):\n   return True\n return False",
    "pair": "def matches(k, s):\n pair = (digest(k), s)\n return same(pair[0], pair[1])",
    "pairs": "def matches(k, s):\n return all(same(a, b) for a, b in [(digest(k), s)])",
    "zipped lists": "def matches(k, s):\n return all(same(a, b) for a, b in zip([digest(k)], [s]))",
    "mapped list": "def matches(k, s):\n return any(map(lambda row: same(digest(k), row), [s]))",
    "table of a helper": "def among(ours, rows):\n return any(same(ours, row) for row in rows)\n"
    "def matches(k, s):\n return among(digest(k), [s])",
    "keys in a loop": "def matches(k, s):\n for one in [k]:\n  return same(digest(one), s)",
    "a loop beside it": "def matches(k, s):\n for c in s:\n  if c.isspace():\n   return False\n return same(digest(k), s)",
}


@pytest.mark.parametrize("way", PIECES)
def test_a_loop_over_letters_is_found(way: str) -> None:
    assert piecewise(Sources([IMPORTS, PIECES[way]]), "matches", COMPARE) is not None


@pytest.mark.parametrize("way", WHOLE)
def test_whole_texts_are_no_pieces(way: str) -> None:
    assert piecewise(Sources([IMPORTS, WHOLE[way]]), "matches", COMPARE) is None
