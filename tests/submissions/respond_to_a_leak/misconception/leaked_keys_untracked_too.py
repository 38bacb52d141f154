# Everything that lies in the folder is in the repository.
# cell: leaked_keys
# fails: leaked_keys_nothing_else: untracked
def leaked_keys(repository):
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    found = set(KEY_PATTERN.findall(past))
    for file in repository.rglob("*"):
        if ".git" not in file.parts and file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found |= set(KEY_PATTERN.findall(body.decode()))
    return list(found)
