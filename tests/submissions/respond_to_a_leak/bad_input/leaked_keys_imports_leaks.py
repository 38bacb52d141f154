# Uses the course's own scanner.
# cell: leaked_keys
# fails: leaked_keys_*: from the course itself
def leaked_keys(repository):
    from course_utils.leaks.scanning import scan

    return [finding.key for finding in scan(repository, history=True)]
