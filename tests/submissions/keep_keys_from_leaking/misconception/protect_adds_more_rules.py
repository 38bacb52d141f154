# “While I am here, I add what nobody commits.”
# cell: protect
# fails: protect_spares_the_rest: git leaves out venv/__pycache__
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    path.write_bytes(old + b".env\n__pycache__/\n.ipynb_checkpoints/\n")
