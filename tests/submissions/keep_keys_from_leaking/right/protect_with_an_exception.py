# All kinds of .env, and an exception for the example.
# cell: protect
RULES = ["**/.env*", "!.env.example"]


def protect(project):
    (project / ".env").chmod(0o600)
    path = project / ".gitignore"
    text = ""
    if path.exists():
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    missing = [rule for rule in RULES if rule not in text.splitlines()]
    if not missing:
        return
    end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += end
    text += "".join(rule + end for rule in missing)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
