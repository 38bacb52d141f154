import bz2
import gzip
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from course_utils import keys
from course_utils.leaks import archives, files
from course_utils.leaks.files import Missed, keys_in
from course_utils.leaks.finding import Finding
from course_utils.leaks.scanning import scan_files
from tests.support.made_keys import practice_key

KEY = practice_key()
LABEL = keys.label(KEY)


def found_in(body: bytes, name: str = "file") -> list[Finding | Missed]:
    return list(keys_in(name, BytesIO(body)))


def places(body: bytes, name: str = "file") -> list[tuple[str, str]]:
    return [
        (each.file, each.place if isinstance(each, Finding) else each.why)
        for each in found_in(body, name)
    ]


@pytest.mark.parametrize(
    "encoding",
    ["ascii", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "cp037",
     "cp500", "cp1140", "koi8-r", "shift_jis", "gb18030", "big5", "euc_kr", "iso2022_jp", "mac_roman"],
)  # fmt: skip
def test_a_key_is_found_in_whatever_encoding(encoding: str) -> None:
    body = f"a = 1\nKEY = '{KEY}'\n".encode(encoding)
    assert [each.value for each in found_in(body) if isinstance(each, Finding)] == [LABEL]


def test_a_place_in_a_text_is_its_line_and_column_in_characters() -> None:
    for encoding in ("utf-8", "utf-16"):
        assert places(f"é\nключ = {KEY}".encode(encoding)) == [("file", "line 2, column 8")]


def test_bytes_that_are_no_text_are_looked_at() -> None:
    assert places(b"\xff\x00\x01" + KEY.encode() + b"\x00\xfe") == [("file", "line 1, column 4")]


def test_a_notebook_is_read_as_one_and_each_key_told_once() -> None:
    cell = {"cell_type": "code", "source": ["x\n", f"k='{KEY}'"], "outputs": [], "metadata": {}}
    body = json.dumps({"cells": [cell], "nbformat": 4}).encode()
    assert places(body) == [("file", "cell 1, source, line 2, column 4")]
    assert places(body[:-2]) == [("file", f"line 1, column {body.index(KEY.encode()) + 1}")]


def test_of_a_field_that_a_notebook_has_twice_both_are_looked_at() -> None:
    body = f'{{"nbformat": 4, "cells": [], "metadata": "{KEY}", "metadata": 1}}'.encode()
    assert [place for _, place in places(body)] == ["line 1, column 43"]


def zipped(body: bytes, name: str = "a/b.txt") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarred(body: bytes) -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("a/b.txt")
        member.size = len(body)
        archive.addfile(member, BytesIO(body))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("pack", "file"),
    [(zipped, "file!a/b.txt"), (tarred, "file!a/b.txt"), (gzip.compress, "file"), (bz2.compress, "file"),
     (lzma.compress, "file"), (lambda body: tarred(zipped(body)), "file!a/b.txt!a/b.txt"),
     (lambda body: b"#!/usr/bin/env python3\n" + zipped(body), "file!a/b.txt"),
     (lambda body: zipped(body, name=""), "file")],
)  # fmt: skip
def test_an_archive_is_looked_into(pack: Callable[[bytes], bytes], file: str) -> None:
    assert places(pack(f"a\n{KEY}".encode())) == [(file, "line 2, column 1")]


def test_what_an_archive_keeps_from_being_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places(zipped(b"x" * 999)[:90]) == [("file", "it is an archive and cannot be unpacked")]
    assert "of a kind that is not read" in places(b"7z\xbc\xaf\x27\x1c...")[0][1]
    deep = zipped(zipped(zipped(zipped(KEY.encode()))))
    assert "archives lie in each other" in places(deep)[0][1]
    assert places(b"x = 'PK\x05\x06'" + bytes(50)) == []
    bomb = zipped(bytes(5_000_000))
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (1_000_000, 10))
    assert "holds more than" in places(bomb)[0][1]


