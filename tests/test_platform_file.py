import os
import stat
from pathlib import Path

import pytest

from course_utils.platform_file import NAME, Address, write_private


def test_an_address_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for address in (Address("http://x", "a", "b"), Address("http://x", "a", "b", "token", 5)):
        address.write(tmp_path / NAME)
        assert Address.read(tmp_path / NAME) == address


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "5",
        "{}",
        "[" * 100_000,
        '{"url": 5, "api_key": "", "admin_key": ""}',
        '{"url": "", "api_key": "", "admin_key": "", "operator_token": 5}',
        '{"url": "", "api_key": "", "admin_key": "", "pid": "5"}',
        '{"url": "", "api_key": "", "admin_key": "", "something": "else"}',
    ],
)
def test_a_broken_file_names_no_platform(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    assert Address.read(tmp_path / NAME) is None
    assert Address.read(tmp_path / "absent") is None


def test_an_address_shows_no_key_and_no_token() -> None:
    assert "secret" not in repr(Address("http://x", "secret", "secret", "secret"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    Address("http://x", "a", "b").write(tmp_path / NAME)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_file_that_somebody_reads_on_windows_is_replaced_when_they_have_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_once(fresh: Path, path: Path) -> None:
        monkeypatch.undo()
        raise PermissionError(fresh, path)

    path = tmp_path / "answer.json"
    write_private(path, "the old one")
    monkeypatch.setattr(Path, "replace", refuse_once)
    write_private(path, "the new one")
    assert path.read_text(encoding="utf-8") == "the new one"


def test_a_failed_write_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "start.md"
    write_private(path, "the old map")
    with pytest.raises(UnicodeEncodeError):
        write_private(path, "\udc80")
    assert path.read_text(encoding="utf-8") == "the old map"
    assert list(tmp_path.iterdir()) == [path]
