"""The layout of the first page: the course panel in the left sidebar, a notebook in the main area."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_utils.learner.workspace import read_state

NAME = "course"
INSTRUCTOR = "instructor"
PANEL = "course-desk"

_PLACES = "layout-restorer:data"


def write_layout(folder: Path, notebook: Path) -> None:
    """Write the layout for JupyterLab to restore.

    The panel is always in sight, whatever was there last time. Notebooks that were open stay open.

    Args:
        folder: JupyterLab's folder of workspaces.
        notebook: the notebook to bring to the front, relative to the folder that JupyterLab shows.
    """
    path = folder / _file_name(NAME)
    data = _saved_data(path)
    notebook_id = f"notebook:{notebook.as_posix()}"
    data[_PLACES] = {
        "main": {"current": notebook_id, "dock": _dock(data, notebook_id)},
        "down": {"size": 0, "widgets": []},
        "left": {
            "collapsed": False,
            "visible": True,
            "current": PANEL,
            "widgets": [PANEL, "filebrowser", "running-sessions", "@jupyterlab/toc:plugin"],
        },
        "right": {"collapsed": True, "visible": False},
        "relativeSizes": [0.28, 0.72, 0],
    }
    data[notebook_id] = {"data": {"path": notebook.as_posix(), "factory": "Notebook"}}
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"metadata": {"id": NAME}, "data": data}), encoding="utf-8")


def _file_name(name: str) -> str:
    """Return the name that jupyterlab_server's `slugify` gives to a workspace's file."""
    return f"{name}-{hashlib.sha256(name.encode()).hexdigest()[:4]}.jupyterlab-workspace"


def _saved_data(path: Path) -> dict[str, Any]:
    data = read_state(path).get("data")
    return data if isinstance(data, dict) else {}


def _dock(data: dict[str, Any], widget: str) -> dict[str, Any]:
    """Return the saved main area with `widget` in front; where nothing was open, a new one."""
    try:
        dock = data[_PLACES]["main"]["dock"]
        areas = list(_tab_areas(dock))
        area = next((area for area in areas if widget in area["widgets"]), areas[-1])
        if widget not in area["widgets"]:
            area["widgets"].append(widget)
        area["currentIndex"] = area["widgets"].index(widget)
    except (KeyError, TypeError, IndexError):  # no layout yet, or a JupyterLab that writes another
        return {"type": "tab-area", "currentIndex": 0, "widgets": [widget]}
    return dict(dock)


def _tab_areas(dock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if dock["type"] == "tab-area":
        yield dock
    for child in dock.get("children", []):
        yield from _tab_areas(child)
