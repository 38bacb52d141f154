"""Execute notebooks in place, so that their committed outputs are those of a fresh kernel.

    python -m tests.execute lessons/*.ipynb

Each runs against a private practice platform and without any key of yours. What would differ from one
machine to the next (times, the version of Python) is left out of the file.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from start import without_settings


def execute(path: Path) -> None:
    """Run a notebook's cells in order and write it back.

    Raises:
        CellExecutionError: a cell failed that is not tagged `raises-exception`; the file stays as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=60,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": path.parent}},
    )
    client.execute(env={**without_settings(os.environ), "COURSE_PLATFORM": "private"})
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, flush=True)  # noqa: T201 - a line of progress for the maintainer
        execute(Path(name))
