"""A right function in the place of a learner's, for as long as a check of another function runs.

Who has made a slip in one task should not pay for it in the next.
"""

from dataclasses import dataclass
from typing import Any

from course_utils.checks import examples
from course_utils.checks.explain import Checked

RIGHT_DIGEST = f"{examples.__name__}:sha256"


@dataclass(frozen=True)
class Loan:
    """A name of the notebook that stands for something of ours until `end`."""

    name: str
    notebook: dict[str, Any]
    theirs: object
    was_there: bool

    def end(self) -> None:
        """Give the name back to what it stood for, or to nothing."""
        if self.was_there:
            self.notebook[self.name] = self.theirs
        else:
            self.notebook.pop(self.name, None)


def lend(name: str, checked: Checked) -> Loan:
    """Let a name mean SHA-256 for the function that is checked, wherever that runs.

    Where it lives in another process, what stands for it there is told (`StandIn.lend` of the grading).
    """
    notebook = checked.notebook
    loan = Loan(name, notebook, notebook.get(name), name in notebook)
    notebook[name] = examples.sha256
    if tell := getattr(checked.function, "lend", None):
        tell(name, RIGHT_DIGEST)
    return loan
