"""Large files, which come in pieces: each is looked at when it comes, and all of them once the last one is there.

The server writes a piece as it comes, and the next one may never come. So a key that stands whole in one piece, or
across the border of two, is refused at once, and what was in the file before is put back.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from course_utils.leaks.saving.guard import Guard
from course_utils.leaks.saving.looking import found_in, sent

_FIRST, _LAST = 1, -1
_BORDER = 2000
"""Bytes on either side of one that are looked at."""


class Uploads:
    """What is asked before and after the contents manager saves a piece."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._replaced: dict[str, IO[bytes] | None] = {}
        """What stood in a file before the first piece that was seen."""

    def before_save(self, model: dict[str, Any], path: str = "") -> None:
        file, piece = self._guard.file_of(path), model.get("chunk")
        if piece is None or file is None:
            return
        if piece == _FIRST:
            self._keep(file, path)  # the first piece is looked at as a file is that is saved whole
            return
        if path not in self._replaced:  # another server saw those before it, or one was refused
            self._keep(file, path)
        try:
            self._guard.before_save(model, path)
            self._refuse_across(file, model, path)
        except BaseException:
            self._put_back(file, path)
            raise

    def after_save(self, _done: Any, model: dict[str, Any], path: str = "") -> None:
        file = self._guard.file_of(path)
        if model.get("chunk") != _LAST or file is None:
            return
        try:
            self._guard.check_file(path)
        except BaseException:
            self._put_back(file, path)
            raise
        self._forget(path)

    def _refuse_across(self, file: Path, model: dict[str, Any], path: str) -> None:
        """Refuse a key that begins in what is there already and ends in this piece."""
        comes = sent(model)
        comes = comes.encode("utf-8", "surrogatepass") if isinstance(comes, str) else comes
        with file.open("rb") as written:
            written.seek(-min(_BORDER, file.stat().st_size), 2)
            self._guard.refuse(found_in(written.read() + comes[:_BORDER]), path)

    def _keep(self, file: Path, path: str) -> None:
        self._forget(path)
        self._replaced[path] = None
        if file.is_file():
            kept = self._replaced[path] = TemporaryFile()  # noqa: SIM115 - closed when it is let go
            with file.open("rb") as old:
                shutil.copyfileobj(old, kept)

    def _put_back(self, file: Path, path: str) -> None:
        kept = self._replaced[path]
        if kept is None:
            file.unlink(missing_ok=True)
        else:
            kept.seek(0)
            with file.open("wb") as again:
                shutil.copyfileobj(kept, again)
        self._forget(path)

    def _forget(self, path: str) -> None:
        if kept := self._replaced.pop(path, None):
            kept.close()
