import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from types import FrameType

import pytest

from course_utils.checks.limits import (
    TimeLimitReached,
    alarm_limit,
    interrupt_limit,
    time_limit,
    watched_limit,
)

LIMITS = [
    pytest.param(
        alarm_limit, marks=pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
    ),
    interrupt_limit,
    pytest.param(
        watched_limit,
        marks=pytest.mark.skipif(sys.version_info < (3, 12), reason="no sys.monitoring"),
    ),
]
Limit = Callable[[float], AbstractContextManager[None]]


def loop() -> None:
    while True:
        pass


def loop_that_swallows() -> None:
    while True:
        with suppress(BaseException):
            sum(range(100))


@pytest.mark.parametrize("limit", LIMITS)
def test_a_loop_without_end_is_stopped(limit: Limit) -> None:
    with pytest.raises(TimeLimitReached), limit(0.05):
        loop()


def test_a_loop_that_swallows_errors_is_stopped_too() -> None:
    with pytest.raises(TimeLimitReached), time_limit(0.05):
        loop_that_swallows()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
def test_a_timer_that_rings_while_the_block_is_left_is_stopped_all_the_same() -> None:
    rang: list[str] = []

    def ring_on_the_way_out(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name == "__exit__" and not rang:
            rang.append(event)
            signal.raise_signal(signal.SIGALRM)

    def fail() -> None:
        sys.setprofile(ring_on_the_way_out)
        raise ZeroDivisionError

    try:
        with pytest.raises(ZeroDivisionError), alarm_limit(60):
            fail()
    finally:
        sys.setprofile(None)
    assert rang
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.parametrize("limit", LIMITS)
def test_afterwards_signals_are_as_before(limit: Limit) -> None:
    numbers = [signal.SIGINT, signal.SIGALRM] if hasattr(signal, "SIGALRM") else [signal.SIGINT]
    before = [signal.getsignal(number) for number in numbers]

    with limit(60):
        pass

    assert [signal.getsignal(number) for number in numbers] == before


@pytest.mark.parametrize("limit", LIMITS)
def test_a_learner_may_still_stop_the_cell_themselves(limit: Limit) -> None:
    with pytest.raises(KeyboardInterrupt), limit(60):
        signal.raise_signal(signal.SIGINT)


def test_outside_the_main_thread_nothing_is_limited() -> None:
    done = []

    def work() -> None:
        with time_limit(0):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done
