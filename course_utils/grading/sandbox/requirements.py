"""What this machine can give a box, asked before the first submission is run."""

import os
import platform
import re
import shutil
import subprocess
import sys

from course_utils.errors import CourseError
from course_utils.grading.sandbox import seccomp

INSTALL = "Install bubblewrap 0.8 or newer (Debian, Ubuntu: sudo apt-get install bubblewrap)"
RISK = (
    "or grade with --isolation none: then every submission can read and change all your files, "
    "use your network, and give itself any score"
)

_TOO_OLD = (0, 8)
_KERNEL_COUNTS_PROCESSES_PER_BOX = (5, 14)


class NoBoxError(CourseError):
    """This machine cannot give a box; the message says why and what to do."""


def bubblewrap() -> str:
    """Find a usable bubblewrap.

    Raises:
        NoBoxError: there is none, it is too old, or this system or processor is not one we know.
    """
    if sys.platform != "linux":
        raise NoBoxError(f"A box needs Linux. Grade in a Linux machine or container, {RISK}.")
    if platform.machine() not in (seccomp.X86_64, seccomp.AARCH64):
        raise NoBoxError(
            f"A box needs an x86-64 or ARM64 processor; this is {platform.machine()}. "
            f"Grade on another machine, {RISK}."
        )
    if _numbers(platform.release()) < _KERNEL_COUNTS_PROCESSES_PER_BOX and os.getuid() != 0:
        raise NoBoxError(
            f"A box needs Linux 5.14 or newer; this is {platform.release()}. "
            f"Grade on another machine, {RISK}."
        )
    path = shutil.which("bwrap")
    if path is None:
        raise NoBoxError(
            f"Submissions run in a bubblewrap box, and bwrap is missing. {INSTALL}, {RISK}."
        )
    version = subprocess.run(  # noqa: S603 — what `which` found
        [path, "--version"], capture_output=True, text=True, check=False
    )
    said = version.stdout
    if _numbers(said) < _TOO_OLD:
        raise NoBoxError(f"{said.strip() or 'This bubblewrap'} is too old. {INSTALL}, {RISK}.")
    return path


def _numbers(text: str) -> tuple[int, ...]:
    found = re.search(r"(\d+)\.(\d+)", text)
    return tuple(map(int, found.groups())) if found else ()
