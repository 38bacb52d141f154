"""What git would ignore, where there is no git to ask: only what a plain rule says, and nothing that may be tracked."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

_VERSION = 2
"""Of git's index; in others names are cut short, or more stands before them (https://git-scm.com/docs/index-format)."""


def is_plainly_ignored(file: Path) -> bool:
    """Tell whether a rule without a slash inside, such as `.env`, `*.env` or `/private/`, ignores a file.

    Where another rule takes something out again, or the file stands in git's index, it is not.
    """
    root = next((folder for folder in file.parents if (folder / ".git").is_dir()), None)
    if root is None or _may_be_tracked(file.relative_to(root).as_posix(), root / ".git" / "index"):
        return False
    rules = [*_rules(root, file)]
    return not any(rule.startswith("!") for _, rule in rules) and any(
        _names(rule, below) for below, rule in rules
    )


def _may_be_tracked(name: str, index: Path) -> bool:
    if not index.exists():
        return False
    content, written = index.read_bytes(), name.encode()
    entry = bytes([len(written) & 0xFF]) + written + b"\0"
    return int.from_bytes(content[4:8], "big") != _VERSION or entry in content


def _rules(root: Path, file: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each rule that counts for a file, with the file's path below the folder that has the rule."""
    for folder in file.parents:
        if folder.is_relative_to(root) and (rules := folder / ".gitignore").is_file():
            for line in rules.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.strip() and not line.startswith("#"):
                    yield file.relative_to(folder).parts, line.strip()


def _names(rule: str, below: tuple[str, ...]) -> bool:
    plain = rule.removeprefix("/").removesuffix("/")
    if "/" in plain:
        return False
    parts = below[:-1] if rule.endswith("/") else below
    return any(fnmatchcase(part, plain) for part in (parts[:1] if rule.startswith("/") else parts))
