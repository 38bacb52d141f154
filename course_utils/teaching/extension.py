"""A JupyterLab server extension for who teaches: what the panel asks, below `/course/api/teaching`."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from course_utils.errors import CourseError
from course_utils.learner.units import find_course_home, read_course
from course_utils.teaching.work import Work


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    from course_utils.checks.validating import validate_exercises  # noqa: PLC0415 — as below
    from course_utils.grading.records.layout import load_folders  # noqa: PLC0415 — nbgrader takes seconds
    from course_utils.teaching.panel import Panel  # noqa: PLC0415

    validate_exercises()
    root, settings = Path(server.root_dir), server.web_app.settings
    work = Work(root)
    course = read_course(find_course_home(root))
    panel = Panel(course, load_folders(root), work, settings["base_url"])
    address = url_path_join(settings["base_url"], "course", "api", "teaching")
    given = {"panel": panel, "work": work}
    server.web_app.add_handlers(".*$", [(address, TeachingHandler, given)])


def _told(method: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Answer what went wrong with its sentence."""

    @wraps(method)
    def answer(handler: "TeachingHandler") -> None:
        try:
            method(handler)
        except (CourseError, OSError) as error:
            handler.set_status(409)
            handler.finish({"message": str(error)})

    return web.authenticated(answer)


class TeachingHandler(APIHandler):
    """How the class stands; and a command to begin, or to stop."""

    def initialize(self, panel: Any, work: Work) -> None:
        self.panel, self.work = panel, work

    @_told
    def get(self) -> None:
        run = self.work.latest
        self.finish(
            {
                "sections": self.panel.sections(),
                "said": self.panel.said(),
                "running": run is not None and run.running,
            }
        )

    @_told
    def post(self) -> None:
        asked = self.get_json_body() or {}
        if asked.get("do") == "stop":
            self.work.stop()
        else:
            self.work.start(self.panel.words(asked))
        self.finish({})
