"""Which values are secret in this process, whatever they look like."""

import re
from collections.abc import Mapping

from course_utils.known_keys import remembered

_SECRET_NAME = re.compile(
    r"(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?)(?:_|\d|$)",
    re.IGNORECASE,
)
_OURS = "COURSE_"
_SHORTEST = 8
"""A shorter value would be found in ordinary words."""


def known_values(environment: Mapping[str, str]) -> frozenset[str]:
    """Give what was loaded, issued or kept in a vault here, and the variables whose names say that they are secret."""
    named = {
        value.strip()
        for name, value in environment.items()
        if _SECRET_NAME.search(name) and not name.startswith(_OURS)
    }
    return frozenset(value for value in named | remembered() if len(value) >= _SHORTEST)
