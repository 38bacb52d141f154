"""Whether a value is only a part of a key, as half a double click leaves it.

A key of OpenAI's has as many characters before its marker as behind it. What is said here holds for the keys that are
known today; of one whose sides have other lengths nothing is said, since it may be new.
"""

import re

from course_utils import keys
from course_utils.leaks.shapes import SIDES

_SAYS_WHOSE = re.compile(rf"{keys.BEGINNING}(?:(?:{'|'.join(keys.OPENAI_KINDS)})-)?")
_PRACTICE_BEGINS = (
    keys.BEGINNING,
    keys.PRACTICE_PREFIX,
    *(f"{keys.PRACTICE_PREFIX}{kind}-" for kind in keys.Kind),
)


def is_cut(value: str) -> bool:
    """Tell whether a part of the key is missing at either end, or the key stands there twice."""
    if any(keys.is_well_formed(f"{begins}{value}") for begins in _PRACTICE_BEGINS):
        return True
    before, marker, after = value.partition(keys.OPENAI_MARKER)
    begun = _SAYS_WHOSE.match(before)
    if not marker:
        return begun is not None and begun[0] != keys.BEGINNING
    if begun is None or keys.OPENAI_MARKER in after:
        return True
    sides = len(before) - begun.end(), len(after)
    return min(sides) < min(SIDES) or (max(sides) in SIDES and sides[0] != sides[1])
