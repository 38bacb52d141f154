# Bytes are bytes.
# cell: leaked_keys
# fails: leaked_keys_nothing_else: binary
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--text", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            found |= set(KEY_PATTERN.findall(file.read_text(errors="replace")))
    return list(found)
