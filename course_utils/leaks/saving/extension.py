"""The server extension: looks at every file before the server writes it, whichever way it comes.

Jupyter's server shows the text of an `HTTPError` word for word, and saves in spite of any other exception in a hook.
So whatever goes wrong here becomes one.
"""

import inspect
import posixpath
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tornado.web import HTTPError

from course_utils.leaks.saving.guard import Guard, KeyInFileError, found_in

REFUSED = 422
"""The status of a refusal; nothing else in the contents API has it."""

_FIRST = 1
_LAST = -1
_MOST_FILES = 2000


def load(server: Any) -> None:
    """Guard the files of a Jupyter server."""
    install(server.contents_manager)


def install(contents: Any) -> None:
    """Guard what a contents manager writes."""
    guard = Guard(lambda path: _file_of(contents, path))

    def hook(model: dict[str, Any], path: str, **_: Any) -> None:
        with _told():
            guard.before_save(model, path)

    contents.register_pre_save_hook(hook)
    watched = _Watched(contents, guard)
    _before(contents, "rename_file", watched.before_rename)
    _before(contents, "copy", watched.before_copy)
    _before(contents, "create_checkpoint", watched.before_checkpoint)
    _before(contents, "restore_checkpoint", watched.before_restoring)
    _before(contents, "save", watched.before_upload)
    _after(contents, "save", watched.after_upload)


class _Watched:
    """What is asked before the contents manager does something with files that are on the disk."""

    def __init__(self, contents: Any, guard: Guard) -> None:
        self._contents = contents
        self._guard = guard
        self._replaced: dict[str, IO[bytes]] = {}
        """What stood in a file before the first piece of an upload took its place."""

    def before_rename(self, old_path: str, new_path: str) -> None:
        """Look at a file, and at those of a folder where git does not take them yet and will then."""
        file = self._guard.file_of(old_path)
        if file is not None and file.is_dir() and not self._is_new_to_git(old_path, new_path):
            return
        for below, text in _texts(file):
            self._guard.before_copy(text, f"{new_path}{below}")

    def before_copy(self, from_path: str, to_path: str | None = None) -> None:
        """A file is read and saved again; only a folder is copied as it is."""
        file = self._guard.file_of(from_path)
        if file is not None and file.is_dir():
            self.before_rename(from_path, f"{to_path or ''}/{file.name}".strip("/"))

    def _is_new_to_git(self, old_path: str, new_path: str) -> bool:
        old, new = self._guard.file_of(old_path), self._guard.file_of(new_path)
        return old is not None and new is not None and self._guard.is_newly_taken(old, new)

    def before_checkpoint(self, path: str) -> None:
        """A checkpoint lies in a folder that git may take, also where it does not take the file."""
        for _, text in _texts(self._guard.file_of(path)):
            found = found_in(text, path)
            self._guard.refuse(found, path)
            try:
                self._guard.refuse(found, _checkpoint(path))
            except KeyInFileError:
                self._keep_from_git(_checkpoint(path))
                self._guard.refuse(found, _checkpoint(path))

    def _keep_from_git(self, checkpoint: str) -> None:
        """Let git ignore the folder of a checkpoint, as it does the file that it is of."""
        file = self._guard.file_of(checkpoint)
        if file is not None and not (rules := file.parent / ".gitignore").exists():
            file.parent.mkdir(exist_ok=True)
            rules.write_text("*\n", encoding="utf-8")

    def before_restoring(self, checkpoint_id: str, path: str) -> None:
        checkpoints = self._contents.checkpoints
        if hasattr(checkpoints, "checkpoint_path"):
            for _, text in _texts(Path(checkpoints.checkpoint_path(checkpoint_id, path))):
                self._guard.before_copy(text, path)

    def before_upload(self, model: dict[str, Any], path: str = "") -> None:
        """Keep what the upload replaces, until it is known whether it may."""
        file = self._guard.file_of(path)
        if model.get("chunk") != _FIRST or file is None:
            return
        self._forget(path)
        if file.is_file():
            kept = self._replaced[path] = TemporaryFile()  # noqa: SIM115 - closed when it is let go
            with file.open("rb") as old:
                shutil.copyfileobj(old, kept)

    def after_upload(self, model: dict[str, Any], path: str = "") -> None:
        """A large file comes in pieces that may cut a key: look at all of it when it is there."""
        file = self._guard.file_of(path)
        if model.get("chunk") != _LAST or file is None:
            return
        try:
            for _, text in _texts(file):
                masked = self._guard.masked(text, path)
                if masked != text:
                    file.write_text(masked, encoding="utf-8", newline="")
        except BaseException:
            self._put_back(file, self._replaced.get(path))
            raise
        finally:
            self._forget(path)

    def _forget(self, path: str) -> None:
        if path in self._replaced:
            self._replaced.pop(path).close()

    def _put_back(self, file: Path, kept: IO[bytes] | None) -> None:
        if kept is None:
            file.unlink()
            return
        kept.seek(0)
        with file.open("wb") as again:
            shutil.copyfileobj(kept, again)


def _checkpoint(path: str) -> str:
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    return posixpath.join(folder, ".ipynb_checkpoints", f"{stem}-checkpoint{ending}")


def _file_of(contents: Any, path: str) -> Path | None:
    if not hasattr(contents, "_get_os_path"):
        return None
    return Path(contents._get_os_path(path.strip("/")))  # noqa: SLF001 - there is no public way


def _texts(file: Path | None) -> Iterator[tuple[str, str]]:
    """Give the text of a file, or of each file of a folder with what to add to the folder's path.

    Raises:
        ValueError: there are too many to look at.
    """
    if file is None or not file.exists():
        return
    files = [file] if file.is_file() else [each for each in file.rglob("*") if each.is_file()]
    if len(files) > _MOST_FILES:
        raise ValueError(f"more than {_MOST_FILES} files")
    for each in files:
        try:
            text = each.read_bytes().decode()  # line ends stay as they are
        except UnicodeDecodeError:
            continue
        below = each.relative_to(file).as_posix()
        yield ("" if below == "." else f"/{below}"), text


@contextmanager
def _told() -> Iterator[None]:
    """Make an `HTTPError` of whatever is raised."""
    try:
        yield
    except HTTPError:
        raise
    except KeyInFileError as error:
        raise HTTPError(REFUSED, str(error)) from None
    except Exception as error:
        raise HTTPError(
            500,
            f"Nothing was written, because the search for keys in it failed ({type(error).__name__}). "
            "Save it under another name to try again, and tell who maintains the course.",
        ) from error


def _before(contents: Any, name: str, check: Callable[..., None]) -> None:
    _replace(contents, name, check, before=True)


def _after(contents: Any, name: str, check: Callable[..., None]) -> None:
    _replace(contents, name, check, before=False)


def _replace(contents: Any, name: str, check: Callable[..., None], *, before: bool) -> None:
    """Let a method of this one contents manager, in whichever way it is written, be checked."""
    method = getattr(contents, name)

    def look(when: bool, *arguments: Any, **named: Any) -> None:
        if when:
            with _told():
                check(*arguments, **named)

    async def later(*arguments: Any, **named: Any) -> Any:
        look(before, *arguments, **named)
        done = await method(*arguments, **named)
        look(not before, *arguments, **named)
        return done

    def at_once(*arguments: Any, **named: Any) -> Any:
        look(before, *arguments, **named)
        done = method(*arguments, **named)
        look(not before, *arguments, **named)
        return done

    setattr(contents, name, later if inspect.iscoroutinefunction(method) else at_once)
