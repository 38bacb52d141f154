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
from course_utils.leaks.views import UNMISTAKABLE, Compact, unescaped

_REACH = 360
"""Octets on either side of the unmistakable part: a key, escaped or with NULs."""

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


def _in_base64(octets: bytes) -> Iterator[_Spelling]:
    for shift in range(3):
        own = -(-4 * shift // 3)  # the first letter that is not also its neighbour's
        spelt = base64.b64encode(bytes(shift) + octets)
        yield _Spelling(spelt[own : 4 * (shift + len(octets)) // 3], own, 4, 3)


def _in_hex(octets: bytes) -> Iterator[_Spelling]:
    yield from (
        _Spelling(spelt.encode(), 0, 2, 1) for spelt in (octets.hex(), octets.hex().upper())
    )


_USUAL = tuple(
    spelling for part in UNMISTAKABLE for spelling in (*_in_base64(part), *_in_hex(part))
)
_IN_UTF_16 = tuple(
    spelling
    for part in UNMISTAKABLE
    for spelling in _in_base64(part.decode().encode("utf-16-le")[:-1])
)
_SPELLINGS = _USUAL + _IN_UTF_16

UNMISTAKABLE_SPELLINGS = (
    keys.OPENAI_MARKER.encode(),
    *(spelling.text for spelling in _USUAL),
)
"""Whatever way a key is spelt, one of these or `practice-` is in it, unless it is base64 of UTF-16."""


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
    reach = _REACH // octets * group
    start = at - min(reach, max(0, at) // group * group)
    letters = b"A" * -start + compact[max(0, start) : at + reach]
    letters += b"A" * (-len(letters) % group)
    seen = Compact(unescaped(spelling.decoded(letters).replace(b"\0", b" ")))
    for found in shapes(seen.text):
        if found.kind is not KeyKind.LOOK_ALIKE:
            pieces = seen.pieces(found.start, found.end)
            first = start + pieces[0][0] // octets * group
            last = start - (-pieces[-1][1] * group // octets)
            yield Shape(max(0, first), min(last, len(compact)), found.kind, found.key)
