"""Whether a file gets into a repository: git is asked, with the settings of the person whose files these are."""

import subprocess
from pathlib import Path

from course_utils import plain_git

_SECONDS = 10
_TRACKED = 0
_IGNORED = 0
"""The exit status with which git says so; of a file that it tracks it never does."""


def takes(file: Path) -> bool:
    """Tell whether git tracks a file, or would with the next `git add`; the file need not be there yet.

    Where there is a repository and git can't be asked, it does.
    """
    return _is_in_a_repository(file) and _status("check-ignore", "--quiet", file) != _IGNORED


def tracks(file: Path) -> bool:
    """Tell whether a file is in git's index."""
    return _is_in_a_repository(file) and _status("ls-files", "--error-unmatch", file) == _TRACKED


def _is_in_a_repository(file: Path) -> bool:
    return any((folder / ".git").exists() for folder in file.resolve().parents)


def _status(command: str, option: str, file: Path) -> int | None:
    """Ask git about a file; None where it can't be asked."""
    file = file.resolve()
    folder = next(folder for folder in file.parents if folder.is_dir())
    # a program that a repository's settings name is not started for a question
    # and the folder may belong to somebody else, as in a container
    settings = ("-c", "core.fsmonitor=false", "-c", "safe.directory=*")
    words = ["git", *settings, command, option, "--", str(file)]
    environment = plain_git.not_led_elsewhere()
    try:
        asked = subprocess.run(  # noqa: S603 - the path is an argument behind --
            words, cwd=folder, env=environment, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.returncode
