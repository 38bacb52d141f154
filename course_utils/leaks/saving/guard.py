"""What becomes of a file that is about to be written: a real key is refused, a practice key is masked."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.errors import CourseError
from course_utils.leaks.files import keys_in
from course_utils.leaks.finding import Finding
from course_utils.leaks.saving import git
from course_utils.leaks.saving.looking import found_in, found_in_file, masked, sent
from course_utils.leaks.shapes import KeyKind
from course_utils.leaks.text import redacted

MASK = "course_mask_keys"
"""A field of what is sent to be saved: mask real keys as well. The page sends it when somebody has chosen so."""

_WHY_NOT_IN_NOTEBOOKS = (
    "A notebook is copied, shown and committed with all that is in it. Keep the key in a file .env that "
    "git ignores, or in your keyring, and let load_api_key() fetch it."
)
_WHY_NOT_IN_GIT = (
    "git keeps this file, or would with the next `git add`, and everybody who gets the repository gets the "
    "key. Keep it in a file that .gitignore names, such as .env."
)

_LARGEST = 32_000_000
"""Bytes of a file on the disk that is masked."""


class KeyInFileError(CourseError):
    """A file was not written, because a real key is in it."""


@dataclass(frozen=True)
class Guard:
    """Decides about the files below the server's folder.

    Attributes:
        file_of: gives the file on the disk that a path of the server's stands for, None where there is none.
        takes: tells whether a file gets into a git repository.
        newly_taken: lists what of a folder gets into one by a move; see `git.newly_taken`.
    """

    file_of: Callable[[str], Path | None]
    takes: Callable[[Path], bool] = git.takes
    newly_taken: Callable[[Path, Path], list[tuple[Path, str]]] = git.newly_taken

    def before_save(self, model: dict[str, Any], path: str) -> None:
        """Look at what is to be saved, and mask practice keys in it.

        Args:
            model: what the page sent (https://jupyter-server.readthedocs.io, "Contents API").
            path: where to.

        Raises:
            KeyInFileError: there is a real key in it, and nobody has chosen to mask it; or its name is a key.
        """
        self.check_name(path)
        mask_all = bool(model.pop(MASK, False))
        content = model.get("content")
        if content is None or model.get("type") == "directory":
            return
        if model.get("type") == "notebook":
            model["content"] = self._checked(content, path, mask_all)
            return
        came = sent(model)
        checked = self._checked(came, path, mask_all)
        if checked != came and isinstance(checked, bytes):
            model["content"], model["format"] = base64.b64encode(checked).decode(), "base64"
        elif checked != came:
            model["content"], model["format"] = checked, "text"

    def check_name(self, path: str) -> None:
        """Look at what a file or folder is called, which is shown and logged wherever it is.

        Raises:
            KeyInFileError: there is a key in the name, be it a practice key.
        """
        if found := [each for each in keys_in(path, BytesIO()) if isinstance(each, Finding)]:
            raise KeyInFileError(_sentence(found, path), findings=found)

    def refuse(self, found: list[Finding], path: str) -> None:
        """Refuse what `found_in` found, where the path is guarded; git is asked only where something was found.

        Raises:
            KeyInFileError: there is a real key among it.
        """
        if found and self._is_guarded(path):
            _refuse(found, path)

    def check_file(self, path: str) -> None:
        """Look at a file that was written, and mask practice keys in it.

        Raises:
            KeyInFileError: there is a real key in it.
        """
        if (file := self.file_of(path)) and (found := found_in_file(file)):
            self.refuse(found, path)
            self.mask_file(path)

    def mask_file(self, path: str) -> None:
        """Mask the keys in a file on the disk, where its path is guarded; one that is no text stays as it is."""
        file = self.file_of(path)
        if file is None or not file.is_file() or file.stat().st_size > _LARGEST:
            return
        body = file.read_bytes()
        if found_in(body) and self._is_guarded(path) and (safe := masked(body)) != body:
            file.write_bytes(safe)

    def _checked(self, content: Any, path: str, mask_all: bool) -> Any:
        found = found_in(content)
        if not found or not (isinstance(content, dict) or self._is_guarded(path)):
            return content
        if not mask_all:
            _refuse(found, path)
        safe = masked(content)
        if mask_all:  # what is no text is not masked, nor is a key that is cut in a notebook's text
            _refuse(found_in(safe), path)
        return safe

    def _is_guarded(self, path: str) -> bool:
        if _is_notebook(path):
            return True
        file = self.file_of(path)
        return file is not None and self.takes(file)


def _refuse(found: list[Finding], path: str) -> None:
    real = [each for each in found if each.kind is not KeyKind.PRACTICE]
    if real:
        raise KeyInFileError(_sentence(real, path), findings=real)


def _is_notebook(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() == ".ipynb"


def _sentence(real: list[Finding], path: str) -> str:
    first, *others = real
    a_key = f"{'an' if first.kind is KeyKind.OPENAI else 'a'} {first.kind}"
    if first.part == "name":
        return (
            f"{redacted(path)} was not saved: there is {a_key} in its name. {first.first} Give it "
            "another name."
        )
    more = f" and {len(others)} more" if others else ""
    why = _WHY_NOT_IN_NOTEBOOKS if _is_notebook(path) else _WHY_NOT_IN_GIT
    return (
        f"{redacted(path)} was not saved: there is {a_key} in it, {first.value}, in {first.place}{more}. "
        f"{first.first} {why}"
    )
