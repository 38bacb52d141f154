"""The box around a stranger's code: bubblewrap, limits, and a channel to it.

`requirements` says whether this machine can box; `box` starts one with `bubblewrap` and talks to it over a
`channel`; `isolation`, `confine`, `seccomp` and `syscalls` hold inside of it. Imports no other room of `grading`.
"""
