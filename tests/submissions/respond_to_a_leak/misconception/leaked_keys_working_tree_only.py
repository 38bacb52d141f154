# What is not there any more can't leak.
# cell: leaked_keys
# fails: leaked_keys_every_commit: Expected: {
# fails: leaked_keys_every_branch_and_tag: Expected: {
def leaked_keys(repository):
    found = set()
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file() and b"\0" not in file.read_bytes():
            found |= set(KEY_PATTERN.findall(file.read_text(encoding="utf-8")))
    return list(found)
