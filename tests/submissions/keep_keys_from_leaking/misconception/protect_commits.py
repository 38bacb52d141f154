# “A rule that is not committed helps nobody.”
# cell: protect
# fails: protect_keeps_what_was_there: A commit was made
def protect(project):
    import subprocess

    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    if b".env" not in old.splitlines():
        between = b"" if not old or old.endswith(b"\n") else b"\n"
        path.write_bytes(old + between + b".env\n")
        me = ["-c", "user.name=me", "-c", "user.email=me@example.com"]
        subprocess.run(["git", "add", ".gitignore"], cwd=project, check=True)
        subprocess.run(["git", *me, "commit", "-qm", "Ignore .env"], cwd=project, check=True)
