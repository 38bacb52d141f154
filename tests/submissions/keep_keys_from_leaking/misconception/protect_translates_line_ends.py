# “Text is text.”
# cell: protect
# fails: protect_keeps_what_was_there: are not as they were
def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if ".env" not in lines:
        path.write_text("\n".join([*lines, ".env", ""]), encoding="utf-8")
