# A message is its first line; what stands below is part of the commit.
# cell: leaked_keys
# fails: leaked_keys_nothing_else: a commit's message
def leaked_keys(repository: Path) -> list[str]:
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if not file.is_file():
            continue
        body = file.read_bytes()
        if b"\0" not in body:
            found.update(KEY_PATTERN.findall(body.decode()))
    past = git(repository, "log", "-p", "-m", "--format=%b", "--branches", "--tags")
    found.update(KEY_PATTERN.findall(past))
    return list(found)
