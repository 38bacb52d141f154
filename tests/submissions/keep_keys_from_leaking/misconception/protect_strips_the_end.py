# “Empty lines at the end are nothing.”
# cell: protect
# fails: protect_keeps_what_was_there: had empty lines; now it is
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" not in old.splitlines():
        path.write_bytes((old.rstrip(b"\n") + b"\n.env\n").lstrip(b"\n"))
