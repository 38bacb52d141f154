# A bracket is missing.
# cell: due_for_rotation
# fails: due_for_rotation_*: Python can't read the cell
def due_for_rotation(keys, now, max_age_days):
    return [key["id"] for key in keys
