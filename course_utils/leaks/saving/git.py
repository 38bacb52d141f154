"""Whether a file gets into a repository: git is asked, with the settings of the person whose files these are."""

import os
import subprocess
from pathlib import Path

_SECONDS = 10
_IGNORED = 0
"""The exit status with which git says so; of a file that it tracks it never does."""


def takes(file: Path) -> bool:
    """Tell whether git tracks a file, or would with the next `git add`; the file need not be there yet.

    Where there is a repository and git can't be asked, it does.
    """
    file = file.resolve()
    folder = next(folder for folder in file.parents if folder.is_dir())
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    # a program that a repository's settings name is not started for a question
    command = ["git", "-c", "core.fsmonitor=false", "check-ignore", "--quiet", "--", str(file)]
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        asked = subprocess.run(  # noqa: S603 - the path is an argument behind --
            command, cwd=folder, env=environment, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return asked.returncode != _IGNORED
