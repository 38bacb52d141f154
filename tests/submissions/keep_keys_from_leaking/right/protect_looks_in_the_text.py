# With a look for the name in all of the text: it stands nowhere before, says the task.
# cell: protect
def protect(project):
    path = project / ".gitignore"
    body = path.read_bytes() if path.exists() else b""
    if b".env" not in body:
        if body and body[-1:] != b"\n":
            body += b"\n"
        path.write_bytes(body + b"/.env\n")
    (project / ".env").chmod(0o600)
