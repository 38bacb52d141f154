"""The save guard: Jupyter's server writes no key of OpenAI's shape into a notebook, nor into a file that git takes.

A server extension, `course_utils.leaks`. `extension` stands before each way in which the server writes a file,
`guard` decides what becomes of it and says why, `git` whether a file would get into a repository.
"""
