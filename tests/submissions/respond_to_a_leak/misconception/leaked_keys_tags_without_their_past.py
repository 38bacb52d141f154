# A tag is one commit.
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: the past of the tag v1
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches")
    for tag in git(repository, "tag").split():
        past += git(repository, "show", "-m", "--format=", tag)
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
