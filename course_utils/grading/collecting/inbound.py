"""What is to be believed of the names in the exchange's `inbound/`, where each learner writes and calls things at will.

A folder's name says who handed in, and when. Who it was is believed where all of it belongs to that student's account
(or to `jupyter-STUDENT`, as The Littlest JupyterHub calls it); when, where something in it was last changed about then,
which its owner can't set: else that change counts. What is yours, or root's, is a copy, and its names are believed, but
for a time that was not yet. So they are where all belongs to one other account that none of the names is of, as with
a JupyterHub that has one for everybody, or in an archive: there owners say nothing.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from course_utils.grading.collecting.archives import Member
from course_utils.grading.collecting.names import Named, read_name
from course_utils.grading.collecting.rosters import Group
from course_utils.grading.collecting.works import students_of
from course_utils.grading.coursework.timestamps import read_timestamp

if sys.platform != "win32":
    import pwd

_ABOUT = timedelta(minutes=10)
"""Copying what is handed in takes a while, and clocks differ."""


@dataclass
class _Folder:
    """Somebody's folder: when something in it was last changed, and whose accounts it belongs to."""

    changed: float = 0.0
    owners: set[int] = field(default_factory=set)


class Inbound:
    """Tells what to believe of files on disk; of other folders than the exchange's, and of archives, all."""

    def __init__(self, handed_in: Sequence[Member], wrapper: PurePosixPath) -> None:
        self._wrapper = wrapper
        self._folders: dict[str, _Folder] = {}
        names = set()
        for member in handed_in:
            named = self._named(member)
            if named.scheme == "exchange" and member.listed:
                names.add(named.person)
                folder = self._folders.setdefault(self._called(member), _Folder())
                folder.changed = max(folder.changed, member.listed.changed)
                folder.owners |= member.listed.owners
        owners = {owner for folder in self._folders.values() for owner in folder.owners}
        self._copied = {
            0,
            os.getuid() if owners else 0,
        }  # Windows has neither numbers nor an exchange
        if len(owners) == 1 < len(names) and not names & set(map(_account, owners)):
            self._copied |= owners

    def why_not(self, member: Member, owner: str | Group | None) -> str:
        """Tell why a file is not from whom its name says."""
        if member.listed is None or not self._folders:
            return ""
        theirs = {f"{before}{who}" for who in students_of(owner) for before in ("", "jupyter-")}
        strangers = sorted(set(map(_account, member.listed.owners - self._copied)) - theirs)
        if not strangers:
            return ""
        return (
            f"it belongs to the account {strangers[0]}, and is called as somebody else's: perhaps {strangers[0]} "
            "pretends to be them. If you know better, make a copy of inbound/ that is yours, and collect that"
        )

    def moment(self, member: Member) -> str:
        """Give when a file was handed in, "" where that is not told."""
        return self.dated(self._named(member), member).time

    def dated(self, named: Named, member: Member) -> Named:
        """Put in the time that counts."""
        if named.scheme != "exchange" or member.listed is None:
            return named
        folder = self._folders[self._called(member)]
        changed = datetime.fromtimestamp(folder.changed, UTC).replace(tzinfo=None)
        said, _ = read_timestamp(named.time.encode(), "")
        copied = folder.owners <= self._copied
        if said and said <= changed + _ABOUT and (copied or said >= changed - _ABOUT):
            return named
        doubt = f"handed in at {changed:%Y-%m-%d %H:%M:%S} UTC, when it was last changed: its name says {named.time}"
        return replace(named, time=f"{changed:%Y-%m-%d %H:%M:%S.%f} UTC", doubt=doubt)

    def _called(self, member: Member) -> str:
        return member.path.relative_to(self._wrapper).parts[0]

    def _named(self, member: Member) -> Named:
        return read_name(member.path.relative_to(self._wrapper))


def _account(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"number {number}"
