"""A script as a learner's answer: the cell that writes it, and what stands in it."""

import ast
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import PurePosixPath
from tokenize import detect_encoding

from course_utils.checks.outcomes import NotAttempted, NotYet
from course_utils.checks.sources import Sources

_CELL = re.compile(
    r"\s*%%(?:writefile|file)[ \t]+(?P<more>(?:-a|--append)[ \t]+)?(?P<name>\S[^\n]*)\n(?P<text>.*)",
    re.DOTALL,
)

_OFFERED = "MODEL"
"""What a script may take from `course_utils`; all else runs beside a lesson, or answers a task."""


@dataclass(frozen=True)
class Script:
    """A script that a `%%writefile` cell writes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The script as Python reads it.

        Raises:
            NotYet: Python can't read it, or reads it as another text than it shows.
        """
        try:
            encoding = _other_encoding(self.text)
            tree = ast.parse(self.text.removeprefix("\ufeff"))  # as Python does with a file
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = f"Line {error.lineno}: " if isinstance(error, SyntaxError) else ""
            said = error.msg if isinstance(error, SyntaxError) else str(error)
            raise NotYet(
                f"Python can't read {self.name}. {line}{said}.",
                why="The slip may be just before it.",
                task=self.name,
            ) from None
        if encoding:
            raise NotYet(
                f"{self.name} says that it is written in {encoding}, and Python reads other words in it than you.",
                why="A %%writefile cell writes UTF-8, which needs no line about it: take that line out.",
                task=self.name,
            )
        return tree

    def calls_into(self, modules: Container[str]) -> bool:
        """Tell whether it calls something that it imports from one of these modules, under any alias."""
        names = Sources([self.text])
        return any(
            name.partition(".")[0] in modules
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call)
            for name in names.dotted(node.func)
        )


def _other_encoding(text: str) -> str:
    """Give the encoding that a file names in its first two lines, if it makes another program of it; else "".

    Letters beyond ASCII may differ: what Python takes for its own, and what a key consists of, does not.
    """
    written = re.sub(r"\r\n?", "\n", text).encode("utf-8", "replace")
    encoding, _ = detect_encoding(BytesIO(written).readline)
    read = written.decode(encoding, "replace")
    same = read.encode("ascii", "ignore") == written.decode("utf-8-sig").encode("ascii", "ignore")
    return "" if same else encoding


def find_script(cells: Sequence[str], name: str) -> Script:
    """Find a script in a notebook's cells: the latest that writes it, and those that add to it.

    Raises:
        NotYet: no cell writes it, or it takes something from the course itself.
        NotAttempted: it is as it was given.
    """
    text: str | None = None
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found and _is_named(found["name"], name):
            text = (text or "") + found["text"] if found["more"] else found["text"]
    if text is None:
        raise NotYet(
            f"no cell that ran begins with `%%writefile {name}`.",
            why="That line comes first in its cell; what is below it becomes the file.",
            task=name,
        )
    script = Script(name, text if text.endswith("\n") else f"{text}\n")
    if not _is_begun(script.tree):
        raise NotAttempted(f"{name} is still to be written.", task=name)
    if borrowed := _from_the_course(script.tree):
        raise NotYet(
            f"{name} takes {borrowed} from the course itself.",
            why=f"A script may take {_OFFERED} from there, which is a name, and nothing else: the rest is for notebooks.",
            task=name,
        )
    return script


def _is_named(given: str, name: str) -> bool:
    return str(PurePosixPath(given.strip().strip("\"'"))) == name


def _is_begun(tree: ast.Module) -> bool:
    return not all(
        isinstance(each, ast.Raise | ast.Pass)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in tree.body
    )


def _from_the_course(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [found.name for found in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{found.name}" for found in node.names]
        else:
            continue
        for name in names:
            package, _, own = name.partition(".")
            if package == "course_utils" and own != _OFFERED:
                return name
    return ""
