"""One run of the drill, as it is kept in the learner's folder."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from course_utils.haiku_by_the_hour import OwnKey
from course_utils.learner.kept import keep, recall_all

_KIND = "drill"


@dataclass(frozen=True)
class Run:
    """One run of the drill.

    Attributes:
        number: the first is 1.
        seed: which drill it is.
        own: the key that was stolen.
        thief: the attacker's name on the platform.
        attack: the attacker's seed.
        since: the number of the log's entry after which it began.
        minutes: how long the thief used the key before the learner's revocation; None while it is not over.
        dollars: what it cost.
    """

    number: int
    seed: int
    own: OwnKey
    thief: str
    attack: int
    since: int
    minutes: float | None = None
    dollars: float = 0.0

    @property
    def is_over(self) -> bool:
        return self.minutes is not None

    @property
    def address(self) -> str:
        return self.thief.rpartition(" ")[2]

    def keep(self) -> None:
        """Write it down; where there is no learner's folder, nothing is kept and nothing fails."""
        keep(_KIND, f"{self.number:04}", **asdict(self))

    @classmethod
    def all(cls) -> list[Self]:
        """Give the runs that were kept, oldest first."""
        return [run for facts in recall_all(_KIND) if (run := cls._read(facts)) is not None]

    @classmethod
    def last(cls) -> Self | None:
        return next(reversed(cls.all()), None)

    @classmethod
    def _read(cls, facts: dict[str, Any]) -> Self | None:
        """Read a run; None of a file that somebody has changed."""
        try:
            return cls(**{**facts, "own": OwnKey(**{**facts["own"], "reason": ""})})
        except (KeyError, TypeError):
            return None
