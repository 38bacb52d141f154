"""What may be wrong with `.env`: its name, who can read it, whether git has it."""

import os
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from course_utils.keys import BEGINNING
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.loading import NAME, values_in
from course_utils.leaks.saving import git
from course_utils.leaks.text import find_keys

ABOUT = ".env"

_OTHER_NAMES = (".env.txt", "env.txt", "env", ".env.env", "_env", ".evn", ".env .txt")
"""What editors and systems make of the name, the first most often: Windows hides the ending."""

_OF_OTHERS = 0o077

_BROKEN = tuple(
    (re.compile(form, re.IGNORECASE), what)
    for form, what in (
        (r"(?:set|setx|setenv|const|let|var|-e|env)\s|\$", "is a command or a program's line"),
        (rf"[\"']?{NAME}[\"']?\s*:", "has a colon in the place of the sign ="),
        (
            rf"(?:export\s+)?{NAME}\s*=",
            "opens a quote and does not close it, or has more behind it",
        ),
        (rf"(?:export\s+)?{NAME}\Z", "has a name and no value"),
        (rf"(?:export\s+)?{NAME}", "has no sign = behind the name"),
        (rf"{BEGINNING}\S+\Z", "is a key without a name"),
        (r"", "is no name, sign = and value"),
    )
)
"""What people write for the key, and what of it is told; the last one takes all that is left."""


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
        found = values_in(file)
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: value for name, value in found.items() if value is not None}


def examine(file: Path | None, folder: Path) -> Iterator[Diagnosis]:
    yield from _misnamed(file, folder)
    yield from _a_folder(folder / ".env")
    if file is not None:
        yield from _broken_lines(file)
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


def _a_folder(path: Path) -> Iterator[Diagnosis]:
    if path.is_dir():
        yield Diagnosis(
            ABOUT,
            "look",
            f"{path} is a folder. No key can stand in it, and no file can have its name.",
            "If it is an environment of Python, make it anew as .venv, and take this one away.",
        )


def _broken_lines(file: Path) -> Iterator[Diagnosis]:
    """Tell the lines that were meant for the key and that nobody reads."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return  # told where the key is looked for
    for line in parse_stream(StringIO(text)):
        if broken := _what_is_broken(line):
            yield Diagnosis(
                ABOUT,
                "problem",
                f"Line {line.original.line} of {file} {broken}, so it is not read.",
                f"Write {NAME}= and the key right behind it, without anything else on the line.",
            )


def _what_is_broken(line: Binding) -> str:
    written = line.original.string.strip()
    if not (NAME in written or written.startswith(BEGINNING) or find_keys(written)):
        return ""
    is_read = line.key is not None and line.value is not None
    if is_read and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", str(line.key)):
        return ""
    return next(what for form, what in _BROKEN if form.match(written))


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
