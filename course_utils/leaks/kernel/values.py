"""Which values are secret in this process, whatever they look like."""

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import FunctionType, ModuleType, NoneType

from course_utils.keys import BEGINNING, KEY_PATTERN
from course_utils.known_keys import meet, remembered
from course_utils.leaks.shapes import KeyKind
from course_utils.leaks.text import Match

_SECRET_NAME = re.compile(
    r"(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?)(?:_|\d|$)",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:file:/|[A-Za-z]:|~|\.{1,2})?[/\\][^/\\]+[/\\]|(?:~|\.{1,2})[/\\]")
_OURS = "COURSE_"
_SHORTEST = 8
"""A shorter value would be found in ordinary words."""

_LONGEST = 5000
"""Characters of a text that has a key in it; a longer one is not looked at."""

_MOST_VALUES, _MOST_OF_ONE = 500, 50
"""Values that are looked at, of all variables and of one list or the like."""

_HOLD_NOTHING = frozenset((int, float, bool, complex, NoneType, FunctionType, ModuleType, type))
_MACHINERY = ("IPython.", "ipykernel.", "pyodide_kernel.")
"""Where the objects are made that lead from `exit` to all that a kernel has."""

_NO_DATA = (ModuleType, FunctionType, type)

_HISTORY = ("_", "In", "Out")
"""How the names of what IPython itself keeps begin: cells, and results that were shown."""


def known_values(environment: Mapping[str, str], variables: Mapping[str, object]) -> frozenset[str]:
    """Give all values that must not be shown, not even in pieces.

    That is what was loaded, issued, kept in a vault or typed here, the variables of the environment whose names say
    that they are secret, and the keys that stand in variables of the notebook, in lists, dictionaries and objects, too.
    A key that was met once stays known: what is printed may come here when its variable is gone.
    """
    # of `os.environ` each value is decoded whenever it is asked for, so only those are that count
    secret = (environment.get(name, "").strip() for name in environment if _says_secret(name))
    named = {value for value in secret if not _is_path(value)}
    for text in _texts_among(variables):
        for key in KEY_PATTERN.findall(text):
            meet(key)
    known = named | remembered()
    return frozenset(value for value in known if len(value) >= _SHORTEST)


@lru_cache(maxsize=1000)
def _says_secret(name: str) -> bool:
    return _SECRET_NAME.search(name) is not None and not name.startswith(_OURS)


def _is_path(value: str) -> bool:
    """Tell whether a value says in which file the secret is; base64 may begin with a slash, but has no dot."""
    begun = _PATH.match(value)
    return bool(begun) and ("." in value or os.path.exists(value))  # noqa: PTH110 - never raises


def learn(matches: Iterable[Match]) -> None:
    """Keep the whole keys that were found in a text: pieces of them may follow."""
    for match in matches:
        if match.kind in (KeyKind.PRACTICE, KeyKind.OPENAI):
            meet(match.key)


def _texts_among(variables: Mapping[str, object]) -> Iterator[str]:
    """Give the texts that may have a key in them; no code of the values' own is run."""
    names = dict(variables)  # a copy: other threads may add to them
    left = deque(value for name, value in names.items() if not name.startswith(_HISTORY))
    for _ in range(_MOST_VALUES):
        if not left:
            return
        value = left.popleft()
        if type(value) is bytes and len(value) < _LONGEST:
            value = value.decode("latin-1")
        if type(value) is str:
            if BEGINNING in value and len(value) < _LONGEST:
                yield value
        else:
            left.extend(_parts(value))


def _parts(value: object) -> Iterable[object]:
    kind = type(value)
    if kind in _HOLD_NOTHING:
        return ()
    try:
        if kind is dict:
            return [*islice(value.values(), _MOST_OF_ONE)]  # type: ignore[attr-defined]
        if kind in (list, tuple, set, frozenset):
            return [*islice(value, _MOST_OF_ONE)]  # type: ignore[call-overload]
        if isinstance(value, _NO_DATA) or str(kind.__module__).startswith(_MACHINERY):
            return ()
        held = object.__getattribute__(value, "__dict__")
        return [*islice(held.values(), _MOST_OF_ONE)] if type(held) is dict else ()
    except (AttributeError, RuntimeError):  # it has none, or another thread changes it now
        return ()
