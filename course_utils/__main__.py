"""The program `course`, and `python -m course_utils` where the script's folder is not on the path."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

from course_utils.environment import changes_python, clean
from course_utils.errors import INTERRUPTED
from course_utils.imports import leave_out_addresses, leave_out_pages
from course_utils.known_keys import remembered
from course_utils.leaks.text import redacted


def run() -> None:
    _without_pythons_own_variables()
    let_output_lose_letters()
    hide_keys_in_output()
    leave_out_addresses()
    leave_out_pages()
    try:
        from course_utils.commands import main  # noqa: PLC0415 - Ctrl-C is heard while this loads, too

        main(prog_name="course", obj=clean(os.environ))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)  # noqa: T201 - click is not there yet
        sys.exit(INTERRUPTED)


def _without_pythons_own_variables() -> None:
    """Begin again in isolated mode where the environment changes how Python itself works.

    A folder in PYTHONPATH may hold a module of any name, and warnings may have been made errors.
    """
    if sys.flags.isolated or not changes_python(os.environ):
        return
    again = [sys.executable, "-I", "-m", "course_utils", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(sys.executable, again)  # noqa: S606 - ourselves, without a shell
    sys.exit(wait_for(again))


def wait_for(command: Sequence[str]) -> int:
    """Run a program to its own end: Ctrl-C is heard by it as well, and `course start` must stop its servers first."""
    process = subprocess.Popen(command)  # noqa: S603 - ourselves
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def let_output_lose_letters() -> None:
    """Write a `?` where a terminal or a file knows no such letter, as on Windows, instead of ending."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def hide_keys_in_output() -> None:
    """Show no key that somebody has typed, or that stands in the name of a file, also where an error ends all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.write = _without_keys(stream.write)  # type: ignore[method-assign]


def _without_keys(write: Callable[[str], int]) -> Callable[[str], int]:
    def write_without_keys(text: str) -> int:
        write(redacted(text, remembered()))
        return len(text)

    return write_without_keys


if __name__ == "__main__":
    run()
