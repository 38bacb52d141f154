# Right: collects the last four, one by one.
# cell: mask
def mask(key: str) -> str:
    shown = ELLIPSIS
    for place, letter in enumerate(key):
        if len(key) > 19 and place >= len(key) - 4:
            shown += letter
    return shown
