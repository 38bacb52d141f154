"""Which packages the course needs where it runs, and how those that are installed differ from them.

`start.py` installs a file of pins and names it in its stamp; there the pinned versions are what was
tested. Everywhere else the course was installed as any package is: the versions that it, and what it
needs in turn, allow are all that can be asked for.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

DISTRIBUTION = "api-keys-course"
STAMP = "set-up-complete"
"""The last file that `start.py` writes into `.venv`; its first word is the name of the pins."""


@dataclass(frozen=True)
class Need:
    """What is asked for, and which version is there: None where it is not installed."""

    requirement: Requirement
    version: str | None

    @property
    def is_met(self) -> bool:
        return self.version is not None and self.requirement.specifier.contains(
            self.version, prereleases=True
        )


def supported_pythons() -> SpecifierSet:
    """Return the Pythons that the course is made for, as `pyproject.toml` said when it was installed."""
    return SpecifierSet(metadata.metadata(DISTRIBUTION)["Requires-Python"])


def find_pins(course_home: Path, prefix: Path = Path(sys.prefix)) -> Path | None:
    """Return the file of pins in `course_home` that `start.py` installed into this environment, if it did."""
    try:
        name = (prefix / STAMP).read_text(encoding="utf-8").partition(" ")[0]
    except (OSError, UnicodeDecodeError):
        return None
    pins = course_home / name
    return pins if pins.is_file() else None


def pinned(pins: Path) -> Iterator[Need]:
    """Compare what is installed with each pin that applies to this system and Python."""
    for line in pins.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            requirement = Requirement(line.rstrip("\\ "))
            if _applies(requirement, ""):
                yield _need(requirement)


def asked_for(distribution: str = DISTRIBUTION) -> Iterator[Need]:
    """Compare what is installed with what the course asks for, what that asks for in turn, and so on."""
    todo, done = [(distribution, "")], set()
    while todo:
        name, extra = todo.pop()
        for requirement in map(Requirement, metadata.requires(name) or ()):
            if not _applies(requirement, extra) or str(requirement) in done:
                continue
            done.add(str(requirement))
            yield (need := _need(requirement))
            if need.version is not None:
                todo += [(requirement.name, extra) for extra in ("", *requirement.extras)]


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _need(requirement: Requirement) -> Need:
    try:
        return Need(requirement, metadata.version(requirement.name))
    except metadata.PackageNotFoundError:
        return Need(requirement, None)
