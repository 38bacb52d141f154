"""The program `course`, and `python -m course_utils` where the script's folder is not on the path."""

import sys

from course_utils.errors import INTERRUPTED


def run() -> None:
    try:
        from course_utils.commands import main  # noqa: PLC0415 - Ctrl-C is heard while this loads, too

        main(prog_name="course")
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)  # noqa: T201 - click is not there yet
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
