"""A scan: of files, of what is staged, or of a history, and what it tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path

from course_utils.leaks import git
from course_utils.leaks.asking_git import RepositoryError
from course_utils.leaks.files import Missed, keys_in
from course_utils.leaks.finding import Finding
from course_utils.leaks.folders import files_of, shown, why
from course_utils.leaks.text import redacted

_SHORT = 12
_BROKEN = "git cannot read it; see what is wrong with: git fsck"


@dataclass
class Report:
    """What a scan found.

    Attributes:
        leaks: the keys, but for those that a comment allows.
        allowed: those.
        missed: what could not be looked at.
        looked_at: how many files, or objects of a history.
        let_through: what could not be looked at, and somebody allows it.
    """

    leaks: list[Finding] = field(default_factory=list)
    allowed: list[Finding] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    looked_at: int = 0
    let_through: list[Missed] = field(default_factory=list)

    def let(self, patterns: Sequence[str]) -> None:
        """Take what matches one of these, as `data/*.zst`, out of what could not be looked at."""
        missed, self.missed = self.missed, []
        for each in missed:
            is_let = any(fnmatchcase(each.file, pattern) for pattern in patterns)
            (self.let_through if is_let else self.missed).append(each)

    def add(self, each: Finding | Missed) -> None:
        if isinstance(each, Missed):
            self.missed.append(replace(each, file=redacted(each.file)))
        else:
            (self.allowed if each.allowed else self.leaks).append(each)

    @property
    def exit_status(self) -> int:
        """0 nothing found, 1 a leak, 2 no leak in what could be looked at."""
        return 1 if self.leaks else 2 if self.missed else 0


def scan_files(paths: Sequence[Path]) -> Report:
    """Look at files and folders; of a folder at what git does not ignore."""
    report = Report()
    for path in (each for named in paths for each in files_of(named)):
        if isinstance(path, Missed | Finding):
            report.add(path)
            continue
        try:
            with path.open("rb") as content:
                for each in keys_in(shown(path), content):
                    report.add(each)
            report.looked_at += 1
        except (OSError, ValueError) as error:
            report.add(Missed(shown(path), why(error)))
    return report


def scan_staged(folder: Path, paths: Sequence[str]) -> Report:
    """Look at the files that the next commit changes, as they will be committed.

    Raises:
        RepositoryError: see `git.staged_files`.
    """
    report = Report()
    names: dict[str, list[str]] = {}
    for file in git.staged_files(folder, paths):
        names.setdefault(file.blob, []).append(git.printable(file.name))
    with git.contents(folder, list(names)) as objects:
        for each in (one for one in objects if one.kind != git.MISSING):
            found = list(keys_in("", each.content))
            for name in names.pop(each.identifier):
                _add(report, name, found)
                report.looked_at += 1
    for name in (name for equal in names.values() for name in equal):
        report.add(Missed(name, "git has no one content for it"))
    return report


def _add(report: Report, name: str, found: Sequence[Finding | Missed]) -> None:
    """Add what was found in a content for one of the files that have it, and what is in the file's name."""
    for each in keys_in(name, BytesIO()):
        report.add(each)
    for each in found:
        report.add(replace(each, file=f"{redacted(name)}{each.file}"))


def scan_history(folder: Path) -> Report:
    """Look at every object of a repository, each once: files, messages and names, of any branch or of none.

    Raises:
        RepositoryError: there is no repository, or no git.
    """
    report = Report()
    report.missed += [Missed(shown(folder), reason) for reason in git.left_out(folder)]
    for name, text in git.names_and_addresses(folder):
        _add(report, name, list(keys_in("", BytesIO(text))))
    found: dict[git.Object, list[Finding | Missed]] = {}
    try:
        with git.contents(folder) as objects:
            for each in objects:
                report.looked_at += 1
                if each.kind == git.MISSING:
                    report.missed.append(Missed(f"the object {each.identifier[:_SHORT]}", _BROKEN))
                elif told := list(keys_in("", each.content)):
                    found[each] = told
    except RepositoryError as error:
        report.missed.append(Missed(shown(folder), str(error)))
    origins = git.first_commits(folder, {each.identifier for each in found}) if found else {}
    for one in _oldest_first(found, origins):
        report.add(one)
    return report


def _oldest_first(
    found: dict[git.Object, list[Finding | Missed]], origins: dict[str, tuple[str, bytes]]
) -> Iterator[Finding | Missed]:
    """Tell each key of a file once, by the commit that brought it in; what no commit has comes last."""
    told = set()
    order = {blob: number for number, blob in enumerate(origins)}
    for of in sorted(found, key=lambda each: order.get(each.identifier, len(order))):
        commit, name = origins.get(of.identifier, ("", b""))
        place = redacted(git.printable(name)) or f"the {of.kind} {of.identifier[:_SHORT]}"
        for each in found[of]:
            one = replace(each, file=f"{place}{each.file}")
            if isinstance(one, Missed):
                yield one
            elif (one.file, one.value) not in told:
                told.add((one.file, one.value))
                yield replace(one, commit=commit)
