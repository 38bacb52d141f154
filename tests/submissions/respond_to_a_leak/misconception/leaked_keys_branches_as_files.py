# Each branch is a file in .git/refs/heads.
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: the past of fix/key
def leaked_keys(repository):
    heads = [head.name for head in (repository / ".git/refs/heads").iterdir() if head.is_file()]
    past = git(repository, "log", "-p", "-m", "--format=", "--tags", *heads)
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        body = file.read_bytes() if file.is_file() else b""
        if b"\0" not in body:
            found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
