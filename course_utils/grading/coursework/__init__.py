"""What is given out and what is handed in, as data: bytes in, cells and points out.

`assignment` reads an assignment's folder; `handed_in` collects a student's folder (file by file: `strangers_files`;
when: `timestamps`), `students` the class. `verdict` says how results become points, `outcome` what a submission
came to, `autograded` how that reads as a notebook. Runs nothing.
Imports no other room of `grading`.
"""
