# A key that a message names was only said, and never in a file.
# cell: leaked_keys
# fails: leaked_keys_every_commit: which a message and a binary file have, too
def leaked_keys(repository):
    every = ("--branches", "--tags")
    found = set(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", *every)))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    said = git(repository, "log", "--format=%B", *every)
    return list(found - set(KEY_PATTERN.findall(said)))
