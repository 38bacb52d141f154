# Lets git say whether the rule is there, and replaces the file in one go.
# cell: protect
import os
import subprocess


def protect(project):
    os.chmod(project / ".env", 0o600)
    asked = ["git", "-C", str(project), "check-ignore", "-q", ".env"]
    if subprocess.run(asked, check=False).returncode == 0:
        return
    path = project / ".gitignore"
    old = path.read_bytes() if path.exists() else b""
    between = b"" if not old or old.endswith(b"\n") else b"\n"
    new = project / ".gitignore.new"
    new.write_bytes(old + between + b".env\n")
    os.replace(new, path)
