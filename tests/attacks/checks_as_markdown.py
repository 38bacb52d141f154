"""Checks are no code."""

# honest score: 0
# change: cell.update(cell_type="markdown") if "points" in cell["metadata"].get("nbgrader", {}) else None
