# What can be read as UTF-8 is a text.
# cell: leaked_keys
# fails: leaked_keys_nothing_else: the byte 0 comes late
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        try:
            found |= set(KEY_PATTERN.findall((repository / name).read_text(encoding="utf-8")))
        except (UnicodeDecodeError, OSError):
            continue
    return list(found)
