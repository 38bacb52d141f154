"""What the course knows of one learner: the `units`, their `workspace`, `copies`, `progress` and `course_map`.

`naming` tells which notebook somebody means, `afresh` begins one anew, `asked` what a lesson asks, `kept` what was
answered. May import what everyone may.
"""
