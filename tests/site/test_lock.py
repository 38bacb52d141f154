import json
import zipfile
from pathlib import Path

import pytest

from tests.site import SiteError
from tests.site.lock import KERNEL, OURS, make_lock, page_packages, read_wheel

PYODIDE = json.dumps({"info": {"arch": "wasm32"}, "packages": {"numpy": {}}}).encode()
WANTED = {*KERNEL, OURS, *page_packages()}


def write_wheel(folder: Path, name: str, *needs: str, holds: str = "") -> Path:
    """Write a wheel of one module, or of the file `holds`."""
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    required = "".join(f"Requires-Dist: {need}\n" for need in needs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(holds or f"{name.replace('-', '_')}/__init__.py", "")
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{required}"
        archive.writestr(f"{name.replace('-', '_')}-1.0.dist-info/METADATA", metadata)
    return path


def test_an_import_finds_its_wheel_whatever_the_distribution_is_called(tmp_path: Path) -> None:
    wheel = read_wheel(write_wheel(tmp_path, "Some_Thing", holds="thing.cpython-314.so"))
    assert (wheel.name, wheel.imports) == ("some-thing", ("thing",))


def test_only_what_a_page_needs_is_needed(tmp_path: Path) -> None:
    needs = (
        'psutil>=7; sys_platform != "emscripten"',
        'tool; extra == "test"',
        'jsfetch; sys_platform == "emscripten"',
        "jaraco.classes>=3",
    )
    assert read_wheel(write_wheel(tmp_path, "some", *needs)).needs == {"jsfetch", "jaraco-classes"}


def test_the_lock_has_each_wheel_with_what_it_needs_and_nothing_of_a_content_network(
    tmp_path: Path,
) -> None:
    wheels = [write_wheel(tmp_path, name) for name in sorted(WANTED - {"openai"})]
    wheels += [write_wheel(tmp_path, "openai", "httpx")]
    lock = make_lock(PYODIDE, map(read_wheel, wheels))
    assert lock["packages"].keys() == WANTED
    assert lock["packages"]["openai"]["depends"] == ["httpx"]
    assert set(lock["packages"][OURS]["depends"]) == page_packages()
    assert lock["info"] == {"arch": "wasm32"}


def test_a_wheel_that_is_missing_is_named(tmp_path: Path) -> None:
    wheels = [write_wheel(tmp_path, name) for name in sorted(WANTED - {"openai"})]
    wheels += [write_wheel(tmp_path, "openai", "not-there")]
    with pytest.raises(SiteError, match="needs not-there, and has no wheel"):
        make_lock(PYODIDE, map(read_wheel, wheels))
