"""What is given out and what is handed in, as data: bytes in, cells and points out.

`assignment` reads an assignment's folder and `source` each of its notebooks; `handed_in` collects a student's
folder, `students` the class, and `submitted` matches a notebook with its sheet. `verdict` says how results become
points, `outcome` what a submission came to, `autograded` how that reads as a notebook. Runs nothing.
Imports no other room of `grading`.
"""
