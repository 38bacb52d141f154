# Lets git look for the beginning of keys in every commit.
# cell: leaked_keys
def leaked_keys(repository):
    commits = git(repository, "rev-list", "--branches", "--tags").splitlines()
    looks = ["grep", "-I", "-h", "-e", "sk-"]
    texts = []
    for place in ([], *([commit] for commit in commits)):
        ran = subprocess.run(["git", *looks, *place], cwd=repository, capture_output=True, text=True)
        texts.append(ran.stdout)
    return list(dict.fromkeys(KEY_PATTERN.findall("\n".join(texts))))
