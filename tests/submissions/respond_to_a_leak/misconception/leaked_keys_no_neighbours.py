# “Twice is twice in a row.”
# cell: leaked_keys
# fails: leaked_keys_each_once: gave [
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    keys = KEY_PATTERN.findall(past)
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                keys.extend(KEY_PATTERN.findall(body.decode()))
    result = []
    last = None
    for key in keys:
        if key != last:
            result.append(key)
        last = key
    return result
