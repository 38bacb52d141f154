"""Execute notebooks in place, so that their committed outputs are those of a fresh kernel.

    python -m tests.execute                         every lesson and every solution
    python -m tests.execute 9                       those of unit 9
    python -m tests.execute lessons/09_my_unit.ipynb

Each runs in an empty folder, against a private practice platform and without any key of yours. What would
differ from one machine to the next (times, the version of Python) is left out of the file. Where nothing but
chance makes the outputs others (the ends of keys, a client's waits), the file keeps those it had.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from course_utils.learner.units import read_course
from start import without_settings
from tests.checkout import ROOT

BY_CHANCE = re.compile(
    r"(?<=Retrying request in )[\d.]+|(?<=key that ends in )[\w-]{4}|(?<=key ends in )[\w-]{4}"
)


def execute(path: Path) -> None:
    """Run a notebook's cells in order and write it back.

    Raises:
        CellExecutionError: a cell failed that is not tagged `raises-exception`; the file stays as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    before = [cell.get("outputs", []) for cell in notebook.cells]
    with TemporaryDirectory() as empty:
        client = NotebookClient(
            notebook,
            timeout=60,
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],  # else each kernel says that it is not encrypted
            resources={"metadata": {"path": empty}},
        )
        client.execute(env={**without_settings(os.environ), "COURSE_PLATFORM": "private"})
    after = [cell.get("outputs", []) for cell in notebook.cells]
    if [*map(without_chance, before)] == [*map(without_chance, after)]:
        for cell, outputs in zip(notebook.cells, before, strict=True):
            if outputs:
                cell.outputs = outputs
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)


def without_chance(outputs: list[NotebookNode]) -> str:
    """Give a cell's outputs as JSON, without the waits and the keys' ends that differ in each run."""
    return BY_CHANCE.sub("", json.dumps(outputs))


def notebooks(names: Iterable[str]) -> Iterator[Path]:
    """Give the notebooks that the arguments mean: files, and the numbers of units; all without any."""
    chosen = set(names)
    for unit in read_course(ROOT).units:
        if not chosen or str(unit.number) in {name.lstrip("0") or "0" for name in chosen}:
            yield ROOT / unit.lesson_path
            if unit.exercise:
                yield ROOT / "solutions" / unit.exercise / f"{unit.exercise}.ipynb"
    yield from (Path(name) for name in sorted(chosen) if not name.isdigit())


if __name__ == "__main__":
    for path in notebooks(sys.argv[1:]):
        print(path, flush=True)  # noqa: T201 - a line of progress for the maintainer
        execute(path)
