"""For `-p`: nbval reads notebooks before any `conftest.py` is there to leave out what takes a second to load."""

from course_utils.imports import leave_out_addresses

leave_out_addresses()
