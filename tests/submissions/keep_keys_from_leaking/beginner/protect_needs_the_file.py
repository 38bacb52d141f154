# Reads a .gitignore that need not be there.
# cell: protect
# fails: protect_keeps_env_out_of_git: FileNotFoundError
# fails: protect_shuts_the_file: FileNotFoundError
# fails: protect_twice_is_as_once: FileNotFoundError
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes()
    if b".env" in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".env\n")
