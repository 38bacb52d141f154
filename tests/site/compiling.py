"""Bytecode beside what a notebook imports first: compiling that took a page a quarter of the time until it answered.

Bytecode of everything would be three times as much to load, most of it for nothing.
"""

import shutil
import subprocess
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import click

from tests.site import SiteError

SCRIPT = Path(__file__).with_name("compile.mjs")


def add_bytecode(pyodide: Path) -> None:
    """Add it to the wheels in a folder that Pyodide loads from, whose lock file then has to be written anew.

    Where there is no Node.js, pages do without and answer later.

    Raises:
        SiteError: a notebook's first cell does not run in Node.js.
    """
    node = shutil.which("node")
    if node is None:
        click.echo("No Node.js here: the site's first answer takes a quarter longer.")
        return
    with TemporaryDirectory(prefix="compiled-") as output:
        _run(node, str(SCRIPT), str(pyodide), output)
        with zipfile.ZipFile(Path(output, "compiled.zip")) as compiled:
            for wheel in pyodide.glob("*.whl"):
                _add(compiled, wheel)


def _add(compiled: zipfile.ZipFile, wheel: Path) -> None:
    with zipfile.ZipFile(wheel, "a") as archive:
        sources = {*archive.namelist()}
        for each in compiled.infolist():
            if _source(each.filename) in sources:
                archive.writestr(each, compiled.read(each), zipfile.ZIP_DEFLATED, 9)


def _source(bytecode: str) -> str:
    """Name the file that bytecode was made of.

    >>> _source("openai/types/__pycache__/model.cpython-314.pyc")
    'openai/types/model.py'
    """
    path = PurePosixPath(bytecode)
    return str(path.parents[1] / f"{path.name.partition('.')[0]}.py")


def _run(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise SiteError(f"Node.js could not compile what a page loads:\n{ended.stderr.strip()}")
