"""The cheat sheet: what you see, what it means, what to do. Each lesson adds the messages that it has shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from course_utils.kit.box import marked_up
from course_utils.kit.lesson_texts import Message, read_texts

_HEADS = ("What you see", "What it means", "What to do")


@dataclass(frozen=True)
class Entry:
    """A line of the sheet, and the number of the unit that it is from."""

    unit: int
    message: Message


def cheat_sheet(units: Collection[int] | None = None) -> list[Entry]:
    """Give the lines of these units, by default of all, in the order of the course.

    Args:
        units: numbers, such as those of the units that a learner has begun.
    """
    return [
        Entry(unit, message)
        for unit, texts in sorted(read_texts().items())
        if units is None or unit in units
        for message in texts.messages
    ]


def as_markdown(entries: Iterable[Entry]) -> str:
    """Give the sheet as a table; "" where it has no line yet."""
    rows = [_cells(entry) for entry in entries]
    if not rows:
        return ""
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [_HEADS, [":--"] * len(_HEADS), *escaped]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def as_html(entries: Iterable[Entry]) -> str:
    """Give the sheet as a table, the first cell of each row its heading; "" where it has no line yet."""
    rows = [_row(entry) for entry in entries]
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in _HEADS)
    return (
        f'<table class="course-messages"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cells(entry: Entry) -> tuple[str, str, str]:
    return f"**{entry.message.see}**", entry.message.means, entry.message.do


def _row(entry: Entry) -> str:
    see, means, do = (
        marked_up(text) for text in (entry.message.see, entry.message.means, entry.message.do)
    )
    return f'<tr><th scope="row">{see}</th><td>{means}</td><td>{do}</td></tr>'
