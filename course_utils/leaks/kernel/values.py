"""Which values are secret in this process, whatever they look like."""

import os
import re
from collections.abc import Iterator, Mapping

from course_utils.keys import KEY_PATTERN
from course_utils.known_keys import remember, remembered
from course_utils.leaks.text import find_keys

_SECRET_NAME = re.compile(
    r"(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?)(?:_|\d|$)",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:file:/|[A-Za-z]:|~|\.{1,2})?[/\\][^/\\]+[/\\]|(?:~|\.{1,2})[/\\]")
_OURS = "COURSE_"
_SHORTEST = 8
"""A shorter value would be found in ordinary words."""


_LONGEST = 300
"""Characters of a variable that is a key; a longer one is not looked at."""


def known_values(environment: Mapping[str, str], variables: Mapping[str, object]) -> frozenset[str]:
    """Give all values that must not be shown, not even in pieces.

    That is what was loaded, issued, kept in a vault or typed here, the variables of the environment whose names say
    that they are secret, and those of the notebook that are keys.
    """
    named = {
        value.strip()
        for name, value in environment.items()
        if _SECRET_NAME.search(name) and not name.startswith(_OURS) and not _is_path(value.strip())
    }
    known = named | remembered() | set(_keys_among(variables))
    return frozenset(value for value in known if len(value) >= _SHORTEST)


def _is_path(value: str) -> bool:
    """Tell whether a value says in which file the secret is; base64 may begin with a slash, but has no dot."""
    begun = _PATH.match(value)
    return bool(begun) and ("." in value or os.path.exists(value))  # noqa: PTH110 - never raises


def learn(code: str) -> None:
    """Remember the keys that somebody typed into a cell."""
    for match in find_keys(code):
        remember(match.key_in(code))


def _keys_among(variables: Mapping[str, object]) -> Iterator[str]:
    for value in dict(variables).values():  # a copy: other threads may add to them
        if type(value) is str and _SHORTEST < len(value) < _LONGEST:
            yield from KEY_PATTERN.findall(value)
