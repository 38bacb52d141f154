"""An error that a check asks for: its kind, what its message names, and what it keeps to itself."""

import ast
from types import FrameType, TracebackType
from typing import Self

import executing

from course_utils.checks.explain import Checked
from course_utils.checks.outcomes import NotYet
from course_utils.checks.wording import call_text, one_line, sentence, shorten
from course_utils.errors import ProgramEndedError
from course_utils.leaks.text import redacted

Texts = str | tuple[str, ...]


class Raising:
    """A block that has to raise.

    An error that says that the check could not ask at all (no such function, a stub, other parameters)
    passes through, and is explained as everywhere.

    Attributes:
        error: what was raised, once the block is over; from another process it comes as a class that
            both processes know.
        text: its message.
    """

    def __init__(
        self,
        checked: Checked,
        caller: FrameType,
        kind: type[Exception],
        naming: Texts = (),
        not_naming: Texts = (),
        why: str = "",
    ) -> None:
        self._checked = checked
        self._kind = kind
        self._naming = _texts(naming)
        self._not_naming = _texts(not_naming)
        self._why = why
        self._asked = TracebackType(None, caller, caller.f_lasti, caller.f_lineno)
        self.error: Exception | None = None
        self.text = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        expected = f"Expected: {_with_article(self._kind)}."
        ended = isinstance(error, SystemExit | ProgramEndedError)
        if error is None:
            raise self._not_yet(f"{self._call()} raised no error.\n{expected}")
        if not isinstance(error, Exception | SystemExit):
            return False
        if isinstance(error, NotYet | NotImplementedError):
            return False
        if trace is not None and trace.tb_next is None:
            return False  # the check's own line failed: there is no such function, or it takes other arguments
        if ended:
            expected += " Raise an error; do not end the program."
        if ended or not isinstance(error, self._kind):
            raise self._not_yet(f"{self._raised(error, trace)}\n{expected}")
        self.error, self.text = error, _message(error)
        fault = self._fault()
        if fault:  # only then: to find the source of the call takes as long as to make it
            raise self._not_yet(f"{self._raised(error, trace)}\n{fault}")
        return True

    def _fault(self) -> str | None:
        """Say what is wrong with the message, if something is."""
        if any(secret in self.text for secret in self._not_naming):
            return "That message shows a value; it should not."
        missing = [name for name in self._naming if name not in self.text]
        return f"Expected in that message: {' and '.join(missing)}." if missing else None

    def _raised(self, error: BaseException, trace: TracebackType | None) -> str:
        said = _message(error)
        for secret in self._not_naming:
            said = said.replace(secret, "…")
        call = (call_text(trace) if trace else None) or self._call()
        kind = SystemExit if isinstance(error, ProgramEndedError) else type(error)
        text = f"{kind.__name__}: {shorten(redacted(said))}".rstrip(": ")
        return f"{call} raised {sentence(text)}"

    def _call(self) -> str:
        return _body_text(self._asked) or self._checked.task

    def _not_yet(self, message: str) -> NotYet:
        return self._checked.not_yet(message, self._why)


def _texts(given: Texts) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _with_article(kind: type[Exception]) -> str:
    name = kind.__name__
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def _body_text(head: TracebackType) -> str | None:
    """Give the last statement of the `with` block whose head this is."""
    executed = executing.Source.executing(head)
    node: ast.AST | None = executed.node
    while node is not None and not isinstance(node, ast.With):
        node = getattr(node, "parent", None)  # executing sets it
    if node is None:
        return None
    return one_line(ast.get_source_segment(executed.source.text, node.body[-1]) or "") or None
