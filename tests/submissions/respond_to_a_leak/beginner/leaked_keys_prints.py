# Prints and gives nothing back.
# cell: leaked_keys
# fails: leaked_keys_*: gave None
def leaked_keys(repository):
    print(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", "--branches", "--tags")))
