# “To see what a branch has, I go there.”
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: changed the folder's files
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    keys = set()
    for branch in git(repository, "branch", "--format=%(refname:short)").splitlines():
        git(repository, "checkout", "--quiet", branch)
        keys.update(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", "--format=")))
    for tag in git(repository, "tag").splitlines():
        git(repository, "checkout", "--quiet", tag)
        keys.update(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", "--format=")))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                keys.update(KEY_PATTERN.findall(body.decode()))
    return list(keys)
