# Goes to each commit with checkout and comes back; what was typed and not committed is gone
# cell: leaked_keys
# fails: leaked_keys_every_branch_and_tag: It changed
def leaked_keys(repository: Path) -> list[str]:
    """Give every key in the tracked files and in their past."""
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if not file.is_file():
            continue
        body = file.read_bytes()
        if b"\0" not in body:
            found.update(KEY_PATTERN.findall(body.decode()))
    start = git(repository, "rev-parse", "--abbrev-ref", "HEAD").strip()
    for commit in git(repository, "rev-list", "--branches", "--tags").split():
        git(repository, "checkout", "--quiet", "--force", commit)
        for name in git(repository, "ls-files", "-z").split("\0"):
            file = repository / name
            if file.is_file() and b"\0" not in file.read_bytes():
                found.update(KEY_PATTERN.findall(file.read_text(encoding="utf-8")))
    git(repository, "checkout", "--quiet", "--force", start)
    return list(found)
