# What git prints is what was committed.
# cell: leaked_keys
# fails: leaked_keys_nothing_else: message
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
