"""What a git repository holds: the files that it knows, what is staged, and every object of its history."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from course_utils.leaks.asking_git import RepositoryError, answered, ask, running

_OF_A_COMMIT = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
"""By these git tells a hook what the commit is made of; `git commit -a` has an index of its own."""

MISSING = "missing"
"""The kind of an object that is not here, or broken."""

_SUBMODULE = b"160000 "
_PIECE = 1 << 20


@dataclass(frozen=True)
class StagedFile:
    """A file in the index: its name as git has it, and the object with its content."""

    name: bytes
    blob: str


@dataclass(frozen=True, eq=False)
class Object:
    """An object of a repository, whose content is to be read before the next one is asked for."""

    identifier: str
    kind: str
    content: "Content"


def known_files(folder: Path) -> list[bytes] | None:
    """List what git knows or does not ignore below a folder; None where git is not asked, or ignores it all."""
    try:
        if ask(folder, "check-ignore", "--quiet", ".").returncode == 0:
            return None
        listed = ask(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except RepositoryError:
        return None
    if listed.returncode:
        return None
    return list(dict.fromkeys(filter(None, listed.stdout.split(b"\0"))))


def staged_files(folder: Path, paths: Sequence[str] = ()) -> list[StagedFile]:
    """List the files that the next commit changes.

    Raises:
        RepositoryError: there is no repository, or no git.
    """
    # outside of a repository, diff compares files
    answered(folder, "rev-parse", "--git-dir", kept=_OF_A_COMMIT)
    listed = answered(
        folder, "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=all", "--diff-filter=d", "--", *paths, kept=_OF_A_COMMIT,
    )  # fmt: skip
    fields = listed.split(b"\0")
    return [
        StagedFile(name, about.split(b" ")[3].decode())
        for about, name in zip(fields[0::2], fields[1::2], strict=False)
    ]


def left_out(folder: Path) -> list[str]:
    """Say what of a repository's history is not here, each as the end of a sentence."""
    told = []
    if answered(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        told.append("its clone is shallow; fetch the older commits with: git fetch --unshallow")
    if not ask(folder, "config", "--get-regexp", r"^remote\..*\.promisor$").returncode:
        told.append(
            "its clone is partial: objects that git fetches when it needs them are not here"
        )
    if answered(folder, "rev-parse", "--is-bare-repository").strip() != b"true":
        entries = answered(folder, "ls-files", "-z", "--stage").split(b"\0")
        for name in (each.partition(b"\t")[2] for each in entries if each.startswith(_SUBMODULE)):
            shown = printable(name)
            told.append(f"{shown} is a repository of its own; run: course scan --history {shown}")
    return told


def names_and_addresses(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give what people write that no object holds: names of branches and tags, and addresses of other repositories.

    Each text comes with what to call it.
    """
    yield "names of branches and tags", answered(folder, "for-each-ref", "--format=%(refname)")
    configured = ask(folder, "config", "--get-regexp", r"^(remote|submodule|url)\.|\.insteadof$")
    yield "the repository's configuration", configured.stdout


@contextmanager
def contents(folder: Path, identifiers: Sequence[str] | None = None) -> Iterator[Iterator[Object]]:
    """Open the contents of these objects or, without any named, of every object there is, each once."""
    which = ["--batch-all-objects", "--unordered"] if identifiers is None else []
    asked = "".join(f"{each}\n" for each in identifiers or ())
    kept = () if identifiers is None else _OF_A_COMMIT
    with running(folder, ("cat-file", "--batch", "--buffer", *which), asked, kept) as output:
        yield _objects(output)


def first_commits(folder: Path, blobs: set[str]) -> dict[str, tuple[str, bytes]]:
    """Find, for each of these blobs, the oldest commit that has it, and the file's name there."""
    found: dict[str, tuple[str, bytes]] = {}
    listed = answered(folder, "rev-list", "--all", "--reflog", "--topo-order", "--reverse")
    changes = (
        "diff-tree", "--stdin", "-r", "-m", "--root", "--raw", "-z", "--no-renames", "--no-abbrev",
        "--no-ext-diff", "--no-textconv",
    )  # fmt: skip
    with running(folder, changes, listed.decode()) as output:
        commit = ""
        fields = _fields(output)
        for field in fields:
            if field.startswith(b":"):
                blob, name = field.split(b" ")[3].decode(), next(fields, b"")
                if blob in blobs:
                    found.setdefault(blob, (commit, name))
            else:
                commit = field.decode()
    return found


def printable(name: bytes) -> str:
    """Give a file's name as it can be shown, whatever bytes it has."""
    shown = name.decode("utf-8", "backslashreplace")
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in shown)


class Content:
    """What an object holds; it is read from git's answer, never beyond its end."""

    def __init__(self, answer: IO[bytes], size: int) -> None:
        self._answer, self._left = answer, size

    def read(self, size: int) -> bytes:
        body = self._answer.read(min(size, self._left))
        self._left -= len(body)
        return body

    def skip(self) -> None:
        while self._left and self.read(_PIECE):
            pass


def _objects(answer: IO[bytes]) -> Iterator[Object]:
    while header := answer.readline():
        identifier, kind, *size = header.decode().split()
        if not size:
            yield Object(identifier, MISSING, Content(answer, 0))
            continue
        content = Content(answer, int(size[0]))
        yield Object(identifier, kind, content)
        content.skip()
        answer.read(1)


def _fields(answer: IO[bytes]) -> Iterator[bytes]:
    """Give what NULs divide, piece by piece."""
    rest = b""
    while piece := answer.read(_PIECE):
        *fields, rest = (rest + piece).split(b"\0")
        yield from fields
