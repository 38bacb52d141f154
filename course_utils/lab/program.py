"""JupyterLab as a program, `python -m course_utils.lab.program`: it starts a second earlier than by itself, and holds its kernels' ports."""

import sys

from course_utils.imports import leave_out_addresses
from course_utils.kernel_ports import hold_kernel_ports

if __name__ == "__main__":
    leave_out_addresses()
    hold_kernel_ports()
    from jupyterlab.labapp import main  # type: ignore[import-untyped]

    sys.exit(main())
