"""What a learner's code writes while it is checked: it is shown, and it costs nothing."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr


@contextmanager
def errors_to_output() -> Iterator[None]:
    """Let standard error go to standard output, for prints, warnings and logs.

    nbgrader gives no points for a check cell that wrote to standard error, whatever it wrote.
    """
    real = sys.stderr
    loggers = [
        handler
        for handler in logging.root.handlers
        if isinstance(handler, logging.StreamHandler) and handler.stream is real
    ]
    for handler in loggers:
        handler.setStream(sys.stdout)
    try:
        with redirect_stderr(sys.stdout):
            yield
    finally:
        for handler in loggers:
            handler.setStream(real)
