"""A JupyterLab server extension: when a notebook is saved, the map is written afresh."""

from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.learner.course_map import write_map
from course_utils.learner.units import find_course_home, read_course
from course_utils.learner.workspace import find_workspace


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    workspace = find_workspace(Path(server.root_dir))

    def refresh_map(model: dict[str, Any], **_: Any) -> None:
        if model["type"] != "notebook":
            return
        try:
            write_map(read_course(find_course_home(workspace.folder)), workspace)
        except (CourseError, OSError) as error:
            # The notebook is saved by now; an error raised here would tell the learner that it is not.
            server.log.warning("The map was not written: %s", error)

    server.contents_manager.register_post_save_hook(refresh_map)
