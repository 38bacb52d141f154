"""A comment that allows a key, as for one that was revoked and is shown: `# course: allow-key <reason>`.

It stands on the line where the key begins, or is the line above. Without a reason it allows nothing.
"""

import re
from collections.abc import Sequence

from course_utils.leaks.finding import Lines
from course_utils.leaks.text import Match, joined, taken_out, taken_out_of_parts, to_hide

_ALLOWED = re.compile(r"course: allow-key[ \t:]([^\r\n]*)")
_ONLY_A_COMMENT = re.compile(r"\s*+\W{0,4}\s*+course: allow-key")
_AROUND_A_REASON = " \t*/>-\\\"',"
_WORD = re.compile(r"[^\W\d_]{3}")


class Allowances:
    """What the comments of a text allow; each line is read once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._reasons: dict[int, str] = {}

    def reason(self, line: int) -> str:
        """Give the reason for which a key that begins on this line is allowed, "" where there is none."""
        if line not in self._reasons:
            above = self._lines.line(line - 1)
            stands_alone = _ONLY_A_COMMENT.match(above) is not None
            own = _reason_in(self._lines.line(line))
            self._reasons[line] = own or (_reason_in(above) if stands_alone else "")
        return self._reasons[line]


def redacted_unless_allowed(text: str) -> str:
    """Put a label in the place of each key that no comment allows."""
    return taken_out(text, _to_take_out(text))


def redacted_parts_unless_allowed(parts: Sequence[str]) -> list[str]:
    """Do the same to the parts of one text."""
    return taken_out_of_parts(parts, _to_take_out(joined(parts)[0]))


def _to_take_out(text: str) -> list[Match]:
    lines = Lines(text)
    allowances = Allowances(lines)
    return [
        match for match in to_hide(text, ()) if not allowances.reason(lines.place(match.start)[0])
    ]


def _reason_in(line: str) -> str:
    allowed = _ALLOWED.search(line)
    reason = allowed[1].strip(_AROUND_A_REASON) if allowed else ""
    return reason if _WORD.search(reason) else ""
