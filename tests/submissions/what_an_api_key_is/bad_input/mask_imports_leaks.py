# Uses the course's redaction.
# cell: mask
# fails: mask_*: from the course itself
def mask(key):
    from course_utils.leaks import redact

    return redact(key)
