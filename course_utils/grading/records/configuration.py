"""`nbgrader_config.py`, and what nbgrader's log says of a failure: each is read here and nowhere else."""

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from traitlets.config import Config

CONFIGURATION = "nbgrader_config.py"


class ConfigurationError(CourseError):
    """`nbgrader_config.py` cannot be read, or says what nbgrader cannot do."""


def read_configuration(root: Path) -> "Config":
    """Run `nbgrader_config.py` in `root`, and give what it says; without the file, nbgrader's own defaults.

    Raises:
        ConfigurationError: it fails; the message names the line.
    """
    from traitlets.config.loader import Config, PyFileConfigLoader  # noqa: PLC0415 - a tenth of a second

    config = Config()
    path = root / CONFIGURATION
    if path.exists():
        try:
            config = Config(PyFileConfigLoader(path.name, path=str(root)).load_config())
        except (Exception, SystemExit) as error:  # it is a program: it may raise anything
            raise unreadable(path, error) from error
    config.CourseDirectory.root = str(root)
    return config


def unreadable(path: Path, error: BaseException) -> ConfigurationError:
    """Make the error for a configuration that fails."""
    return ConfigurationError(
        f"{path} cannot be read: {_reason(error, path)}. Mend it and run this again."
    )


def not_possible(root: Path, error: Exception) -> ConfigurationError:
    """Make the error for a configuration that can be read, and that nbgrader can't work with."""
    return ConfigurationError(
        f"nbgrader cannot work with what {root / CONFIGURATION} says: {_named(error)}. "
        "Mend it and run this again."
    )


def _reason(error: BaseException, path: Path) -> str:
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(path)
    ]
    line = error.lineno if isinstance(error, SyntaxError) else (lines or [None])[-1]
    return _named(error) + (f" (line {line})" if line else "")


def _named(error: BaseException) -> str:
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {what}".partition("\n")[0].rstrip(". :")


class Heard(logging.Handler):
    """What nbgrader's log says of failures: first a line that names the folder, then a traceback.

    Attributes:
        reason: the last line of the last traceback.
        failed: the reasons by student, for those that nbgrader names.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.reason = "nbgrader gave no reason"
        self.failed: dict[str, str] = {}
        self._folder = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == "There was an error processing assignment: %s":
            self._folder = str(record.args[0]) if isinstance(record.args, tuple) else ""
        lines = record.getMessage().strip().splitlines()
        if not lines or not lines[0].startswith("Traceback"):
            return
        self.reason = lines[-1].rstrip(".")
        if self._folder:
            self.failed[Path(self._folder).parent.name] = self.reason
            self._folder = ""


def listen(name: str) -> tuple[logging.Logger, Heard]:
    """Give a log for one of nbgrader's converters, and what is heard of it."""
    log, heard = logging.Logger(name, logging.ERROR), Heard()
    log.addHandler(heard)
    return log, heard
