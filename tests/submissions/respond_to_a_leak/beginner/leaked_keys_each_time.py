# Gathers in a list and keeps what comes twice.
# cell: leaked_keys
# fails: leaked_keys_each_once: gave ['[key
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = KEY_PATTERN.findall(past)
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found += KEY_PATTERN.findall(body.decode())
    return found
