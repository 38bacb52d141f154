"""Grading strangers' notebooks: boxes, the examiner, a class at once."""
