"""What becomes of a file that is about to be written: a real key is refused, a practice key is masked."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from course_utils.errors import CourseError
from course_utils.leaks.files import keys_in
from course_utils.leaks.finding import Finding
from course_utils.leaks.notebooks import findings, without_keys
from course_utils.leaks.saving import git
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


class KeyInFileError(CourseError):
    """A file was not written, because a real key is in it."""


@dataclass(frozen=True)
class Guard:
    """Decides about the files below the server's folder.

    Attributes:
        file_of: gives the file on the disk that a path of the server's stands for, None where there is none.
        takes: tells whether a file gets into a git repository.
    """

    file_of: Callable[[str], Path | None]
    takes: Callable[[Path], bool] = git.takes

    def before_save(self, model: dict[str, Any], path: str) -> None:
        """Look at what is to be saved, and mask practice keys in it.

        Args:
            model: what the page sent (https://jupyter-server.readthedocs.io, "Contents API").
            path: where to.

        Raises:
            KeyInFileError: there is a real key in it, and nobody has chosen to mask it.
        """
        mask_all = bool(model.pop(MASK, False))
        content = model.get("content")
        if content is None or model.get("type") == "directory":
            return
        if model.get("type") == "notebook":
            model["content"] = self._checked(content, path, mask_all)
            return
        sent = _sent(model)
        if (checked := self._checked(sent, path, mask_all)) != sent:
            model["content"], model["format"] = checked, "text"

    def before_copy(self, text: str, path: str) -> None:
        """Look at a file that is on the disk, and is to be there under another path as well.

        Raises:
            KeyInFileError: there is a real key in it.
        """
        self.refuse(found_in(text, path), path)

    def refuse(self, found: list[Finding], path: str) -> None:
        """Refuse what `found_in` found, where the path is guarded; git is asked only where something was found.

        Raises:
            KeyInFileError: there is a real key among it.
        """
        if found and self._is_guarded(path):
            _refuse(found, path)

    def masked(self, text: str, path: str) -> str:
        """Give the text of a file that is on the disk already without practice keys.

        Raises:
            KeyInFileError: there is a real key in it.
        """
        checked: str = self._checked(text, path, mask_all=False)
        return checked

    def is_newly_taken(self, old: Path, new: Path) -> bool:
        """Tell whether git takes what moves there, and did not before."""
        return self.takes(new) and not self.takes(old)

    def _checked(self, content: Any, path: str, mask_all: bool) -> Any:
        found = found_in(content, path)
        if not found or not (isinstance(content, dict) or self._is_guarded(path)):
            return content
        can_be_masked = mask_all and not isinstance(content, bytes)
        _refuse([each for each in found if each.part == "name" or not can_be_masked], path)
        if isinstance(content, bytes):
            return content
        masked = redacted(content) if isinstance(content, str) else without_keys(content)
        if mask_all:  # a key that is cut between two cells of a notebook's text may be left
            _refuse(found_in(masked, path), path)
        return masked

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


def found_in(content: Any, path: str) -> list[Finding]:
    """Find keys, but for those that a comment allows; a notebook that comes as a text is told by its cells."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    is_file = isinstance(content, bytes)
    found = [*keys_in(path, BytesIO(content if is_file else b""))]
    found += [] if is_file else findings(content)
    return [each for each in found if isinstance(each, Finding) and not each.allowed]


def _sent(model: dict[str, Any]) -> str | bytes:
    """Give the text that is sent, or the bytes where it is no text."""
    content = model["content"]
    if model.get("format") != "base64":
        return content if isinstance(content, str) else json.dumps(content)
    octets = base64.b64decode(content)
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets


def _sentence(real: list[Finding], path: str) -> str:
    first, *others = real
    more = f" and {len(others)} more" if others else ""
    why = _WHY_NOT_IN_NOTEBOOKS if _is_notebook(path) else _WHY_NOT_IN_GIT
    return (
        f"{redacted(path)} was not saved: there is an {first.kind} in it, {first.value}, in {first.place}{more}. "
        f"{first.first} {why}"
    )
