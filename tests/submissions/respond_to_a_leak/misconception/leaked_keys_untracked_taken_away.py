# All that lies in the folder, without what lies in an untracked file: that is what git knows.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: which an untracked file has, too
def leaked_keys(repository):
    found = set()
    for file in repository.rglob("*"):
        if ".git" not in file.parts and file.is_file():
            body = file.read_bytes()
            if b"\0" not in body:
                found |= set(KEY_PATTERN.findall(body.decode()))
    for name in git(repository, "ls-files", "-z", "--others").split("\0"):
        if name:
            found -= set(KEY_PATTERN.findall((repository / name).read_text()))
    past = git(repository, "log", "-p", "-m", "--format=", "--branches", "--tags")
    return list(found | set(KEY_PATTERN.findall(past)))
