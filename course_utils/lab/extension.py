"""A JupyterLab server extension: the course panel, and the map that is written afresh when a notebook is saved."""

from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.lab.handlers import make_desk, routes
from course_utils.learner.course_map import write_map
from course_utils.learner.units import find_course_home, read_course
from course_utils.learner.workspace import find_workspace


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    workspace = find_workspace(Path(server.root_dir))
    course = read_course(find_course_home(workspace.folder))
    web = server.web_app
    web.add_handlers(".*$", routes(web.settings["base_url"], make_desk(course, workspace)))

    def refresh_map(model: dict[str, Any], **_: Any) -> None:
        if model["type"] != "notebook":
            return
        try:
            write_map(course, workspace)
        except (CourseError, OSError) as error:
            # The notebook is saved by now; an error raised here would tell the learner that it is not.
            server.log.warning("The map was not written: %s", error)

    server.contents_manager.register_post_save_hook(refresh_map)
