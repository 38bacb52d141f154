# “A file ends with a line end.”
# cell: protect
# fails: protect_begins_a_new_line: The lines are now
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" not in old.splitlines():
        path.write_bytes(old + b".env\n")
