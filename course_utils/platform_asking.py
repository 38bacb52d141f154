"""What every part of the practice platform's face stands on: a way to ask its operator's side."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

PATIENCE_SECONDS = 30.0


class Asking(ABC):
    """Can ask the operator's side of a platform. `Life` and `Security` say in words what there is to ask."""

    @abstractmethod
    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Any:
        """Ask, and give the answer, for which it has some seconds."""
