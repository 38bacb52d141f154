"""`python -m course_utils` is `course`: for where the script's folder is not on the path."""

from course_utils.commands import main

main(prog_name="course")
