"""The instructor's first page: a panel in JupyterLab with the class's assignments, and the commands as buttons.

`extension` is what JupyterLab loads and asks; it lets `panel` say how things stand as `standing` counts them, and
`work` run a command, one at a time, as it would be typed in a terminal. The script is `lab/desk/teaching.js`.
May import `lab`, `grading` and what stands below them.
"""
