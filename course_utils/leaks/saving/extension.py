"""The server extension: looks at every file before the server writes it, whichever way it comes.

Jupyter's server shows the text of an `HTTPError` word for word, and saves in spite of any other exception in a hook.
So whatever goes wrong here becomes one.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from course_utils.leaks.saving import logs
from course_utils.leaks.saving.guard import Guard, KeyInFileError
from course_utils.leaks.saving.moving import Moving
from course_utils.leaks.saving.uploads import Uploads

REFUSED = 422
"""The status of a refusal; nothing else in the contents API has it."""


def load(server: Any) -> None:
    """Guard the files of a Jupyter server, and its log."""
    logs.clean(server.log)
    install(server.contents_manager)


def install(contents: Any) -> None:
    """Guard what a contents manager writes."""
    guard = Guard(lambda path: _file_of(contents, path))

    def hook(model: dict[str, Any], path: str, **_: Any) -> None:
        with _told():
            guard.before_save(model, path)

    contents.register_pre_save_hook(hook)
    moving, uploads = Moving(contents, guard), Uploads(guard)
    _watch(contents, "rename_file", moving.before_rename, moving.after_rename)
    _watch(contents, "copy", moving.before_copy, moving.after_copy)
    _watch(contents, "create_checkpoint", moving.before_checkpoint, moving.after_checkpoint)
    _watch(contents, "restore_checkpoint", moving.before_restoring, moving.after_restoring)
    _watch(contents, "save", uploads.before_save, uploads.after_save)


def _file_of(contents: Any, path: str) -> Path | None:
    if not hasattr(contents, "_get_os_path"):
        return None
    return Path(contents._get_os_path(path.strip("/")))  # noqa: SLF001 - there is no public way


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


def _watch(
    contents: Any, name: str, before: Callable[..., None], after: Callable[..., None]
) -> None:
    """Let a method of this one contents manager, in whichever way it is written, be checked.

    `before` is given what the method is, and `after` what it gave, too.
    """
    method = getattr(contents, name)

    async def later(*arguments: Any, **named: Any) -> Any:
        with _told():
            before(*arguments, **named)
        done = await method(*arguments, **named)
        with _told():
            after(done, *arguments, **named)
        return done

    def at_once(*arguments: Any, **named: Any) -> Any:
        with _told():
            before(*arguments, **named)
        done = method(*arguments, **named)
        with _told():
            after(done, *arguments, **named)
        return done

    setattr(contents, name, later if inspect.iscoroutinefunction(method) else at_once)
