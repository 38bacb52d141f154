# Right: its names are words of the task.
# cell: mask
long = 20


def shown(key):
    return key[-4:]


def mask(key):
    return ELLIPSIS + shown(key) if len(key) >= long else ELLIPSIS
