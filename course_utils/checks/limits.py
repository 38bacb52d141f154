"""A time limit for a learner's code that never ends."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import perf_counter
from types import CodeType, FrameType
from typing import Any

from course_utils.installed import in_a_page

_EXIT = type(contextmanager(lambda: iter(()))()).__exit__.__code__
_OURS = frozenset(map(str, Path(__file__).parent.glob("*.py")))
_COURSE = str(Path(__file__).parents[1])
_CELL = "<ipython-input-"
_TOOL = 4  # one that no debugger and no profiler has
_AGAIN = 0.01  # a learner's `except: pass` in a loop may swallow the first few


class TimeLimitReached(BaseException):
    """The code in a time limit was still running when the time was over.

    It derives from `BaseException` so that a learner's `except Exception` lets it through.
    """


def time_limit(seconds: float) -> AbstractContextManager[None]:
    """Stop the code inside after that many seconds with `TimeLimitReached`.

    The real limit needs the main thread, where Jupyter runs cells. In another thread there is none.
    """
    if threading.current_thread() is not threading.main_thread():
        return _no_limit()
    if hasattr(signal, "setitimer"):
        return alarm_limit(seconds)
    return watched_limit(seconds) if in_a_page() else interrupt_limit(seconds)


@contextmanager
def alarm_limit(seconds: float) -> Iterator[None]:
    """The limit where the system has timers (Linux, macOS)."""

    def ring(_number: int, frame: FrameType | None) -> None:
        if not _is_left(frame):
            raise TimeLimitReached

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _is_left(frame: FrameType | None) -> bool:
    """Tell whether a `with` block of this package is on its way out: an error there would leave the timer ringing."""
    while frame is not None:
        if frame.f_code is _EXIT and frame.f_locals["self"].gen.gi_code.co_filename in _OURS:
            return True
        frame = frame.f_back
    return False


@contextmanager
def interrupt_limit(seconds: float) -> Iterator[None]:
    """The limit on Windows: a second thread presses Ctrl-C for us when the time is over."""
    rang = threading.Event()

    def ring() -> None:
        rang.set()
        signal.raise_signal(signal.SIGINT)

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rang.is_set():
            raise TimeLimitReached from None
        raise
    finally:
        timer.cancel()


@contextmanager
def watched_limit(seconds: float) -> Iterator[None]:
    """The limit in a page, which has neither timers nor threads: the learner's code looks at the clock as it goes.

    It does so at each call and each turn of a loop, by `sys.monitoring` of Python 3.12, which costs other code nothing.
    What waits inside one call of a library waits to its end: the platform in the page must not be torn in two.
    """
    watching: Any = sys.monitoring  # type: ignore[attr-defined] # the checker reads Python 3.11
    end, here = perf_counter() + seconds, str(Path.cwd())
    libraries = (_COURSE, *(place for place in sys.path if place not in ("", here)))

    def look(code: CodeType, *_: object) -> object:
        name = code.co_filename
        if name.startswith(libraries) or (name.startswith("<") and not name.startswith(_CELL)):
            return watching.DISABLE
        if perf_counter() > end:
            raise TimeLimitReached
        return None

    kinds = watching.events.PY_START, watching.events.JUMP
    watching.use_tool_id(_TOOL, "the course's time limit")
    for kind in kinds:
        watching.register_callback(_TOOL, kind, look)
    watching.set_events(_TOOL, sum(kinds))
    try:
        yield
    finally:
        watching.set_events(_TOOL, 0)
        watching.free_tool_id(_TOOL)


@contextmanager
def _no_limit() -> Iterator[None]:
    yield
