# “What begins with a dot is nobody's business.”
# cell: protect
# fails: protect_spares_the_rest: git leaves out .gitignore
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".*" in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".*\n!.env.example\n")
