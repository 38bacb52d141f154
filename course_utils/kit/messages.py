"""The cheat sheet: what you see, what it means, what to do. Each lesson adds the messages that it has shown."""

from collections.abc import Collection
from dataclasses import dataclass

from course_utils.kit.lesson_texts import Message, read_texts


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
