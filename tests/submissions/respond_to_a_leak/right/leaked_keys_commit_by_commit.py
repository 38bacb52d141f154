# Takes every commit's files one after the other.
# cell: leaked_keys
def leaked_keys(repository):
    found = set()
    for commit in git(repository, "rev-list", "--branches", "--tags").split():
        names = git(repository, "ls-tree", "-r", "-z", "--name-only", commit)
        for name in names.split("\0")[:-1]:
            text = git(repository, "show", f"{commit}:{name}")
            if "\0" not in text:
                found |= set(KEY_PATTERN.findall(text))
    for name in git(repository, "ls-files", "-z").split("\0")[:-1]:
        try:
            text = (repository / name).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            continue
        if "\0" not in text:
            found.update(match.group() for match in KEY_PATTERN.finditer(text))
    return sorted(found)
