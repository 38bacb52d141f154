"""A comment that allows a key, as for one that was revoked and is shown: `# course: allow-key <reason>`.

It stands on the line where the key begins, or is the line above. Without a reason it allows nothing.
"""

import re

from course_utils.leaks.finding import Lines

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


def _reason_in(line: str) -> str:
    allowed = _ALLOWED.search(line)
    reason = allowed[1].strip(_AROUND_A_REASON) if allowed else ""
    return reason if _WORD.search(reason) else ""
