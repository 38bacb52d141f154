# “Lines with +++ are git's own headers.”
# cell: leaked_keys
# fails: leaked_keys_every_commit: begins with ++
def leaked_keys(repository: Path) -> list[str]:
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found.update(KEY_PATTERN.findall(body.decode()))
    past = git(repository, "log", "-p", "-m", "--branches", "--tags", "--format=")
    for line in past.splitlines():
        if line.startswith("+") and not line.startswith("+++"):
            found.update(KEY_PATTERN.findall(line))
    return list(found)
