# Opens each tracked file, there or not.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: FileNotFoundError
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0")[:-1]:
        body = (repository / name).read_bytes()
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
