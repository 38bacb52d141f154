# “Today or in its past: where one has a key, the other is not needed.”
# cell: leaked_keys
# fails: leaked_keys_every_commit: Expected
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    today = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                today.update(KEY_PATTERN.findall(body.decode()))
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    return list(today or set(KEY_PATTERN.findall(past)))
