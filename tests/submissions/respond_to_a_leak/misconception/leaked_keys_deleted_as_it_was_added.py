# “What is gone from the folder lies in the index still.”
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: the key of gone.txt
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    keys = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        if name == "":
            continue
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" in body:
                continue
            text = body.decode()
        else:
            text = git(repository, "show", ":" + name)
        keys.update(KEY_PATTERN.findall(text))
    return list(keys)
