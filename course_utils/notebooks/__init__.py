"""A notebook that somebody wrote, read in one way by whatever judges it.

`course check`, `course grade`, nbgrader's own commands and panels and the checks themselves ask here.
Bytes pass through `reading` (bounded, outputs thrown away) to cells; `sheet` says which cells of an
instructor's notebook count, `matching` finds them again in a learner's by `grade_id`, and `syntax` reads
a cell's text as IPython does. `finding` tells by its cells which of some files is meant, `names` how they are called. `running` names the kernel and the limits, `messages` takes
what a check says apart. Nothing here runs a cell or touches a file. May import `errors` alone.
"""
