"""The examiner's side of a check: a stand-in for each of the learner's functions.

A stand-in asks the learner's process and gives back plain values. Whatever comes back is a
stranger's: each question has a random number, an answer to any other ends the exchange, and so
does one that is late, too large or garbled. What was seen is kept for the report.
"""

import secrets
import time
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.inside.exceptions import unpack_error
from course_utils.grading.inside.marshalling import pack_with_client
from course_utils.grading.inside.plain_values import Encoded, GarbledError, NotPlainError, unpack
from course_utils.grading.sandbox.channel import (
    STRANGERS_FRAME,
    Channel,
    ChannelError,
    ChannelTimeoutError,
)

GRACE = 1.5
"""Seconds an answer may come after the learner's own limit; then the process is taken as stuck."""


class ExchangeError(CourseError):
    """The learner's process gave no proper answer."""


class Exchange:
    """The questions and answers of one learner's process. `broken` tells what was seen, if it was."""

    def __init__(self, channel: Channel, scripts: Channel | None = None) -> None:
        self._made: dict[str, tuple[int, StandIn]] = {}
        self._lent: dict[str, str] = {}
        self._connect(channel, scripts)

    def reconnect(self, channel: Channel, scripts: Channel | None = None) -> None:
        """Go on with a new process of the same learner, and a new one that runs the scripts, if there is one."""
        for each in filter(None, (self._channel, self._scripts)):
            each.close()
        self._connect(channel, scripts)

    def _connect(self, channel: Channel, scripts: Channel | None) -> None:
        for each in filter(None, (channel, scripts)):
            each.limit(STRANGERS_FRAME)
        self._channel, self._scripts = channel, scripts
        self.broken: str | None = None
        self.stuck = False
        self.late = False
        self._ends = 0.0

    def stand_in(self, name: str, described: Encoded, age: int) -> Any:
        """Make what the check cell finds under this name.

        As long as the learner ran no other cell (`age` is the same), it is the same object: who has
        seen it loop need not wait for it as long again.

        Raises:
            GarbledError: the description is none.
        """
        kind = described.get("kind") if isinstance(described, dict) else None
        if kind == "callable":
            if self._made.get(name, (None,))[0] != age:
                self._made[name] = age, StandIn(self, name)
            return self._made[name][1]
        if kind == "value":
            return unpack(described.get("value"))
        if kind == "other":
            return Unusable(name, str(described.get("why"))[:500])
        raise GarbledError("a name described in no known way")

    def begin(self, seconds: float) -> None:
        """Start a check cell's time."""
        self.late = False
        self._lent = {}
        self._ends = time.monotonic() + seconds

    def lend(self, name: str, place: str) -> None:
        """Let a name of the learner's mean what stands at `module:name`, in every question of this check cell."""
        self._lent[name] = place

    def ask(
        self,
        name: str,
        arguments: tuple[Any, ...],
        keywords: dict[str, Any],
        *,
        of_scripts: bool = False,
    ) -> Any:
        """Call the learner's function in its own process, and give what it returned.

        Arguments that it changed in place are changed here, too.

        Args:
            name: a function's, or the name of what an earlier answer lent.
            arguments: plain values, or a client, which crosses as its settings.
            keywords: the same, by name.
            of_scripts: asks the process that runs the scripts.

        Raises:
            ExchangeError: the process gave no proper answer, in time or at all; it is asked nothing more.
            NotPlainError: an argument cannot cross.
            Exception: what the function raised, as its nearest built-in kind or as a client's own.
        """
        channel = self._scripts if of_scripts else self._channel
        if self.broken or channel is None:
            raise ExchangeError(
                f"{name}() could not be called: {self.broken or 'nothing runs scripts'}."
            )
        seconds = max(0.1, round(0.8 * (self._ends - time.monotonic()), 1))
        question = {
            "id": secrets.token_hex(16),
            "name": name,
            "args": pack_with_client(list(arguments)),
            "kwargs": pack_with_client(keywords),
            "seconds": seconds,
            "lent": self._lent,
        }
        self.stuck = True
        answer = self._answer(channel, name, question, seconds)
        self.stuck = False
        self.late = self.late or answer.get("late") is True
        try:
            return _heard(answer, arguments, keywords)
        except GarbledError as why:
            raise self._break(name, f"its answer was garbled: {why}") from None

    def _answer(
        self, channel: Channel, name: str, question: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        try:
            channel.send(question, seconds=seconds + GRACE)
            answer = channel.receive(seconds=seconds + GRACE)
        except ChannelTimeoutError:
            raise self._break(name, f"there was no answer within {seconds:g} seconds") from None
        except ChannelError as why:
            raise self._break(name, f"the answer did not arrive: {why}") from None
        if answer.get("id") != question["id"]:
            raise self._break(name, "an answer came that belongs to no question")
        return answer

    def _break(self, name: str, seen: str) -> ExchangeError:
        self.broken, self.stuck = f"{name}(): {seen}", True
        return ExchangeError(f"{name}() could not be examined: {seen}.")


def _heard(answer: dict[str, Any], arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
    changed = answer.get("changed")
    if changed is not None:
        if not isinstance(changed, dict):
            raise GarbledError("arguments without names")
        _change_in_place(list(arguments), unpack_arguments(changed.get("args")))
        _change_in_place(keywords, unpack_arguments(changed.get("kwargs")))
    if "error" in answer:
        raise unpack_error(answer["error"])
    if "value" not in answer:
        raise GarbledError("neither a value nor an error")
    return unpack(answer["value"])


def unpack_arguments(packed: Encoded) -> Any:
    """Like `unpack`, with None where a client stands: it is the caller's own and stays as it is."""
    return unpack(packed, special=lambda tag, body: None)


def _change_in_place(mine: Any, theirs: Any) -> None:
    """Make the caller's lists, dicts and sets hold what the function left in its copies."""
    if type(mine) is not type(theirs):
        return
    if isinstance(mine, list):
        mine[:] = _merged(mine, theirs)
    elif isinstance(mine, tuple):
        _merged(mine, theirs)
    elif isinstance(mine, dict):
        kept = {key: _merge(mine.get(key), item) for key, item in theirs.items()}
        mine.clear()
        mine.update(kept)
    elif isinstance(mine, set):
        mine.clear()
        mine.update(theirs)


def _merged(mine: Any, theirs: Any) -> list[Any]:
    together = [_merge(old, new) for old, new in zip(mine, theirs, strict=False)]
    return [*together, *theirs[len(together) :]]


def _merge(old: Any, new: Any) -> Any:
    """Keep the caller's own container, changed in place, where the kinds agree."""
    if new is None or type(old) is not type(new) or not isinstance(old, list | dict | set | tuple):
        return new if not _is_client(old) else old
    _change_in_place(old, new)
    return old if not isinstance(old, tuple) else new


def _is_client(value: Any) -> bool:
    return type(value).__module__.startswith("openai")


class StandIn:
    """Calls the learner's function of this name, in the learner's own process."""

    def __init__(self, exchange: Exchange, name: str) -> None:
        self._exchange = exchange
        self.__name__ = self.__qualname__ = name
        self.__doc__ = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return self._exchange.ask(self.__name__, args, kwargs)
        except NotPlainError as why:
            raise TypeError(f"{self.__name__}() cannot be given this argument: {why}.") from None

    def lend(self, name: str, place: str) -> None:
        """Let the function find what stands at `module:name` under a name of its notebook, until the check ends."""
        self._exchange.lend(name, place)

    def __repr__(self) -> str:
        return f"<the learner's {self.__name__}>"


class Unusable:
    """A name whose value cannot cross: whatever is done with it says so."""

    def __init__(self, name: str, why: str) -> None:
        self.__dict__["_sentence"] = f"{name} is no plain value: {why}."

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise TypeError(self.__dict__["_sentence"])

    __call__ = __getattr__ = __setattr__ = __getitem__ = __iter__ = __len__ = __bool__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __hash__ = _refuse
    __add__ = __radd__ = __sub__ = __mul__ = __rmul__ = __float__ = __int__ = __str__ = _refuse
