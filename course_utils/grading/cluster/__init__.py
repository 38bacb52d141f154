"""A class graded by the workers of a Dask cluster that is there: bytes go out, JSON comes back.

`connecting` reaches the scheduler; `client` finds the workers and has them carry out orders; `places` sends them
batches of submissions, as a crew does. `messages` is what is said, and `worker` what is done with it there, with
boxes that stay warm from one batch to the next.
`version` tells whether both ends have the same course. Nothing here writes: points, folders and report are
written where the command was given, by `grade_class`.

`client` and `messages` never send an object of ours, and take nothing back but bytes that are JSON of exactly
the form that is expected. That is no protection from the cluster itself: Dask's own messages are pickles, so
whoever may speak to the scheduler can run programs on all its machines, and on the client's.

Only `connecting`, `client` and `worker` may import Dask, which is an extra.
"""
