"""The one family of errors that are meant for the person at the keyboard."""

import traceback
from pathlib import Path
from typing import Self


class CourseError(Exception):
    """A sentence that says what happened and what to do; the command line prints it and nothing else.

    A notebook shows it with the line of the cell that led to it: how the course found out helps nobody there.

    Everything that a user can cause derives from it.

    Attributes:
        evidence: what it is about, by name: a path, a line, what a program said. Never a key.
        exit_status: 1 when something that the user asked to check failed, 2 when the command could
            not do its work.
    """

    exit_status = 2

    def __init__(self, message: str = "", **evidence: object) -> None:
        super().__init__(message)
        self.evidence = evidence

    def _render_traceback_(self) -> list[str]:
        """Give what IPython shows in a traceback's place."""
        frames = traceback.extract_tb(self.__traceback__)
        led = next((frame for frame in frames if frame.name == "<module>"), None)
        return [str(self), *([f"In line {led.lineno}: {led.line}"] if led and led.line else [])]


class SystemRefusedError(CourseError):
    """The system did not let a file or folder be read or written: a missing right, a full disk."""

    @classmethod
    def of(cls, error: OSError, folder: Path | None = None) -> Self:
        """Make a sentence of what the system said; `folder` is named where the system names no file."""
        place = error.filename or folder or "A file or folder"
        reason = error.strerror or str(error)
        return cls(
            f"{place} cannot be used ({reason}). Make room, or see that it is there and yours, "
            "and run this again.",
            path=place,
            reason=reason,
        )


class ProgramEndedError(CourseError):
    """A function ended its program, and the program is not this one; the message is what it ended with."""


INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended before its work was done, as shells count it."""