def entry(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.type = size, kind
    return member.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("body", "why"),
    [(entry("a", 0) + entry("b", -512, b"Z") + bytes(1024), "cannot be unpacked"),
     (entry("a", 0) + entry("b", 0).replace(b"b", b"c") + bytes(1024), "cannot be unpacked"),
     (entry("a", 0) + entry("b", 2**80, tarfile.GNUTYPE_LONGNAME), "cannot be unpacked"),
     (entry("a", 0, tarfile.DIRTYPE) * 11 + bytes(1024), "holds more than"),
     (gzip.compress(b"") * 11, "holds more than"),
     (zipped(b"").replace(b"PK\5\6", b"PK\1\2" * 10 + b"PK\5\6"), "holds more than")],
    ids=["size below zero", "no header", "size without end", "folders", "parts", "list of a zip"],
)  # fmt: skip
def test_an_archive_that_is_made_to_keep_its_reader_is_told_and_ends(
    body: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (archives.MOST_BYTES, 10))
    (only,) = found_in(body)
    assert isinstance(only, Missed)
    assert why in only.why


def test_a_large_file_is_looked_at_to_its_end_and_a_key_at_a_border_found_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_WHOLE", "_PIECE"):  # a hundredth of what they are, which takes five seconds
        monkeypatch.setattr(files, name, getattr(files, name) // 100)
    line = b"x" * 99 + b"\n"
    border = 320_000
    body = bytearray(line * (border * 2 // 100))
    starts = (0, border - 30, len(body) - 99)
    for start in starts:
        body[start : start + len(KEY)] = KEY.encode()
    lines = [place.split(",")[0] for _, place in places(bytes(body))]
    assert lines == [f"line {body.count(10, 0, start) + 1}" for start in starts]


def test_a_comment_with_a_reason_allows_the_key_on_its_line_or_below() -> None:
    def leaks(text: str) -> list[bool]:
        return [isinstance(each, Finding) and not each.allowed for each in found_in(text.encode())]

    assert leaks(f"k = '{KEY}'  # course: allow-key revoked in May") == [False]
    assert leaks(f"// course: allow-key an example\n'{KEY}'\n'{KEY}'") == [False, True]
    assert leaks(f"k = '{KEY}'  # course: allow-key") == [True]
    assert leaks(f"k = '{KEY}'  # course: allow-key !!") == [True]
    assert leaks(f"x = 1  # course: allow-key my reason\nk = '{KEY}'") == [True]


def test_a_file_named_like_a_key_is_told_without_it() -> None:
    assert places(b"", f"a/{KEY}.txt") == [(f"a/{LABEL}.txt", "name, line 1, column 3")]


def test_what_is_not_looked_at_is_told_without_a_key_in_its_name(tmp_path: Path) -> None:
    (tmp_path / f"{KEY}.7z").write_bytes(b"7z\xbc\xaf\x27\x1c...")
    report = scan_files([tmp_path, tmp_path / KEY])
    assert [Path(each.file).name for each in report.missed] == [f"{LABEL}.7z", LABEL]


def test_what_is_no_file_or_cannot_be_read_is_told_and_the_rest_looked_at(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(KEY)
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.txt")
    Path(odd).write_text(KEY)
    report = scan_files([tmp_path, tmp_path / "pipe", tmp_path / "none", Path("a\0b")])
    names = [each.file.removeprefix(f"{tmp_path.as_posix()}/") for each in report.leaks]
    assert names == ["good.txt", "\\xff\\n.txt"]
    assert [each.why for each in report.missed] == [
        "it is no file and no folder",
        "No such file or directory",
        "its name is none that the system takes",
    ]
    assert report.exit_status == 1


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that refuses even root")
def test_a_file_that_cannot_be_read_is_told() -> None:
    report = scan_files([Path("/proc/self/mem")])
    assert [(each.file, each.why) for each in report.missed] == [
        ("/proc/self/mem", "Input/output error")
    ]
    assert report.exit_status == 2
