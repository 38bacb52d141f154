"""What a notebook runs in, and what it may use: said here for learners' checks and for grading alike."""

KERNEL_NAME = "python3"
"""What notebooks call this Python's own kernel."""

CELL_SECONDS = 10.0
CELL_SECONDS_HELP = "Seconds a cell may run."

MEMORY_MEGABYTES = 1024
MEMORY_HELP = "Megabytes a submission may use."
