# “A usual list of rules does no harm.”
# cell: protect
# fails: protect_spares_the_rest: git leaves out .vscode/data/settings.json
def protect(project: Path) -> None:
    """Make .env private, and let git ignore it."""
    (project / ".env").chmod(0o600)
    ignore = project / ".gitignore"
    rule = b".env"
    old = ignore.read_bytes() if ignore.exists() else b""
    if rule in old.splitlines():
        return
    if old and not old.endswith(b"\n"):
        old += b"\n"
    ignore.write_bytes(old + rule + b"\n*.txt\n*.json\n.vscode/\n")
