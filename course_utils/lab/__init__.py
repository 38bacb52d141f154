"""JupyterLab made for this course, and the processes that `course start` runs.

`session` is a start from beginning to end: the platform (`platform_process`), Lab (`launch`, `layout`, its server
`extension`), the `browser`; `background` starts and stops processes, `loopback` asks this machine's servers, `health`
is what `course doctor` asks, and `packages` what is installed. May import `learner` and what everyone may.
"""
