"""What the course knows of one learner: the `units`, their `workspace`, `copies`, `progress` and `course_map`.

May import what everyone may.
"""
