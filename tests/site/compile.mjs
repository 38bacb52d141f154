// node compile.mjs PYODIDE OUTPUT: do what a notebook does first, and put the bytecode of all that was imported into
// an archive, OUTPUT/compiled.zip, by its place among Python's packages.
import { pathToFileURL } from 'node:url';

const [pyodide, output] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
const packages = Object.keys(python.lockfile.packages);
await python.loadPackage(packages, { messageCallback: () => undefined });
python.FS.mkdir('/output');
python.FS.mount(python.FS.filesystems.NODEFS, { root: output }, '/output');
python.runPython(`
import sys

sys.dont_write_bytecode = False

import piplite.piplite
import pyodide_kernel
from course_utils import MODEL, check, practice_platform, predict, quiz
from openai import OpenAI

practice_platform()
OpenAI().chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hello"}])

import importlib.util
import zipfile
from pathlib import Path

UNCHECKED = (1).to_bytes(4, "little")  # its source is not asked whether it is newer: a page unpacks it anew each time

packages = Path(piplite.__file__).parents[1]
with zipfile.ZipFile("/output/compiled.zip", "w") as archive:
    for path in sorted(packages.rglob("__pycache__/*.pyc")):
        source = path.parents[1] / f"{path.name.partition('.')[0]}.py"
        code = path.read_bytes()
        whole = code[:4] + UNCHECKED + importlib.util.source_hash(source.read_bytes()) + code[16:]
        archive.writestr(zipfile.ZipInfo(path.relative_to(packages).as_posix()), whole)
`);
