"""Grades strangers' notebooks on the machine that holds the gradebook.

A class passes through in this order: `collecting` sorts what a learning platform gave out, `records.layout` says
where its folders are, `coursework` reads what was given out and what was handed in, `examining` runs it in a
`sandbox` (what runs there is `inside`) and judges it, `records` writes points, folders and the report, `pages`
makes what is given back. `grade_class` does this for a whole class: it finds slots here or on a `cluster` and
begins a `run`; `preprocessor` does it for plain nbgrader, from `copies`; its exchange and its pages ask `exchange`
and `moments`. `events` and `terminal` tell how it goes.

Words of the exam hall, used in all rooms:

    source       the instructor's notebook, read as a sheet
    sheet        a notebook of an assignment: its cells, their ids, points and tasks
    paper        a submitted notebook, matched with its sheet cell by cell
    sitting      one paper being run and judged, from its first cell to its last
    placements   where checks are judged: apart from the learner's code, or together with it
    verdict      what a sitting came to, cell by cell
    outcome      what a whole submission came to: its marks and flags
    mark         the points of one check

May import `keys`, `errors`, `environment` and `platform_file`; meets the platform over HTTP alone.
"""
