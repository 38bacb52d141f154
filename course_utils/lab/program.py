"""JupyterLab as a program, `python -m course_utils.lab.program`: it starts a second earlier than by itself, and holds its port and its kernels'."""

import sys

from course_utils.imports import leave_out_addresses
from course_utils.kernel_ports import hold_kernel_ports

if __name__ == "__main__":
    leave_out_addresses()
    hold_kernel_ports()
    from jupyterlab.labapp import LabApp, main  # type: ignore[import-untyped]

    from course_utils.lab.held_port import HoldsItsPort

    LabApp.serverapp_class = HoldsItsPort
    sys.exit(main())
