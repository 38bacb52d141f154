"""The save guard: Jupyter's server writes no key of OpenAI's shape into a notebook, nor into a file that git takes.

A server extension, `course_utils.leaks`. `extension` stands before each way in which the server writes a file,
`guard` decides what becomes of it and says why (`looking` says what is in it), `git` whether a file would get into a
repository, and `without_git` what can be said of that where there is no git. `moving` knows the ways of files that are
on the disk already, `uploads` those that come in pieces. `logs` keeps keys out of what the server logs.
"""
