"""What a server logs, without keys: a path that somebody asks for may have one in it."""

import logging

from course_utils.leaks.text import redacted


class WithoutKeys(logging.Filter):
    """Lets every record through, without the keys in its text and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redacted(record.exc_text)
        return True


def clean(log: logging.Logger) -> None:
    """Stand before every handler of a log; records of other loggers that it hands on come there, too."""
    for handler in log.handlers:
        handler.addFilter(WithoutKeys())
