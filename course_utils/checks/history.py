"""The past of a folder that a check makes. It is told to git in one go: a hundred commits cost what one does."""

from collections.abc import Mapping

from course_utils.scratch.trees import Entry

_PERSON = b"Course <course@localhost> 1793610000 +0000"
_PROGRAM = 0o111


class History:
    """Commits, branches and tags, kept here until git is told of them.

    Attributes:
        branch: the one where the folder stands; "" is none.
        files: the committed files there, as they are in its last commit.
    """

    def __init__(self) -> None:
        self.branch = "main"
        self.files: dict[str, Entry] = {}
        self._trees: list[dict[str, Entry]] = []
        self._head = 0
        self._tips: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._commits: list[bytes] = []

    def commit(
        self,
        changed: Mapping[str, Entry | None],
        *,
        branch: str,
        tag: str,
        message: str,
        merges: str,
    ) -> None:
        """Add a commit; see `Folder.commit`."""
        parent = self._tips.get(branch, self._head)
        joined = self._tips.pop(merges) if merges else 0
        tree = {**self._tree(joined), **self._tree(parent), **changed}
        files = {name: entry for name, entry in tree.items() if entry is not None}
        self._trees.append(files)
        self._commits.append(_told(len(self._trees), parent, joined, files, message))
        self._head, self.branch, self.files = len(self._trees), branch, files
        if branch:
            self._tips[branch] = self._head
        if tag:
            self._tags[tag] = self._head

    def told(self) -> bytes:
        """Give it in the language of `git fast-import`; the last commit is one of a branch."""
        assert self.branch, "git can't be told of a folder that is on no branch"
        home = f"refs/heads/{self.branch}".encode()
        begun = [b"commit %s\n%s" % (home, commit) for commit in self._commits]
        refs = {f"refs/heads/{name}": mark for name, mark in self._tips.items()}
        refs |= {f"refs/tags/{name}": mark for name, mark in self._tags.items()}
        ends = [f"reset {name}\nfrom :{mark}\n\n".encode() for name, mark in refs.items()]
        return b"".join([*begun, *ends])

    def _tree(self, mark: int) -> dict[str, Entry]:
        return self._trees[mark - 1] if mark else {}


def _told(mark: int, parent: int, joined: int, files: Mapping[str, Entry], message: str) -> bytes:
    lines = [f"mark :{mark}\n".encode(), b"author %s\ncommitter %s\n" % (_PERSON, _PERSON)]
    lines.append(_data(message.encode() + b"\n"))
    lines += [f"from :{parent}\n".encode()] if parent else []
    lines += [f"merge :{joined}\n".encode()] if joined else []
    lines.append(b"deleteall\n")
    for name, entry in files.items():
        mode = "100755" if (entry.mode or 0) & _PROGRAM else "100644"
        lines += [f"M {mode} inline {name}\n".encode(), _data(entry.body or b"")]
    return b"".join([*lines, b"\n"])


def _data(body: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(body), body)
