"""What a check can say: it passes, not yet, or not attempted. One output each, a line a paragraph."""

from collections.abc import Callable
from dataclasses import dataclass

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from course_utils.notebooks.messages import NOT_ATTEMPTED, NOT_YET

TOLD_BEFORE = "the same error as above"
"""How a message ends that tells of another check's error once more, in short."""


class NotYet(Exception):  # noqa: N818 - learners read this name; being unfinished is no error
    """A check that does not pass yet.

    IPython asks an exception for `_render_traceback_` before it writes a traceback. The lines given
    there are all that a learner sees: in the cell, in the Validate dialog and on the command line.

    Args:
        message: what the code did and what was expected, in whole sentences without a key.
        why: why it matters, if the message does not say it.
        task: the function that is checked; its hints are offered by name.
    """

    title = NOT_YET

    def __init__(self, message: str, *, why: str = "", task: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.why = why
        self.task = task

    def reword(self, change: Callable[[str], str]) -> None:
        """Change every text of it."""
        self.message, self.why = change(self.message), change(self.why)
        self.args = (self.message,)
        if notes := getattr(self, "__notes__", []):
            notes[:] = map(change, notes)

    def __str__(self) -> str:
        """Give one line a paragraph: who shows it breaks lines where there is no more room."""
        notes = getattr(self, "__notes__", [])
        return "\n".join(filter(None, [f"{self.title}: {self.message}", self.why, *notes]))

    def _render_traceback_(self) -> list[str]:
        offer = f'A hint, if you want one: check.hint("{self.task}")'
        return [*str(self).splitlines(), *([offer] if self.task else [])]


class NotAttempted(NotYet):
    """The task still holds its stub: nothing is wrong, it has not been begun."""

    title = NOT_ATTEMPTED


@dataclass(frozen=True)
class Note:
    """A line or two on a page that is not an error: a passed check, a hint.

    Jupyter shows it as a box whose text has a contrast of at least 12:1 on its ground, in a light
    theme and in a dark one; everything else shows the plain lines.
    """

    text: str
    passed: bool = False

    def show(self) -> None:
        # in one go: IPython would ask a dozen formatters at each of a notebook's checks
        both = {"text/plain": self.text, "text/html": self._repr_html_()}
        shown = both if InteractiveShell.initialized() else self
        display(shown, raw=True)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        ground, edge = ("#e6f4ea", "#1e7e34") if self.passed else ("#e8f0fe", "#1a56b0")
        escaped = self.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        style = f"background:{ground};color:#10241a;border-left:4px solid {edge};padding:4px 10px"
        kind = "course-note-passed" if self.passed else "course-note"
        return f'<div class="{kind}" style="{style}">{escaped}</div>'
