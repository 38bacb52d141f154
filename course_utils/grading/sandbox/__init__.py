"""The box around a stranger's code: bubblewrap, limits, and a channel to it.

`requirements` says whether this machine can box; `box` starts one with `bubblewrap` and talks to it over a
`channel`. Inside of it `confine`, `seccomp` and `syscalls` hold; `isolation` keeps a submission to its limits
(`measuring` says what it uses, `wiping` removes what it wrote). Imports no other room of `grading`.
"""
