"""Folders and scripts in the process that is asked for them. All that goes in and out are plain values."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from course_utils.scratch.scripts import run_fresh
from course_utils.scratch.trees import Entry, Tree, TreeError, checked, lay_out, read

PlainTree = dict[str, tuple[int | None, bytes | None]]
"""A tree as it crosses between processes: mode and body for each name."""


def plain(tree: Tree) -> PlainTree:
    return {name: (entry.mode, entry.body) for name, entry in tree.items()}


def tree_of(found: PlainTree) -> Tree:
    """Read what `plain` gave, from whoever it comes.

    Raises:
        TreeError: it is no tree.
    """
    try:
        tree = {name: Entry(body, mode) for name, (mode, body) in found.items()}
    except (AttributeError, TypeError, ValueError):
        raise TreeError("The folder could not be read.") from None
    for name, entry in tree.items():
        if not (
            isinstance(name, str)
            and isinstance(entry.mode, int | None)
            and isinstance(entry.body, bytes | None)
        ):
            raise TreeError("The folder could not be read.")
    return checked(tree)


class Here:
    """Does here what a check asks of where the learner's code runs."""

    def __init__(self) -> None:
        self._folders: dict[Path, TemporaryDirectory[str]] = {}

    def lay_out(self, tree: PlainTree, name: str) -> Path:
        """Make a folder of that name that holds the tree, and give its path."""
        parent = TemporaryDirectory(prefix="check-", ignore_cleanup_errors=True)
        folder = Path(parent.name, name)
        self._folders[folder] = parent
        lay_out(tree_of(tree), folder)
        return folder

    def change(self, folder: Path, tree: PlainTree) -> None:
        """Write more files into a folder that was laid out, over those that are there."""
        lay_out(tree_of(tree), folder)

    def read(self, folder: Path) -> PlainTree | str:
        """Give what a folder holds now, or the sentence that says why it can't be told."""
        try:
            return plain(read(folder))
        except TreeError as why:
            return str(why)

    def remove(self, folder: Path) -> None:
        """Remove a folder that was laid out."""
        parent = self._folders.pop(folder, None)
        if parent is not None:
            parent.cleanup()

    def variables_with(self, text: str) -> list[str]:
        """Give the names of this process's environment variables whose values hold a text."""
        return [name for name, value in os.environ.items() if text in value]

    def set_variables(self, values: Mapping[str, str | None]) -> dict[str, str | None]:
        """Set environment variables of this process, delete those that are None, and give what they were before.

        `TZ` sets its time zone, where the system has that, and `PWD` its working folder.
        """
        before = {name: os.environ.get(name) for name in values}
        if "PWD" in values:
            before["PWD"] = str(Path.cwd())
            os.chdir(str(values["PWD"]))
        for name, value in values.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if "TZ" in values and hasattr(time, "tzset"):
            time.tzset()
        return before

    def run(
        self, name: str, text: str, environment: Mapping[str, str], dotenv: str = ""
    ) -> tuple[int, str, str]:
        """Run a script; give its exit status, output and errors. See `scripts.run_fresh`."""
        run = run_fresh(name, text, environment, dotenv)
        return run.status, run.output, run.errors
