"""Scans of real git repositories."""

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course_utils import keys, plain_git
from course_utils.keys import Kind
from course_utils.leaks.asking_git import RepositoryError
from course_utils.leaks.scanning import scan_files, scan_history, scan_staged
from tests.support.made_keys import practice_key

KEY, OTHER = practice_key(), practice_key(Kind.ADMIN)
LABEL = keys.label(KEY)

Git = Callable[..., str]


def git_in(folder: Path) -> Git:
    def git(*words: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run(
            ["git", *who, *words],
            cwd=folder,
            check=False,
            env={**plain_git.environment(), "GIT_ALLOW_PROTOCOL": "file"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    folder.mkdir(exist_ok=True)
    git("init", "--quiet", "--initial-branch=main")
    return git


def commit(git: Git, folder: Path, **files: str | None) -> str:
    for name, text in files.items():
        path = folder / f"{name}.py"
        path.unlink(missing_ok=True) if text is None else path.write_text(text)
    git("add", "--all")
    git("commit", "--quiet", "--message", "A change")
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Git, Path]:
    return git_in(tmp_path / "repository"), tmp_path / "repository"


def test_in_a_repository_what_git_ignores_is_left_out(repository: tuple[Git, Path]) -> None:
    _, folder = repository
    (folder / ".gitignore").write_text(".env\n")
    (folder / ".env").write_text(f"OPENAI_API_KEY={KEY}")
    assert scan_files([folder]).exit_status == 0
    assert scan_files([folder / ".env"]).exit_status == 1
    (folder / "untracked.txt").write_text(KEY)
    assert [Path(leak.file).name for leak in scan_files([folder]).leaks] == ["untracked.txt"]


def test_a_folder_that_git_ignores_as_a_whole_is_looked_at(repository: tuple[Git, Path]) -> None:
    _, folder = repository
    (folder / ".gitignore").write_text("work/\n")
    (folder / "work").mkdir()
    (folder / "work" / "a.py").write_text(KEY)
    assert scan_files([folder]).exit_status == 0
    assert scan_files([folder / "work"]).exit_status == 1


def test_what_is_staged_is_looked_at_as_it_will_be_committed(repository: tuple[Git, Path]) -> None:
    git, folder = repository
    assert scan_staged(folder, ()).exit_status == 0
    commit(git, folder, old=KEY)
    (folder / "new é.py").write_text(f"\n{KEY}")
    git("add", "new é.py")
    (folder / "new é.py").write_text("safe by now")
    (folder / "unstaged.py").write_text(KEY)
    report = scan_staged(folder, ())
    assert [(leak.file, leak.line) for leak in report.leaks] == [("new é.py", 2)]
    assert scan_staged(folder, ["old.py"]).exit_status == 0


def test_each_of_two_equal_files_is_told_and_a_repository_is_asked_for(
    repository: tuple[Git, Path], tmp_path: Path
) -> None:
    git, folder = repository
    for name in (".env", ".env.example"):
        (folder / name).write_text(KEY)
    git("add", "--all")

    assert [leak.file for leak in scan_staged(folder, ()).leaks] == [".env", ".env.example"]
    with pytest.raises(RepositoryError, match="cannot be read as a git repository") as error:
        scan_staged(tmp_path, ())
    assert "usage" not in str(error.value)


def test_what_cannot_be_looked_into_is_let_through_by_its_name(
    repository: tuple[Git, Path],
) -> None:
    git, folder = repository
    (folder / "a.zst").write_bytes(b"\x28\xb5\x2f\xfd...")
    (folder / "b.zip").write_bytes(b"PK\x03\x04 broken")
    git("add", "--all")

    report = scan_staged(folder, ())
    report.let(["*.zst"])

    assert [each.file for each in report.missed] == ["b.zip"]
    report.let(["b.zip"])
    assert (report.exit_status, len(report.let_through)) == (0, 2)


def test_names_addresses_and_what_links_say_are_looked_at(repository: tuple[Git, Path]) -> None:
    git, folder = repository
    commit(git, folder, a="x")
    git("branch", f"try-{KEY}")
    git("remote", "add", "origin", f"https://me:{OTHER}@example.org/a.git")
    (folder / "link").symlink_to(f"/tmp/{KEY}")

    told = {(leak.file, leak.value) for leak in scan_history(folder).leaks}

    assert told == {
        ("names of branches and tags", LABEL),
        ("the repository's configuration", keys.label(OTHER)),
    }
    assert [Path(leak.file).name for leak in scan_files([folder]).leaks] == ["link"]


def test_git_commit_a_is_looked_at_with_its_own_index(
    repository: tuple[Git, Path], tmp_path: Path
) -> None:
    git, folder = repository
    commit(git, folder, a="x = 1\n")
    (folder / "a.py").write_text(KEY)
    told = tmp_path / "told"
    program = "import sys; from pathlib import Path; from course_utils.leaks.scanning import scan_staged; "
    program += f"Path({str(told)!r}).write_text(str(len(scan_staged(Path('.'), ()).leaks)))"
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    root = Path(__file__).parents[2]
    hook.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {sys.executable} -c "{program}"\n')
    hook.chmod(0o755)
    git("commit", "--quiet", "--all", "--message", "All")
    assert told.read_text() == "1"


def test_a_key_of_the_history_is_told_by_what_brought_it_in(repository: tuple[Git, Path]) -> None:
    git, folder = repository
    commit(git, folder, a="x = 1\n", b="")
    guilty = commit(git, folder, a=f"x = 1\nk = '{KEY}'\n")
    commit(git, folder, a=f"x = 2\n\nk = '{KEY}'\n")
    commit(git, folder, a="x = 2\n")
    git("checkout", "--quiet", "-b", "side")
    beside = commit(git, folder, c=OTHER)
    git("checkout", "--quiet", "main")
    assert scan_files([folder]).exit_status == 0
    found = [(leak.file, leak.line, leak.commit, leak.value) for leak in scan_history(folder).leaks]
    assert found == [("a.py", 2, guilty, LABEL), ("c.py", 1, beside, keys.label(OTHER))]


def test_messages_names_the_stash_and_objects_without_a_commit_are_history(
    repository: tuple[Git, Path],
) -> None:
    git, folder = repository
    commit(git, folder, a="x")
    git("tag", "--annotate", "--message", KEY, "v1")
    (folder / "a.py").write_text(OTHER)
    git("stash")
    git("commit", "--quiet", "--allow-empty", "--message", practice_key(seed=5))
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        cwd=folder, input=practice_key(seed=6), text=True, capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    files = {
        leak.file.split(" ")[1] if " " in leak.file else leak.file
        for leak in scan_history(folder).leaks
    }
    assert files == {"tag", "a.py", "commit", "blob"}
    assert f"the blob {blob[:12]}" in {leak.file for leak in scan_history(folder).leaks}


def test_an_archive_in_the_history_is_looked_into(repository: tuple[Git, Path]) -> None:
    git, folder = repository
    (folder / "a.gz").write_bytes(gzip.compress(KEY.encode()))
    guilty = commit(git, folder)
    assert [(leak.file, leak.commit) for leak in scan_history(folder).leaks] == [("a.gz", guilty)]


def test_what_is_not_here_is_told(repository: tuple[Git, Path], tmp_path: Path) -> None:
    git, folder = repository
    assert scan_history(folder).exit_status == 0  # no commit at all
    commit(git, folder, a=KEY)
    commit(git, folder, a="x")
    bare, shallow = tmp_path / "bare", tmp_path / "shallow"
    git("clone", "--quiet", "--bare", str(folder), str(bare))
    git("clone", "--quiet", "--depth", "1", f"file://{folder}", str(shallow))
    assert [leak.file for leak in scan_history(bare).leaks] == ["a.py"]
    assert "course scan --history" in scan_files([bare]).missed[0].why
    report = scan_history(shallow)
    assert (report.leaks, report.exit_status) == ([], 2)
    assert "git fetch --unshallow" in report.missed[0].why
    with pytest.raises(RepositoryError, match="cannot be read as a git repository"):
        scan_history(tmp_path)


def test_a_broken_object_is_told_and_what_was_read_before_it_counts(
    repository: tuple[Git, Path],
) -> None:
    git, folder = repository
    commit(git, folder, a=KEY)
    for path in (folder / ".git" / "objects").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
    blob = git("rev-parse", "HEAD:a.py")
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).write_bytes(b"broken")
    report = scan_history(folder)
    assert report.exit_status == 2
    assert "git fsck" in report.missed[0].why


def test_a_file_in_conflict_is_told(repository: tuple[Git, Path]) -> None:
    git, folder = repository
    commit(git, folder, a="1")
    git("checkout", "--quiet", "-b", "side")
    commit(git, folder, a="2")
    git("checkout", "--quiet", "main")
    commit(git, folder, a="3")
    subprocess.run(["git", "merge", "side"], cwd=folder, capture_output=True, check=False)
    assert [each.file for each in scan_staged(folder, ()).missed] == ["a.py"]


def test_a_submodule_is_looked_at_as_files_and_told_as_history(
    repository: tuple[Git, Path], tmp_path: Path
) -> None:
    git, folder = repository
    inner = git_in(tmp_path / "inner")
    commit(inner, tmp_path / "inner", a=KEY)
    git("submodule", "--quiet", "add", str(tmp_path / "inner"), "sub")
    commit(git, folder)
    assert [Path(leak.file).parts[-2:] for leak in scan_files([folder]).leaks] == [("sub", "a.py")]
    assert "course scan --history sub" in scan_history(folder).missed[0].why


def test_a_repositorys_own_programs_are_not_run(
    repository: tuple[Git, Path], tmp_path: Path
) -> None:
    git, folder = repository
    commit(git, folder, a=KEY)
    ran = tmp_path / "ran"
    program = f"touch {ran}; true"
    for name in (
        "core.fsmonitor",
        "diff.external",
        "gpg.program",
        "diff.x.textconv",
        "filter.x.clean",
        "core.pager",
    ):
        git("config", name, program)
    git("config", "log.showSignature", "true")
    (folder / ".gitattributes").write_text("* diff=x filter=x")
    git("-c", "core.fsmonitor=false", "-c", "filter.x.clean=cat", "add", ".gitattributes")
    ran.unlink(missing_ok=True)
    scan_files([folder])
    scan_staged(folder, ())
    scan_history(folder)
    assert not ran.exists()
