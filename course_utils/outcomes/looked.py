"""What a look at the last challenge found, as a notebook and a terminal show it."""

from dataclasses import dataclass
from html import escape

from course_utils.kit.box import STYLE, marked_up


@dataclass(frozen=True)
class Line:
    """One of the five things: what has to be, whether it is, and what is seen where it is not."""

    wanted: str
    reason: str = ""

    @property
    def done(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Looked:
    """What one look found. `notes` are worth a thought and take nothing away."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return all(line.done for line in self.lines)

    def __repr__(self) -> str:
        rows = [
            f"{'done   ' if line.done else 'not yet'} {line.wanted} {line.reason}".rstrip()
            for line in self.lines
        ]
        return "\n".join([self._headline(), *rows, *self.notes])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<p>{'✓' if line.done else '○'} <strong>{'done' if line.done else 'not yet'}</strong> "
            f"{marked_up(line.wanted)}{' ' + marked_up(line.reason) if line.reason else ''}</p>"
            for line in self.lines
        )
        notes = "".join(f"<p>{marked_up(note)}</p>" for note in self.notes)
        mood = "right" if self.passed else "turn"
        return f'<div class="course-box course-{mood}"><p><strong>{escape(self._headline())}</strong></p>{rows}{notes}</div>{STYLE}'

    def _headline(self) -> str:
        if self.passed:
            return "Passed: this project can be published."
        return f"Not yet: {sum(line.done for line in self.lines)} of {len(self.lines)} are done."
