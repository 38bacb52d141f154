# One key in a line.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: the second one of a line
# fails: leaked_keys_every_commit: three in a line
def leaked_keys(repository):
    texts = [git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")]
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file() and b"\0" not in file.read_bytes():
            texts.append(file.read_text(encoding="utf-8"))
    lines = [line for text in texts for line in text.splitlines()]
    return list({hit[0] for line in lines if (hit := KEY_PATTERN.search(line))})
