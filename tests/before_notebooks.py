"""What a process of tests does before it reads and runs notebooks; by `-p` where no `conftest.py` comes early enough."""

from course_utils.imports import leave_out_addresses
from course_utils.kernel_ports import hold_kernel_ports

leave_out_addresses()
hold_kernel_ports()
