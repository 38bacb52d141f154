"""What may be wrong with `.env`: its name, who can read it, whether git has it."""

import os
from collections.abc import Iterator
from pathlib import Path

from dotenv import dotenv_values

from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.saving import git

ABOUT = ".env"

_OTHER_NAMES = (".env.txt", "env.txt", "env", ".env.env", "_env", ".evn", ".env .txt")
"""What editors and systems make of the name, the first most often: Windows hides the ending."""

_OF_OTHERS = 0o077


def find(folder: Path) -> Path | None:
    """Give the `.env` that a program in this folder finds: there, or in the nearest folder above."""
    return next(find_all(folder), None)


def find_all(folder: Path) -> Iterator[Path]:
    """Give each `.env` in this folder and those above it, the nearest first."""
    above = (place / ".env" for place in (folder, *folder.parents))
    return (file for file in above if file.is_file())


def values(file: Path | None) -> dict[str, str]:
    """Give the variables of a file; none where it can't be read."""
    if file is None:
        return {}
    try:
        found = dotenv_values(file, interpolate=False)
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: value for name, value in found.items() if value is not None}


def examine(file: Path | None, folder: Path) -> Iterator[Diagnosis]:
    yield from _misnamed(file, folder)
    if file is not None:
        yield from _open_to_others(file)
        yield from _in_git(file)


def _misnamed(file: Path | None, folder: Path) -> Iterator[Diagnosis]:
    for name in _OTHER_NAMES:
        other = folder / name
        if other.is_file() and any("OPENAI" in each.upper() for each in values(other)):
            yield Diagnosis(
                ABOUT,
                "look" if file else "problem",
                f"There is a file {other}. Nothing reads a file of that name.",
                "If it is meant to be .env, rename it in a terminal, where endings are shown.",
            )


def _open_to_others(file: Path) -> Iterator[Diagnosis]:
    if os.name == "posix" and file.stat().st_mode & _OF_OTHERS:
        yield Diagnosis(
            ABOUT,
            "look",
            f"Other users of this computer may read {file}.",
            f"Keep it to yourself: chmod 600 {file}",
        )


def _in_git(file: Path) -> Iterator[Diagnosis]:
    if git.tracks(file):
        yield Diagnosis(
            ABOUT,
            "problem",
            f"git tracks {file}: every copy of the repository has what is in it.",
            "Revoke the key first. Then: git rm --cached .env, and write .env into .gitignore.",
        )
    elif git.takes(file):
        yield Diagnosis(
            ABOUT,
            "look",
            f"git does not ignore {file}: the next `git add .` would take it.",
            "Write .env into .gitignore.",
        )
