# “What git add took in will be committed, whatever the file says now.”
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: the key of draft
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found.update(KEY_PATTERN.findall(body.decode()))
    found.update(KEY_PATTERN.findall(git(repository, "diff", "--cached")))
    past = git(repository, "log", "-p", "-m", "--branches", "--tags", "--format=")
    found.update(KEY_PATTERN.findall(past))
    return list(found)
