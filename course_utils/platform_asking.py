"""What every part of the practice platform's face stands on: a way to ask its operator's side."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from course_utils.errors import CourseError

PATIENCE_SECONDS = 30.0


class PlatformError(CourseError):
    """The practice platform can't do what it was asked; the message says why and what to do."""


class Asking(ABC):
    """Can ask the operator's side of a platform. `Keys`, `Life`, `Records` and `Security` say in words what there is to ask."""

    @abstractmethod
    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Any:
        """Ask, and give the answer, for which it has some seconds.

        Raises:
            PlatformError: this process is not the operator, the platform is gone, or it refused.
        """


def with_times(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row of the platform's with its times as aware datetimes."""
    return {
        name: datetime.fromisoformat(value)
        if value is not None and (name == "time" or name.endswith("_at"))
        else value
        for name, value in row.items()
    }
