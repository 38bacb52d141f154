# Looks at the last few commits.
# cell: leaked_keys
# fails: leaked_keys_every_commit: begins with ++
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "-n", "8", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
