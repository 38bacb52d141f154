import os
import signal

import pytest

from course_utils.lab.session import ending_in_order

SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows stops a process in another way")


@pytest.mark.parametrize("number", SIGNALS)
def test_every_signal_that_asks_to_stop_ends_the_session_once(number: signal.Signals) -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    ended = False
    with ending_in_order():
        try:
            os.kill(os.getpid(), number)
        except KeyboardInterrupt:
            for again in SIGNALS:
                os.kill(os.getpid(), again)
            ended = True
    assert ended
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_a_session_that_is_interrupted_ends_without_an_error() -> None:
    with ending_in_order():
        os.kill(os.getpid(), signal.SIGTERM)
