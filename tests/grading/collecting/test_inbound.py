"""nbgrader's exchange as learners may leave it: `course collect inbound` reads nothing but what they wrote themselves."""

import os
import pwd
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from course_utils.commands import main
from course_utils.grading.collecting import works
from course_utils.grading.collecting.archives import Member, members
from course_utils.grading.collecting.inbound import Inbound
from course_utils.grading.collecting.names import read_name
from course_utils.grading.coursework.strangers_files import Listed
from course_utils.notebooks.reading import UnreadableError
from tests.grading.collecting.test_collect import there
from tests.grading.course import CourseOnDisk

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ADA, BOB = pwd.getpwnam("daemon"), pwd.getpwnam("nobody")


def handed_in(name: str, *owners: int, at: datetime = NOW, changed: datetime = NOW) -> Member:
    """Give a file of a folder in the exchange that is called so and belongs to these."""
    path = PurePosixPath(f"{name}+arithmetic+{at:%Y-%m-%d %H:%M:%S.%f} UTC+x/arithmetic.ipynb")
    listed = Listed(Path(), path, changed=changed.timestamp(), owners=frozenset(owners))
    return Member(path, listed=listed)


@pytest.mark.parametrize(
    ("name", "owners", "is_theirs"),
    [
        (ADA.pw_name, (ADA.pw_uid,), True),
        (ADA.pw_name, (BOB.pw_uid,), False),
        (ADA.pw_name, (ADA.pw_uid, BOB.pw_uid), False),  # a file of bob's in ada's folder
        (ADA.pw_name, (os.getuid(),), True),  # a copy
        ("jane", (987_654,), False),
    ],
)
def test_who_it_was_tells_the_account(name: str, owners: tuple[int, ...], is_theirs: bool) -> None:
    given = handed_in(name, *owners)
    others = [handed_in(who.pw_name, who.pw_uid) for who in (ADA, BOB)]
    why = Inbound([given, *others], PurePosixPath()).why_not(given, name)
    assert (why == "") is is_theirs


def test_where_one_account_has_all_owners_say_nothing() -> None:
    two = [handed_in(name, ADA.pw_uid) for name in ("jane", "john")]
    inbound = Inbound(two, PurePosixPath())
    assert [inbound.why_not(each, "jane") for each in two] == ["", ""]
    own = handed_in(ADA.pw_name, ADA.pw_uid)
    assert "pretends" in Inbound([*two, own], PurePosixPath()).why_not(two[0], "jane")


def test_what_is_called_as_no_exchange_calls_it_must_be_theirs_too() -> None:
    plain = Member(
        PurePosixPath("jane.ipynb"),
        listed=Listed(Path(), PurePosixPath("jane.ipynb"), owners=frozenset({ADA.pw_uid})),
    )
    inbound = Inbound([handed_in(BOB.pw_name, BOB.pw_uid), plain], PurePosixPath())
    assert ADA.pw_name in inbound.why_not(plain, "jane")
    assert Inbound([plain], PurePosixPath()).why_not(plain, "jane") == ""


@pytest.mark.parametrize(
    ("owner", "days", "counts"),
    [
        (ADA.pw_uid, 0, "named"),
        (ADA.pw_uid, -1, "changed"),
        (ADA.pw_uid, 365, "changed"),
        (os.getuid(), -1, "named"),  # a copy is made later
        (os.getuid(), 365, "changed"),
    ],
)
def test_when_it_was_tells_the_last_change(owner: int, days: int, counts: str) -> None:
    at = NOW + timedelta(days)
    given = handed_in(ADA.pw_name, owner, at=at, changed=NOW + timedelta(minutes=2))
    dated = Inbound([given], PurePosixPath()).dated(read_name(given.path), given)
    moment = {"named": at, "changed": NOW + timedelta(minutes=2)}[counts]
    assert dated.time == f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC"
    assert bool(dated.doubt) is (counts == "changed")


def _another_folder(file: Path, secret: Path) -> None:
    file.parent.rename(secret.parent / "away")
    file.parent.symlink_to(secret.parent)


@pytest.mark.parametrize(
    "put",
    [Path.symlink_to, Path.hardlink_to, lambda file, _: os.mkfifo(file), _another_folder],
)
def test_what_is_swapped_after_it_was_listed_is_not_read(
    tmp_path: Path, put: Callable[[Path, Path], None]
) -> None:
    secret, file = tmp_path / "arithmetic.ipynb", tmp_path / "inbound" / "eve" / "arithmetic.ipynb"
    secret.write_text("private")
    file.parent.mkdir(parents=True)
    file.write_text("hers as it was")
    (listed,) = members(file.parent.parent)
    file.unlink()
    put(file, secret)
    with pytest.raises(UnreadableError):
        listed.read()


def test_where_folders_are_not_opened_step_by_step_their_files_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "arithmetic.ipynb").write_text("hers")
    there = [(each.path, each.read(), each.modified) for each in members(tmp_path)]
    monkeypatch.setattr(os, "supports_dir_fd", frozenset())  # as on Windows
    assert [(each.path, each.read(), each.modified) for each in members(tmp_path)] == there


def test_one_learners_folder_stops_nobody(
    course: CourseOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(works, "MOST_FILES", 3)
    secret = course.root / "secret"
    secret.write_text("private")
    john, jane = (
        course.root / "inbound" / f"{name}+arithmetic+2026-11-28 10:00:00.000000 UTC+x"
        for name in ("john", "jane")
    )
    for folder in (john, jane):
        folder.mkdir(parents=True)
        (folder / "arithmetic.ipynb").write_text(f"of {folder.name[:4]}")
    for number in range(5):
        (john / str(number)).touch()
    os.utime(john / "0", (2**33, 2**33))
    (john / "closed").touch(0o000)
    (john / "hard").hardlink_to(secret)
    (john / "soft").symlink_to(secret)
    os.mkfifo(john / "pipe")
    (john / "/".join("d" * 60)).mkdir(parents=True)
    monkeypatch.chdir(course.root)
    told = CliRunner().invoke(main, ["collect", "inbound", "arithmetic"])
    assert told.exit_code == 1
    assert "from here on nothing of theirs was taken" in told.output
    taken = there(course)
    assert taken["jane/arithmetic/arithmetic.ipynb"] == "of jane"
    assert "private" not in taken.values()
