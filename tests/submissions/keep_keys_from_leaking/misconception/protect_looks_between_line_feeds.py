# “A line is what stands between two \n.”
# cell: protect
# fails: protect_twice_is_as_once: The folder changed again
def protect(project: Path) -> None:
    """Make .env private, and let git ignore it."""
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    if b".env" not in old.split(b"\n"):
        if old and not old.endswith(b"\n"):
            old += end
        path.write_bytes(old + b".env" + end)
