# “The key must not lie in the folder.”
# cell: protect
# fails: protect_keeps_what_was_there: .env has changed
# fails: protect_twice_is_as_once: The folder changed again
def protect(project):
    (project / ".env").chmod(0o600)
    (project / ".env").rename(project / "env.secret")
    (project / "env.secret").chmod(0o600)
    (project / ".env").write_text("# see env.secret\n")
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".env\n")
