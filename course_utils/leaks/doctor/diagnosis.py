"""One line of what a doctor says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Diagnosis:
    """One line of the answer.

    Attributes:
        about: what was looked at.
        verdict: "look" is worth knowing and stops nobody; "problem" must be mended.
        text: what was found. It never holds a key.
        remedy: what to do about it; empty where there is nothing to do.
    """

    about: str
    verdict: Literal["ok", "look", "problem"]
    text: str
    remedy: str = ""
