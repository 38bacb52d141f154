"""What only the system can give: a browser and bubblewrap."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROME_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


@dataclass(frozen=True)
class SystemProgram:
    """A program that tests need and no wheel brings; `package` is its name on Debian."""

    name: str
    package: str
    commands: tuple[str, ...]
    elsewhere: tuple[Path, ...] = ()

    def find(self) -> Path | None:
        found = (shutil.which(command) for command in self.commands)
        installed = (str(path) for path in self.elsewhere if path.exists())
        return next((Path(path) for path in (*found, *installed) if path), None)

    @property
    def remedy(self) -> str:
        if shutil.which("apt-get"):
            return f"Install it with: sudo apt-get install {self.package}"
        return f"Install {self.name} with this system's package manager."


CHROMIUM = SystemProgram("Chromium", "chromium", CHROMIUM_NAMES, (CHROME_ON_MACOS,))
BUBBLEWRAP = SystemProgram("bubblewrap", "bubblewrap", ("bwrap",))
PROGRAMS = (CHROMIUM, BUBBLEWRAP) if sys.platform == "linux" else (CHROMIUM,)


def must_be_here() -> bool:
    """Tell whether a missing program is a failure: on CI nothing may be left out unseen."""
    return sys.platform == "linux" and os.environ.get("CI") == "true"


def install_missing() -> None:
    """Install what is missing where we are root on a Debian-like system; elsewhere say how."""
    missing = [program for program in PROGRAMS if program.find() is None]
    if not missing:
        return
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        for program in missing:
            click.echo(f"No {program.name}: tests that need it are skipped. {program.remedy}")
        return
    packages = [program.package for program in missing]
    click.echo(f"You are root and tests need {' and '.join(packages)}: installing with apt-get.")
    apt_get("update")
    for package in packages:  # one at a time: what a distribution lacks must not hold up the other
        apt_get("install", "--yes", "--no-install-recommends", package)


def apt_get(*arguments: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *arguments], env=quiet, check=False)
