# A key stands near the beginning of a file.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: behind 9,000 letters
def leaked_keys(repository: Path) -> list[str]:
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if not file.is_file():
            continue
        body = file.read_bytes()
        if b"\0" not in body:
            found.update(KEY_PATTERN.findall(body[:8192].decode(errors="replace")))
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found.update(KEY_PATTERN.findall(past))
    return list(found)
