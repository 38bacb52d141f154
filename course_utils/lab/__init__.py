"""JupyterLab made for this course, and the processes that `course start` runs.

`session` is a start from beginning to end: the platform (`platform_process`), Lab (`launch` starts `program`, which has
a `held_port`; `layout`, its server `extension`), the `browser`; `background` starts and stops processes, `loopback`
asks this machine's servers, `health` is what `course doctor` asks, and `packages` what is installed.

The learner's page: its scripts are in `desk/` (`labextensions/` only loads them) and ask `handlers`, which answer with
the HTML of `panel` and `card` (`templates/`) and start the run of `checking`; `console_proxy` passes the pages of the
platform's console on. May import `checks`, `kit`, `learner`
and what everyone may.
"""
