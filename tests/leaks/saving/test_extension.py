"""A real contents manager in a real git repository, guarded."""

import asyncio
import base64
import gzip
import json
import logging
import os
import subprocess
from collections.abc import Awaitable
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from tornado.web import HTTPError

from course_utils.leaks.saving import logs
from course_utils.leaks.saving.extension import install
from course_utils.leaks.saving.guard import MASK, Guard, KeyInFileError
from tests.support.made_keys import openai_shaped, practice_key, secret_part

REAL = openai_shaped("sk-proj-", 74, seed=5)
PRACTICE = practice_key(seed=5)
LABEL = f"[key …{REAL[-4:]}]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository that ignores `.env` and `private/`."""
    subprocess.run(["git", "init", "--quiet", "."], cwd=tmp_path, check=True)
    (tmp_path / "private").mkdir()
    (tmp_path / ".gitignore").write_text(".env\nprivate/\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def contents(folder: Path) -> AsyncLargeFileManager:
    manager = AsyncLargeFileManager(root_dir=str(folder), allow_hidden=True)
    install(manager)
    return manager


def do(asked: Awaitable[Any]) -> Any:
    async def wait() -> Any:
        return await asked

    return asyncio.run(wait())


def refused(asked: Awaitable[Any]) -> str:
    with pytest.raises(HTTPError) as error:
        do(asked)
    assert error.value.status_code == 422
    told = str(error.value.log_message)
    assert "Revoke it first" in told
    assert LABEL in told
    assert secret_part(REAL)[:-4] not in told
    return told


def notebook(source: str = "", output: str = "") -> dict[str, Any]:
    cell = new_code_cell(source, outputs=[new_output("stream", text=output)] if output else [])
    content = new_notebook(cells=[new_markdown_cell("# Two"), cell])
    return {"type": "notebook", "format": "json", "content": json.loads(json.dumps(content))}


def text(content: str, **more: Any) -> dict[str, Any]:
    return {"type": "file", "format": "text", "content": content, **more}


def everything_in(folder: Path) -> str:
    files = [each for each in folder.rglob("*") if each.is_file() and ".git" not in each.parts]
    return "".join(each.read_text(encoding="utf-8") for each in files)


@pytest.mark.parametrize(
    ("model", "place"),
    [
        (notebook(f"import os\nkey = '{REAL}'"), "cell 2, source, line 2, column 8"),
        (notebook("print(1)", f"\x1b[31m{REAL}\x1b[0m\n"), "cell 2, output 1, stdout"),
        (notebook(f"key = '{REAL[:40]}' \\\n  '{REAL[40:]}'"), "cell 2, source, line 1"),
    ],
)
def test_a_notebook_with_a_real_key_is_not_saved_and_the_place_is_told(
    contents: AsyncLargeFileManager, folder: Path, model: dict[str, Any], place: str
) -> None:
    do(contents.save(notebook("x = 1"), "private/a.ipynb"))
    before = (folder / "private" / "a.ipynb").read_bytes()

    told = refused(contents.save(model, "private/a.ipynb"))

    assert "private/a.ipynb was not saved" in told
    assert place in told
    assert (folder / "private" / "a.ipynb").read_bytes() == before


def test_one_step_masks_the_key_and_saves(contents: AsyncLargeFileManager, folder: Path) -> None:
    model = notebook(f"key = '{REAL}'\nx = 1", f"{REAL}\n")

    do(contents.save({**model, MASK: True}, "a.ipynb"))

    cell = nbformat.read(folder / "a.ipynb", as_version=4).cells[1]
    assert cell.source == f"key = '{LABEL}'\nx = 1"
    assert cell.outputs[0].text == f"{LABEL}\n"
    refused(contents.save(model, "a.ipynb"))


def test_a_practice_key_is_masked_and_the_rest_is_saved_as_it_is(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    do(contents.save(notebook(f"key = '{PRACTICE}'\nx = 1"), "a.ipynb"))
    do(contents.save(text(f"KEY={PRACTICE}\r\nA=1"), "settings.txt"))
    do(contents.save(text(f"OPENAI_API_KEY={PRACTICE}\n"), ".env"))

    cell = nbformat.read(folder / "a.ipynb", as_version=4).cells[1]
    assert cell.source == f"key = '[key …{PRACTICE[-4:]}]'\nx = 1"
    assert (folder / "settings.txt").read_bytes().decode() == f"KEY=[key …{PRACTICE[-4:]}]\r\nA=1"
    assert PRACTICE in (folder / ".env").read_text(encoding="utf-8")


def test_a_text_is_refused_where_git_takes_it_and_kept_where_it_does_not(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    line = f"OPENAI_API_KEY={REAL}\n"

    do(contents.save(text(line), ".env"))
    do(contents.save(text(line), "private/notes.txt"))
    told = refused(contents.save(text(line), "notes.txt"))
    encoded = base64.b64encode(line.encode()).decode()
    refused(contents.save(text(encoded, format="base64"), "notes.txt"))
    packed = base64.b64encode(gzip.compress(line.encode())).decode()
    refused(contents.save(text(packed, format="base64", **{MASK: True}), "notes.gz"))
    allowed = f"{REAL}  # course: allow-key revoked in 2025, shown in the talk\n"
    do(contents.save(text(allowed), "talk.txt"))
    refused(contents.save(text(json.dumps(notebook(line)["content"])), "private/b.ipynb"))
    subprocess.run(["git", "add", "--force", "private/notes.txt"], cwd=folder, check=True)
    refused(contents.save(text(line), "private/notes.txt"))

    assert "line 1, column 16" in told
    assert ".gitignore" in told
    assert (folder / ".env").read_text(encoding="utf-8") == line
    assert not (folder / "notes.txt").exists()


def test_neither_a_files_name_nor_its_ending_leads_around_it(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    (folder / "a.txt").touch()
    refused(contents.save({**notebook("x = 1"), MASK: True}, f"{REAL}.ipynb"))
    for way in (
        contents.save(text("x"), f"{PRACTICE}.txt"),
        contents.save({"type": "directory"}, PRACTICE),
        contents.rename("a.txt", f"{PRACTICE}.txt"),
    ):
        with pytest.raises(HTTPError, match="there is a practice key in its name") as error:
            do(way)
        assert PRACTICE not in str(error.value)
    refused(contents.save(notebook(f"key = '{REAL}'"), "private/notes.txt"))

    assert not [*folder.rglob("*.ipynb"), *folder.glob("private/*")]


def test_outside_of_a_repository_a_text_is_the_learners_own(tmp_path: Path) -> None:
    contents = AsyncLargeFileManager(root_dir=str(tmp_path))
    install(contents)

    do(contents.save(text(REAL), "notes.txt"))
    refused(contents.save(notebook(REAL), "a.ipynb"))


def test_no_other_way_leads_around_it(contents: AsyncLargeFileManager, folder: Path) -> None:
    """Renaming, copying, checkpoints and uploads in pieces of what is on the disk already."""
    (folder / ".env").write_text(f"OPENAI_API_KEY={REAL}\n", encoding="utf-8")
    (folder / "private" / "notes.txt").write_text(REAL, encoding="utf-8")
    (folder / "public").mkdir()
    before = everything_in(folder)

    refused(contents.rename(".env", "settings.env"))
    refused(contents.rename("private", "shown"))
    refused(contents.rename("private/notes.txt", "private/notes.ipynb"))
    refused(contents.copy(".env", "settings.env"))
    do(contents.save(text(REAL[:50], chunk=1), "large.txt"))
    refused(contents.save(text(REAL[50:], chunk=-1), "large.txt"))

    assert everything_in(folder) == before
    do(contents.rename(".env", "private/.env"))
    do(contents.rename("public", "shown"))
    (folder / "c.ipynb").write_text(json.dumps(notebook(REAL)["content"]), encoding="utf-8")
    refused(contents.create_checkpoint("c.ipynb"))
    do(contents.save(notebook("x = 1"), "c.ipynb"))
    checkpoint = folder / ".ipynb_checkpoints" / "c-checkpoint.ipynb"
    checkpoint.write_text(json.dumps(notebook(REAL)["content"]), encoding="utf-8")
    refused(contents.restore_checkpoint("checkpoint", "c.ipynb"))


def test_a_practice_key_is_masked_where_a_file_comes_to(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    (folder / ".gitignore").write_text(".env\n/private/*.txt\n", encoding="utf-8")
    for name in (".env", "private/one.txt", "private/two.txt"):
        (folder / name).write_bytes(f"KEY={PRACTICE}\r\n".encode())
    (folder / "seen.ipynb").write_text(json.dumps(notebook(PRACTICE)["content"]), encoding="utf-8")

    do(contents.rename_file(old_path="private/one.txt", new_path="one.txt"))
    copy = do(contents.copy(from_path="private", to_path=""))["path"].strip("/")
    do(contents.rename("private", "shown"))
    do(contents.create_checkpoint(path="seen.ipynb"))
    (folder / "seen.ipynb").write_text("{}", encoding="utf-8")
    do(contents.restore_checkpoint(checkpoint_id="checkpoint", path="seen.ipynb"))

    masked = f"KEY=[key …{PRACTICE[-4:]}]\r\n".encode()
    for name in ("one.txt", f"{copy}/two.txt", "shown/two.txt"):
        assert (folder / name).read_bytes() == masked
    (folder / ".env").unlink()
    assert PRACTICE not in everything_in(folder)


def test_a_folder_of_many_files_moves_and_only_what_git_takes_then_is_looked_at(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    for number in range(2100):
        (folder / "private" / f"{number}.txt").touch()
    (folder / "private" / "key.txt").write_text(REAL, encoding="utf-8")
    (folder / "private" / ".env").write_text(REAL, encoding="utf-8")

    refused(contents.rename("private", "shown"))
    (folder / "private" / "key.txt").unlink()
    do(contents.rename("private", "shown"))

    assert (folder / "shown" / ".env").read_text(encoding="utf-8") == REAL


def test_pieces_of_an_upload_that_is_never_ended_leave_no_key(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    def piece(body: bytes, chunk: int) -> dict[str, Any]:
        return text(base64.b64encode(body).decode(), format="base64", chunk=chunk)

    latin = f"für später: {REAL}".encode("latin-1")
    do(contents.save(piece(b"begun", 1), "whole.txt"))
    refused(contents.save(piece(latin, 2), "whole.txt"))
    do(contents.save(piece(latin[:60], 1), "cut.txt"))
    refused(contents.save(piece(latin[60:], 2), "cut.txt"))
    do(contents.save(piece(b"begun", 1), "last.txt"))
    refused(contents.save(piece(latin, -1), "last.txt"))

    assert [each.name for each in folder.glob("*.txt")] == []


def test_a_key_that_a_comment_allows_stays_where_another_one_is_masked(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    allowed = f"k = '{REAL}'  # course: allow-key revoked in 2025, shown in the talk\n"

    do(contents.save(text(f"{allowed}{PRACTICE}\n"), "talk.txt"))
    do(contents.save(notebook(f"{allowed}{PRACTICE}"), "talk.ipynb"))

    masked = f"[key …{PRACTICE[-4:]}]"
    assert (folder / "talk.txt").read_text(encoding="utf-8") == f"{allowed}{masked}\n"
    cell = nbformat.read(folder / "talk.ipynb", as_version=4).cells[1]
    assert cell.source == f"{allowed}{masked}"


def test_a_key_that_two_cells_put_together_is_one(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    def halves(key: str) -> dict[str, Any]:
        cells = [
            new_code_cell(f"a = '{key[:40]}'"),
            new_markdown_cell("and"),
            new_code_cell(f"x = 1\nb = '{key[40:]}'"),
        ]
        content = json.loads(json.dumps(new_notebook(cells=cells)))
        return {"type": "notebook", "format": "json", "content": content}

    told = refused(contents.save(halves(REAL), "a.ipynb"))
    do(contents.save({**halves(REAL), MASK: True}, "a.ipynb"))
    do(contents.save(halves(PRACTICE), "b.ipynb"))

    assert "cell 1, source, line 1, column 6" in told
    left = everything_in(folder)
    assert not [key for key in (REAL, PRACTICE) if key[:40] in left or key[40:] in left]


def test_what_the_server_logs_has_no_key() -> None:
    log = logging.Logger("a server's")
    written = StringIO()
    log.addHandler(logging.StreamHandler(written))
    logs.clean(log)

    log.warning("404 GET /api/contents/%s", PRACTICE)
    try:
        int(REAL)
    except ValueError:
        log.exception("no answer")

    assert f"/api/contents/[key …{PRACTICE[-4:]}]" in written.getvalue()
    assert f"base 10: '{LABEL}'" in written.getvalue()


def test_a_refused_upload_leaves_the_file_that_it_would_replace(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    (folder / "large.txt").write_bytes(b"mine\r\n")

    do(contents.save(text(REAL[:50], chunk=1), "large.txt"))
    refused(contents.save(text(REAL[50:], chunk=-1), "large.txt"))
    for chunk in (2, 3, -1):  # who goes on all the same, also where no first piece was seen
        refused(contents.save(text(REAL, chunk=chunk), "large.txt"))

    assert (folder / "large.txt").read_bytes() == b"mine\r\n"


def test_git_takes_no_checkpoint_of_a_file_that_it_ignores(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    do(contents.save(text(f"OPENAI_API_KEY={REAL}\n"), ".env"))

    do(contents.create_checkpoint(".env"))

    checkpoint = ".ipynb_checkpoints/.env-checkpoint"
    assert (folder / checkpoint).exists()
    git(folder, "add", "--all")
    assert git(folder, "ls-files") == ".gitignore\n"
    git(folder, "add", "--force", checkpoint)
    refused(contents.create_checkpoint(".env"))


def test_a_key_that_cannot_be_masked_is_refused(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    halves = [new_output("stream", text=half) for half in (REAL[:40], REAL[40:])]
    split = new_notebook(cells=[new_code_cell("", outputs=halves)])

    refused(contents.save(text(json.dumps(split, indent=1), **{MASK: True}), "a.ipynb"))

    assert not (folder / "a.ipynb").exists()


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def test_an_upload_in_pieces_keeps_its_line_ends(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    do(contents.save(text(f"a\r\nb = {PRACTICE[:20]}", chunk=1), "large.txt"))
    do(contents.save(text(f"{PRACTICE[20:]}\r\n", chunk=-1), "large.txt"))

    masked = f"a\r\nb = [key …{PRACTICE[-4:]}]\r\n"
    assert (folder / "large.txt").read_bytes().decode() == masked


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner")
def test_git_is_asked_also_in_a_folder_that_belongs_to_somebody_else(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    for each in (folder, folder / ".git"):
        os.chown(each, 12345, 12345)

    do(contents.save(text(f"OPENAI_API_KEY={REAL}\n"), ".env"))

    assert REAL in (folder / ".env").read_text(encoding="utf-8")


def test_a_strangers_repository_runs_nothing(
    contents: AsyncLargeFileManager, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ran = tmp_path_factory.mktemp("elsewhere") / "ran"
    (folder / "aside").mkdir()
    (folder / "aside" / "a.txt").touch()
    git(folder, "add", ".")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-m", "A change")
    git(folder, "sparse-checkout", "set", "--cone", "--sparse-index", "private")
    missing = git(folder, "rev-parse", "HEAD:aside").strip()
    (folder / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    git(folder, "config", "extensions.partialClone", "origin")
    git(folder, "config", "remote.origin.url", f"ext::sh -c touch% {ran}")
    git(folder, "config", "protocol.ext.allow", "always")

    refused(contents.save(text(REAL), "notes.txt"))  # whatever git can say of it
    do(contents.rename("private", "public"))

    assert not ran.exists()


def test_when_the_search_fails_nothing_is_saved(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    deep: Any = REAL
    for _ in range(5000):
        deep = {"deeper": deep}
    model = notebook(f"key = '{PRACTICE}'")
    model["content"]["metadata"]["deep"] = deep
    model[MASK] = True

    with pytest.raises(HTTPError, match="Nothing was written") as error:
        do(contents.save(model, "a.ipynb"))

    assert error.value.status_code == 500
    assert not (folder / "a.ipynb").exists()


def test_git_is_asked_only_about_a_file_in_which_something_was_found(tmp_path: Path) -> None:
    asked = []

    def takes(file: Path) -> bool:
        asked.append(file.name)
        return True

    guard = Guard(lambda path: tmp_path / path, takes)
    guard.before_save(text("x = 1"), "a.txt")
    with pytest.raises(KeyInFileError, match=r"c\.txt was not saved"):
        guard.before_save(text(REAL), "c.txt")

    assert asked == ["c.txt"]


def test_without_git_only_what_a_plain_rule_ignores_counts_as_ignored(
    contents: AsyncLargeFileManager, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tracked").mkdir()
    (folder / "tracked" / ".env").touch()
    (folder / "again").mkdir()
    (folder / "again" / ".gitignore").write_text("!.env\n", encoding="utf-8")
    git(folder, "add", "--force", "tracked/.env")
    monkeypatch.setenv("PATH", "")

    do(contents.save(text(REAL), ".env"))
    do(contents.save(text(REAL), "private/notes.txt"))
    refused(contents.save(text(REAL), "notes.txt"))
    refused(contents.save(text(REAL), "tracked/.env"))
    refused(contents.save(text(REAL), "again/.env"))


def test_a_git_that_gives_no_answer_is_as_good_as_none(
    contents: AsyncLargeFileManager, folder: Path
) -> None:
    (folder / ".git" / "HEAD").write_text("broken", encoding="utf-8")

    do(contents.save(text(REAL), ".env"))
    refused(contents.save(text(REAL), "notes.txt"))


def test_a_server_without_async_is_guarded_too(folder: Path) -> None:
    contents = FileContentsManager(root_dir=str(folder))
    install(contents)
    contents.save(notebook("x = 1"), "a.ipynb")

    with pytest.raises(HTTPError, match="was not saved"):
        contents.save(notebook(REAL), "a.ipynb")
    (folder / "b.txt").write_text(REAL, encoding="utf-8")
    with pytest.raises(HTTPError, match="was not saved"):
        contents.rename("b.txt", "b.ipynb")
