# Only what is committed can be pushed.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: Expected: {
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    return list(set(KEY_PATTERN.findall(past)))
