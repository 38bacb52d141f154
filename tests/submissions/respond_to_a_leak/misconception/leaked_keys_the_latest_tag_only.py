# “The latest tag has all that was before it.”
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: the past of the tag v1
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found.update(KEY_PATTERN.findall(body.decode()))
    words = ["log", "-p", "-m", "--format=", "--branches"]
    tags = git(repository, "tag").split()
    if tags:
        words.append(tags[-1])
    found.update(KEY_PATTERN.findall(git(repository, *words)))
    return list(found)
