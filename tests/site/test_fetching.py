from pathlib import Path

import pytest

from tests.site import SiteError, fetching
from tests.site.fetching import NpmPackage, fetch_core, integrity_of

EMPTY = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="


def test_a_digest_is_written_as_npm_writes_it(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    assert integrity_of(empty) == EMPTY


def test_an_archive_that_is_not_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bring_another(*_: str) -> None:
        (tmp_path / "some-1.0.tgz").write_bytes(b"another")

    monkeypatch.setattr(fetching, "_run_npm", bring_another)
    with pytest.raises(SiteError, match=r"some-1\.0\.tgz is not the one that is pinned"):
        fetch_core(NpmPackage("some", "1.0", EMPTY), tmp_path)


def test_without_npm_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SiteError, match=r"install Node\.js"):
        fetch_core(NpmPackage("some", "1.0", EMPTY), tmp_path)
