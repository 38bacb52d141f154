# What git can't show has no key in it.
# cell: leaked_keys
# fails: leaked_keys_every_commit: a name that git may put in quotes
def leaked_keys(repository):
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    for commit in git(repository, "rev-list", "--branches", "--tags").split():
        for name in git(repository, "ls-tree", "-r", "--name-only", commit).splitlines():
            try:
                text = git(repository, "show", f"{commit}:{name}")
            except subprocess.CalledProcessError:
                continue
            if "\0" not in text:
                found |= set(KEY_PATTERN.findall(text))
    return list(found)
