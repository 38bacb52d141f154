# Forgets that a mode is written in base 8.
# cell: protect
# fails: protect_shuts_the_file: , not 0o600
def protect(project):
    (project / ".env").chmod(600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".env\n")
