# A command is split at its spaces, those of the folder's name too.
# cell: protect
# fails: protect_shuts_the_file: It had 0o666, and now 0o666, not 0o600. Only you may read and write
import subprocess


def protect(project: Path) -> None:
    """Make .env private, and let git ignore it."""
    ignore = project / ".gitignore"
    old = ignore.read_bytes() if ignore.exists() else b""
    if b".env" not in old.splitlines():
        if old and not old.endswith(b"\n"):
            old += b"\n"
        ignore.write_bytes(old + b".env\n")
    command = f"chmod 600 {project}/.env".split()
    subprocess.run(command, capture_output=True, check=False)
