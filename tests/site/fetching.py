"""What others made and the site carries: Pyodide's core and wheels, held to their hashes and kept for the next build."""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from tests.checkout import ROOT
from tests.site import SiteError

PINS = ROOT / "requirements-site.txt"
PLATFORM = "pyemscripten_2026_0_wasm32"
"""The tag of wheels that are compiled for the Pyodide below (PEP 783)."""


@dataclass(frozen=True)
class NpmPackage:
    """A version of a package on npm's registry, and the digest that the registry gives for it."""

    name: str
    version: str
    integrity: str


PYODIDE = NpmPackage(
    "pyodide",
    "314.0.7",
    "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==",
)
CORE = (
    "pyodide-lock.json",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide.mjs",
    "python_stdlib.zip",
)

KERNEL = (
    "jupyterlite-pyodide-kernel==0.8.6 "
    "--hash=sha256:c9e698420e7f95f156c09c1474898ee6727b35b1740b369cb5f5aaa59ea73d3f"
)
"""JupyterLite's kernel, as pip reads it. Not among the pins of tests: beside JupyterLab it would be loaded there, too."""


def fetch_core(package: NpmPackage, cache: Path) -> dict[str, bytes]:
    """Give the files of Pyodide's core that a page loads.

    Raises:
        SiteError: npm is not there or could not, or what it brought is not what is pinned.
    """
    archive = cache / f"{package.name}-{package.version}.tgz"
    if not archive.is_file() or integrity_of(archive) != package.integrity:
        _run_npm("pack", f"{package.name}@{package.version}", "--pack-destination", str(cache))
    if integrity_of(archive) != package.integrity:
        raise SiteError(
            f"{archive.name} is not the one that is pinned in {Path(__file__).name}: it has another digest. "
            f"Delete {archive} and build again; where it stays so, do not use it."
        )
    with tarfile.open(archive) as members:
        return {name: _read(members, name) for name in CORE}


def integrity_of(path: Path) -> str:
    """Give a file's digest as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def _read(members: tarfile.TarFile, name: str) -> bytes:
    member = members.extractfile(f"package/{name}")
    assert member is not None, name
    with member:
        return member.read()


def _run_npm(*arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SiteError("Pyodide comes from npm, which is not here: install Node.js, then again.")
    ended = subprocess.run([npm, *arguments], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise SiteError(f"npm could not fetch Pyodide:\n{ended.stderr.strip()}")


def fetch_wheels(pins: Path, cache: Path) -> list[Path]:
    """Give the wheels that are pinned, pip having checked their hashes.

    Raises:
        SiteError: pip could not; its own words say why.
    """
    folder = cache / f"wheels-{hashlib.sha256(pins.read_bytes()).hexdigest()[:16]}"
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _run_pip(
            *("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"),
            *("--implementation", "cp", "--python-version", "3.14", "--platform", PLATFORM),
            *("--abi", "cp314", "--abi", "abi3", "--abi", "none"),
            *("--dest", str(unfinished), "--requirement", str(pins)),
        )
        unfinished.rename(folder)
    return sorted(folder.glob("*.whl"))


def fetch_kernel(cache: Path) -> Path:
    """Give a folder with JupyterLite's kernel, laid out as in an environment; it is a path to import from, too.

    Raises:
        SiteError: pip could not; its own words say why.
    """
    folder = cache / f"kernel-{hashlib.sha256(KERNEL.encode()).hexdigest()[:16]}"
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        pin = unfinished / "pin.txt"
        pin.write_text(KERNEL, encoding="utf-8")
        _run_pip(
            *("install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"),
            *("--target", str(unfinished), "--requirement", str(pin)),
        )
        unfinished.rename(folder)
    return folder


def _run_pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise SiteError(f"pip could not fetch what the page is made of:\n{ended.stderr.strip()}")


def build_course_wheel(folder: Path) -> Path:
    """Build the course's own wheel from what git has here, changes that are not committed included."""
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "uv", "build", "--wheel", "--no-build-isolation", "-o", folder, "."],
        cwd=source,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel
