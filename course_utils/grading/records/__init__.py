"""What is kept of a class: nbgrader's gradebook, `autograded/`, and the report.

`layout` says where, `lock` lets one run in at a time, `opening` opens the gradebook, `entry` enters an
assignment there, `gradebook` is the one writer, `marked` keeps
what points were given for, `late` counts penalties as nbgrader does, `folder` writes
`autograded/`, `report` sums up. May import `coursework`.
"""
