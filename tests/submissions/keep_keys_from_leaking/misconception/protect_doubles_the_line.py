# “Once more does no harm.”
# cell: protect
# fails: protect_twice_is_as_once: The folder changed again
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".env\n")
