"""Keys in base64 and in hex: found by how their unmistakable part is spelt, then decoded where they stand.

base64 writes three characters as four, so that a text is spelt in three ways, by where it begins; of each
way only the letters count that no neighbour has a part in. A key's own base64 has neither `+` nor `/`
nor `=`, so that all of it is in a compact view.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from course_utils import keys
from course_utils.leaks.shapes import KeyKind, Shape, shapes

_LONGEST_KEY = 180
_UNMISTAKABLE = (b"sk-practice-", keys.OPENAI_MARKER.encode())


_BASE64 = bytes.maketrans(b"-_", b"+/")
_HEX = bytes(byte if byte in b"0123456789abcdefABCDEF" else ord("0") for byte in range(256))


@dataclass(frozen=True)
class _Spelling:
    """How a part of a key is spelt, from the letter number `own` of a group on.

    `letters` of a group spell so many `octets`.
    """

    text: bytes
    own: int
    letters: int
    octets: int

    def decoded(self, letters: bytes) -> bytes:
        if self.octets == 1:
            return binascii.unhexlify(letters.translate(_HEX))
        return base64.b64decode(letters.translate(_BASE64))


def _spellings() -> Iterator[_Spelling]:
    for part in _UNMISTAKABLE:
        for shift in range(3):
            own = -(-4 * shift // 3)  # the first letter that is not also its neighbour's
            spelt = base64.b64encode(bytes(shift) + part)
            yield _Spelling(spelt[own : 4 * (shift + len(part)) // 3], own, 4, 3)
        yield _Spelling(part.hex().encode(), 0, 2, 1)
        yield _Spelling(part.hex().upper().encode(), 0, 2, 1)


_SPELLINGS = tuple(_spellings())

UNMISTAKABLE_SPELLINGS = (*_UNMISTAKABLE, *(spelling.text for spelling in _SPELLINGS))
"""Whatever way a key is spelt, one of these is in it, or it lacks its `sk-`."""


def encoded_keys(compact: bytes) -> Iterator[Shape]:
    """Give the keys that stand encoded in a compact view: where their spelling begins and ends."""
    for spelling in _SPELLINGS:
        at = compact.find(spelling.text)
        while at >= 0:
            yield from _keys_around(compact, at - spelling.own, spelling)
            at = compact.find(spelling.text, at + 1)


def _keys_around(compact: bytes, at: int, spelling: _Spelling) -> Iterator[Shape]:
    """Decode whole groups before and after a place, as far as a key reaches; letters that lack are any."""
    group, octets = spelling.letters, spelling.octets
    reach = _LONGEST_KEY // octets * group
    start = at - min(reach, max(0, at) // group * group)
    letters = b"A" * -start + compact[max(0, start) : at + reach]
    letters += b"A" * (-len(letters) % group)
    for found in shapes(spelling.decoded(letters)):
        if found.kind is not KeyKind.LOOK_ALIKE:
            first = start + found.start // octets * group
            last = start - (-found.end * group // octets)
            yield Shape(max(0, first), min(last, len(compact)), found.kind, found.key)
