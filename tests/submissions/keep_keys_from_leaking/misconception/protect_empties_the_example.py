# “The example gets no values, so I write it anew.”
# cell: protect
# fails: protect_keeps_what_was_there: .env.example has changed
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
    ignore.write_bytes(old + rule + b"\n")
    example = project / ".env.example"
    if example.exists():
        example.write_text("OPENAI_API_KEY=\n", encoding="utf-8")
