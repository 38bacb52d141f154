# Text files are those with the endings of text files.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: .env, which
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for name in git(repository, "ls-files", "-z").split("\0"):
        file = repository / name
        if file.is_file() and file.suffix in (".py", ".md", ".txt", ".env"):
            body = file.read_bytes()
            if b"\0" not in body:
                found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
