"""JupyterLab as a program, `python -m course_utils.lab.program`: it starts a second earlier than by itself."""

import sys

from course_utils.imports import leave_out_addresses

if __name__ == "__main__":
    leave_out_addresses()
    from jupyterlab.labapp import main  # type: ignore[import-untyped]

    sys.exit(main())
