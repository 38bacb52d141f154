# Puts an anchored rule above the others.
# cell: protect
def protect(project):
    env = project / ".env"
    env.chmod(0o600)
    rules = project / ".gitignore"
    old = b""
    if rules.is_file():
        old = rules.read_bytes()
    if not old.startswith(b"/.env\n"):
        rules.write_bytes(b"/.env\n" + old)
