# Tracked is what the last commit has.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: added and not committed
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
