"""What the page asks the course's server extension, below `/course/`."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from course_utils.errors import CourseError
from course_utils.lab import console_proxy
from course_utils.lab.checking import Checking
from course_utils.lab.console_proxy import ConsoleHandler
from course_utils.lab.panel import Panel, notebooks, start_command
from course_utils.learner.afresh import begin_afresh, begun_afresh
from course_utils.learner.progress import note_open
from course_utils.learner.units import Course
from course_utils.learner.workspace import Workspace, explained_refusals

_SCRIPTS = Path(__file__).parent / "desk"


@dataclass(frozen=True)
class Desk:
    """What the handlers share: the course, the learner, and the run of the checks."""

    course: Course
    workspace: Workspace
    checking: Checking
    panel: Panel
    started: str

    def exercise(self, path: object) -> PurePosixPath:
        """Give an exercise's path.

        Raises:
            CourseError: the page asked for something else.
        """
        return self._known(path, "exercise")

    def notebook(self, path: object) -> PurePosixPath:
        """Give the path of a lesson or an exercise.

        Raises:
            CourseError: the page asked for something else.
        """
        return self._known(path, "lesson", "exercise")

    def _known(self, path: object, *kinds: str) -> PurePosixPath:
        for known, named in notebooks(self.course).items():
            if known == path and named["kind"] in kinds:
                return PurePosixPath(known)
        raise CourseError(f"{path} is no {' or '.join(kinds)} of this course.")


def make_desk(course: Course, workspace: Workspace) -> Desk:
    checking = Checking(course, workspace)
    return Desk(course, workspace, checking, Panel(course, workspace, checking), uuid4().hex)


def routes(base_url: str, desk: Desk) -> list[tuple[Any, ...]]:
    """Give the routes for tornado."""
    pages: dict[str, type[_Handler]] = {
        "standing": StandingHandler,
        "check": CheckHandler,
        "start-over": StartOverHandler,
        "not-yet": NotYetHandler,
    }
    api = [
        (url_path_join(base_url, "course", "api", name), handler, {"desk": desk})
        for name, handler in pages.items()
    ]
    scripts = url_path_join(base_url, "course", "desk", r"(\w+\.js)")
    console = url_path_join(base_url, f"{console_proxy.PLACE}.*")
    platform = {"platform_file": desk.workspace.platform_file}
    return [
        *api,
        (scripts, ScriptHandler, {"path": str(_SCRIPTS)}),
        (console, ConsoleHandler, platform),
    ]


def _told(method: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Answer a `CourseError` with its sentence."""

    @wraps(method)
    def answer(handler: "_Handler") -> None:
        try:
            with explained_refusals(handler.desk.workspace.folder):
                method(handler)
        except CourseError as error:
            handler.set_status(409)
            handler.finish(json.dumps({"message": str(error)}))

    return web.authenticated(answer)


class _Handler(APIHandler):
    def initialize(self, desk: Desk) -> None:
        self.desk = desk


class StandingHandler(_Handler):
    """How things stand: the panel's sections, and what the page has to do."""

    @_told
    def get(self) -> None:
        in_front = self.get_query_argument("path", "")
        if in_front in self._known():
            with suppress(
                OSError
            ):  # a full disk; `course check` without a name then takes the next exercise
                note_open(self.desk.workspace, in_front)
        run = self.desk.checking.latest
        self.finish(
            {
                "sections": self.desk.panel.sections(in_front),
                "said": self.desk.panel.said(),
                "running": run is not None and run.running,
                "notebooks": self._known(),
                "unreadable": [str(each.path) for each in self.desk.panel.unreadable()],
                "renewed": begun_afresh(self.desk.workspace),
                "started": self.desk.started,
                "command": start_command(self.desk.course),
            }
        )

    def _known(self) -> dict[str, dict[str, str]]:
        return notebooks(self.desk.course)


class CheckHandler(_Handler):
    """Begin to check an exercise."""

    @_told
    def post(self) -> None:
        self.desk.checking.start(self.desk.exercise((self.get_json_body() or {}).get("path")))
        self.finish({})


class StartOverHandler(_Handler):
    """Begin a notebook afresh."""

    @_told
    def post(self) -> None:
        notebook = self.desk.notebook((self.get_json_body() or {}).get("path"))
        begin_afresh(self.desk.course, self.desk.workspace, notebook)
        self.desk.checking.forget(notebook)
        self.finish({})


class NotYetHandler(_Handler):
    """The card of a check that was run by hand."""

    @_told
    def post(self) -> None:
        asked = self.get_json_body() or {}
        exercise = self.desk.exercise(asked.get("path"))
        cell, message = str(asked.get("cell")), str(asked.get("message"))
        self.finish({"html": self.desk.panel.not_yet(exercise, cell, message)})


class ScriptHandler(web.StaticFileHandler):
    """The page's own scripts. A browser asks each time whether they are the ones it has."""

    @allow_unauthenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        await super().get(path, include_body)

    def get_content_type(self) -> str:
        return "text/javascript"  # what Windows says of .js hangs on what else is installed there

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-cache")
