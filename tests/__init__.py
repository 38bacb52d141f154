"""The tests mirror `course_utils`; `python -m tests` runs everything that CI runs."""
