"""Pyodide's lock file: for each wheel what imports need it, and which others it needs.

Pyodide loads what a cell imports, by this file, before the cell runs. Where a wheel that another needs is not in it,
a notebook's kernel waits for ever without a word: so that is refused here.
"""

import hashlib
import json
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.checkout import ROOT
from tests.site import SiteError

PAGE = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
    "extra": "",
}
"""What a requirement's marker meets in a page."""

OURS = "api-keys-course"
KERNEL = ("comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel")
"""What JupyterLite's kernel asks for by name when it starts."""


@dataclass(frozen=True)
class Wheel:
    """What a lock file says of a wheel, read from the wheel itself. Names are normalized, with dashes."""

    path: Path
    name: str
    version: str
    needs: frozenset[str]
    imports: tuple[str, ...]


def read_wheel(path: Path) -> Wheel:
    with zipfile.ZipFile(path) as archive:
        files = archive.namelist()
        place = next(name for name in files if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(place).decode())
    required = map(Requirement, metadata.get_all("Requires-Dist") or [])
    needs = {
        canonicalize_name(each.name)
        for each in required
        if each.marker is None or each.marker.evaluate(PAGE)
    }
    tops = {name.partition("/")[0] for name in files}
    imports = {top.partition(".")[0] for top in tops if not top.endswith((".dist-info", ".data"))}
    name = canonicalize_name(metadata["Name"])
    return Wheel(path, name, metadata["Version"], frozenset(needs), tuple(sorted(imports)))


def page_packages() -> frozenset[str]:
    """Name what `pyproject.toml` says that the course needs in a page: less than where it is installed."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked_for = groups["dependency-groups"]["page"]
    return frozenset(canonicalize_name(Requirement(line).name) for line in asked_for)


def make_lock(pyodide: bytes, wheels: Iterable[Wheel]) -> dict[str, Any]:
    """Make the lock file of a site that has these wheels and no others.

    Args:
        pyodide: the lock file that Pyodide comes with, of which only what it says of itself is kept.
        wheels: those of the site; of the course's own what it needs is `page_packages`.

    Raises:
        SiteError: a wheel needs one that is not there.
    """
    by_name = {wheel.name: wheel for wheel in wheels}
    needs = {
        name: page_packages() if name == OURS else wheel.needs for name, wheel in by_name.items()
    }
    wanted = {*KERNEL, OURS}.union(*needs.values())
    if missing := sorted(wanted - by_name.keys()):
        raise SiteError(
            f"The page needs {', '.join(missing)}, and has no wheel of it. Run `make pins`, then build again."
        )
    packages = {name: _entry(wheel, needs[name]) for name, wheel in sorted(by_name.items())}
    return {**json.loads(pyodide), "packages": packages}


def _entry(wheel: Wheel, needs: frozenset[str]) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": wheel.path.name,
        "sha256": hashlib.sha256(wheel.path.read_bytes()).hexdigest(),
        "package_type": "package",
        "install_dir": "site",
        "imports": list(wheel.imports),
        "depends": sorted(needs),
        "unvendored_tests": False,
    }
