# “I go to each branch, and back again: nobody sees it.”
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: Your local changes
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    here = git(repository, "rev-parse", "--abbrev-ref", "HEAD").strip()
    keys = set()
    refs = git(repository, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
    for ref in refs.splitlines():
        git(repository, "checkout", "--quiet", ref)
        keys.update(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", "--format=")))
    git(repository, "checkout", "--quiet", here)
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                keys.update(KEY_PATTERN.findall(body.decode()))
    return list(keys)
