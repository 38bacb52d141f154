"""A time limit for a learner's code that never ends."""

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import FrameType

_EXIT = type(contextmanager(lambda: iter(()))()).__exit__.__code__
_OURS = frozenset(map(str, Path(__file__).parent.glob("*.py")))
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
    return alarm_limit(seconds) if hasattr(signal, "setitimer") else interrupt_limit(seconds)


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
def _no_limit() -> Iterator[None]:
    yield
