"""JupyterLite's own build: notebook pages around the course's files, Pyodide and the wheels."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from course_utils.learner.copies import course_files, for_learner
from course_utils.learner.units import Course, read_course
from start import without_settings
from tests.checkout import ROOT
from tests.site import SiteError
from tests.site.compiling import add_bytecode
from tests.site.lock import KERNEL, OURS, make_lock, read_wheel

APPS = ("notebooks", "tree", "edit")
KERNEL_EXTENSION = "@jupyterlite/pyodide-kernel-extension"
OVERRIDES = {
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/docmanager-extension:plugin": {
        "autosaveInterval": 1,
        "defaultViewers": {"markdown": "Markdown Preview"},
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
"""As the installed course has them; but saved at once, since a page is closed sooner than a server is stopped."""

NOT_FOR_A_PAGE = re.compile(
    r"jedi/third_party/(?:django-stubs|typeshed/stubs)/"
    r"|course_utils/content/"
    r"|sqlalchemy/(?:dialects/(?:mssql|mysql|oracle)|testing)/"
    r"|[^/]+\.dist-info/RECORD"
)
"""What a page would load for nothing: type hints of packages that it does not have, the lessons a second time, and
what speaks with databases that it can't reach. Lists of a wheel's files are long, too, and nobody uninstalls one there."""

IPYTHON_SETTINGS = "/lib/python3.14/site-packages/course_utils/in_page/ipython"
"""Where a page's Python finds what its kernel loads first: what hides keys, as where the course is installed."""

TO_READ = "What such a cell says is on the first page, under *Read only*."

OUR_EXTENSION = Path(__file__).with_name("course-page")
STORAGE_PREFIX = "API keys course "


def storage_name(version: str) -> str:
    """Name what a browser keeps a learner's files in: each version of the course has its own."""
    return STORAGE_PREFIX + version


def build_lite(
    output: Path,
    folder: Path,
    core: Mapping[str, bytes],
    kernel: Path,
    wheels: Iterable[Path],
    version: str,
) -> None:
    """Build the notebook pages into `output`, laying out in `folder` what JupyterLite takes.

    Raises:
        SiteError: JupyterLite could not, or a wheel is missing.
    """
    extension = kernel / "share" / "jupyter" / "labextensions" / KERNEL_EXTENSION
    lay_out_files(folder / "files")
    _lay_out_pyodide(folder / "static" / "pyodide", core, [*wheels, *kernel_wheels(extension)])
    _write(folder / "jupyter-lite.json", page_settings(version))
    _write(folder / "overrides.json", OVERRIDES)
    build = {
        "apps": APPS,
        "contents": ["files"],
        "output_dir": str(output),
        "cache_dir": str(folder / "cache"),
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "ignore_sys_prefix": ["federated_extensions", "translation"],
        "federated_extensions": [str(extension), str(OUR_EXTENSION)],
    }
    _write(folder / "jupyter_lite_config.json", {"LiteBuildConfig": build})
    ended = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(folder)],
        cwd=folder,
        env={**without_settings(os.environ), "PYTHONPATH": str(kernel)},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise SiteError(f"JupyterLite could not build:\n{ended.stdout}{ended.stderr}")


def kernel_wheels(extension: Path) -> list[Path]:
    """Give the wheels that JupyterLite's kernel brings along, without those of widgets."""
    wheels = sorted((extension / "static" / "pypi").glob("*.whl"))
    return [wheel for wheel in wheels if not wheel.name.startswith("widgets")]


def lay_out_files(folder: Path) -> None:
    """Copy what a learner gets. JupyterLite shows a picture only where its file is plain ASCII, or no text."""
    notes = notes_of(read_course(ROOT))
    for path in course_files(ROOT):
        content = for_learner(path, (ROOT / path).read_bytes())
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(with_note(content, notes[path]) if path in notes else content)
    for drawing in folder.rglob("*.svg"):
        drawing.write_bytes(drawing.read_text("utf-8").encode("ascii", "xmlcharrefreplace"))


def notes_of(course: Course) -> dict[PurePosixPath, str]:
    """Give what is said below the titles of notebooks: what of them needs the installed course."""
    notes = {}
    for unit in course.units:
        if unit.installed:
            notes[unit.lesson_path] = f"{unit.installed} {TO_READ}"
        if unit.exercise_path and unit.exercise_installed:
            notes[unit.exercise_path] = unit.exercise_installed
    return notes


def with_note(notebook_file: bytes, note: str) -> bytes:
    """Say a note below a notebook's title."""
    notebook = json.loads(notebook_file)
    first = notebook["cells"][0]
    title, _, others = "".join(first["source"]).partition("\n")
    first["source"] = f"{title}\n\n> {note}\n{others}"
    return json.dumps(notebook).encode()


def _lay_out_pyodide(folder: Path, core: Mapping[str, bytes], wheels: list[Path]) -> None:
    folder.mkdir(parents=True)
    for name, content in core.items():
        (folder / name).write_bytes(content)
    for wheel in wheels:
        copy_without_needless(wheel, folder / wheel.name)
    _write_lock(folder, core["pyodide-lock.json"])
    add_bytecode(folder)
    _write_lock(folder, core["pyodide-lock.json"])


def copy_without_needless(wheel: Path, copy: Path) -> None:
    with zipfile.ZipFile(wheel) as given, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
        for each in given.infolist():
            if not NOT_FOR_A_PAGE.match(each.filename):
                made.writestr(each, given.read(each))


def _write_lock(folder: Path, pyodide: bytes) -> None:
    wheels = map(read_wheel, sorted(folder.glob("*.whl")))
    _write(folder / "pyodide-lock.json", make_lock(pyodide, wheels))


def page_settings(version: str) -> dict[str, object]:
    """Give JupyterLite's settings: where a browser keeps files, and that nothing comes from elsewhere."""
    name = storage_name(version)
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": [*KERNEL, OURS],
            "env": {"HOME": "/home/pyodide", "IPYTHONDIR": IPYTHON_SETTINGS},
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "API keys",
            "contentsStorageName": name,
            "settingsStorageName": f"{name} settings",
            "workspacesStorageName": f"{name} workspaces",
            "enableMemoryStorage": True,
            "litePluginSettings": {f"{KERNEL_EXTENSION}:kernel": kernel},
        },
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
