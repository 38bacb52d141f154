# A file holds one key.
# cell: leaked_keys
# fails: leaked_keys_every_commit: Expected: {
# fails: leaked_keys_every_branch_and_tag: Expected: {
def leaked_keys(repository):
    found = set()
    for commit in git(repository, "rev-list", "--branches", "--tags").split():
        names = git(repository, "ls-tree", "-r", "-z", "--name-only", commit)
        for name in names.split("\0")[:-1]:
            text = git(repository, "show", f"{commit}:{name}")
            match = KEY_PATTERN.search(text)
            if match and "\0" not in text:
                found.add(match.group())
        break

    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
