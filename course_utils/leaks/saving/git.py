"""Whether a file gets into a repository: git is asked, with the settings of the person whose files these are."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from course_utils import plain_git
from course_utils.leaks.saving.without_git import is_plainly_ignored

_SECONDS = 10
_TRACKED = 0
_IGNORED, _NOT_IGNORED = 0, 1
"""The exit statuses with which git says so; a file that it tracks is never ignored."""


def takes(file: Path) -> bool:
    """Tell whether git tracks a file, or would with the next `git add`; the file need not be there yet.

    Where there is a repository and git can't be asked, it does, unless a plain rule of a `.gitignore` names the file.
    """
    if not _is_in_a_repository(file):
        return False
    asked = _ask(file, "check-ignore", "--quiet", "--", str(file.resolve()))
    if asked is None or asked.returncode not in (_IGNORED, _NOT_IGNORED):
        return not is_plainly_ignored(file.resolve())
    return asked.returncode == _NOT_IGNORED


def tracks(file: Path) -> bool:
    """Tell whether a file is in git's index."""
    if not _is_in_a_repository(file):
        return False
    asked = _ask(file, "ls-files", "--error-unmatch", "--", str(file.resolve()))
    return asked is not None and asked.returncode == _TRACKED


def newly_taken(old: Path, new: Path) -> list[tuple[Path, str]]:
    """List the files of a folder that git takes once the folder is at its new place, and does not take now.

    Returns:
        Each with its path below the folder. Links are left out.
    """
    if not _is_in_a_repository(new):
        return []
    files = [(file, file.relative_to(old).as_posix()) for file in _not_taken_in(old)]
    if not files:
        return []
    paths = {str(new.resolve() / below): below for _, below in files}
    asked = _ask(new, "check-ignore", "-z", "--stdin", asked="\0".join(paths))
    ignored = {paths[path] for path in _names(asked) if path in paths}
    return [(file, below) for file, below in files if below not in ignored]


def _not_taken_in(folder: Path) -> list[Path]:
    """List the files below a folder that git ignores; all where it can't say so."""
    if _is_in_a_repository(folder):
        listed = _ask(
            folder / "any",
            "ls-files",
            "-z",
            "--others",
            "--ignored",
            "--exclude-standard",
            "--",
            ".",
        )
        if listed is not None and not listed.returncode:
            return [folder / name for name in _names(listed) if _is_a_file(folder / name)]
    return [file for file in sorted(folder.rglob("*")) if _is_a_file(file)]


def _is_a_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _names(listed: subprocess.CompletedProcess[bytes] | None) -> Sequence[str]:
    return [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name] if listed else []


def _is_in_a_repository(file: Path) -> bool:
    return any((folder / ".git").exists() for folder in file.resolve().parents)


def _ask(file: Path, *words: str, asked: str = "") -> subprocess.CompletedProcess[bytes] | None:
    """Ask git in the folder of a file; None where it can't be asked."""
    folder = next(folder for folder in file.resolve().parents if folder.is_dir())
    # the folder may belong to somebody else, as in a container: nothing of theirs is run
    command = [*plain_git.COMMAND_WITH_SETTINGS, "-c", "safe.directory=*", *words]
    try:
        return subprocess.run(  # noqa: S603 - our own words; a path stands behind --
            command,
            cwd=folder,
            env=plain_git.environment_with_settings(),
            input=os.fsencode(asked),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
