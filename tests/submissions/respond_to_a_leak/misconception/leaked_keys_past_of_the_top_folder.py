# The past is that of the files beside .git.
# cell: leaked_keys
# fails: leaked_keys_every_commit: a folder/longer
def leaked_keys(repository: Path) -> list[str]:
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if not file.is_file():
            continue
        body = file.read_bytes()
        if b"\0" not in body:
            found.update(KEY_PATTERN.findall(body.decode()))
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags", "--", ":(glob)*")
    found.update(KEY_PATTERN.findall(past))
    return list(found)
