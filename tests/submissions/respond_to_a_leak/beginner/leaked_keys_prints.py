# Prints and gives nothing back.
# cell: leaked_keys
# fails: leaked_keys_files_as_they_lie: None
# fails: leaked_keys_every_commit: None
# fails: leaked_keys_every_branch_and_tag: None
# fails: leaked_keys_nothing_else: None
# fails: leaked_keys_each_once: None
def leaked_keys(repository):
    print(KEY_PATTERN.findall(git(repository, "log", "-p", "-m", "--branches", "--tags")))
