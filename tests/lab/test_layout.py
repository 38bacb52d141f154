import json
from pathlib import Path
from typing import Any

import pytest
from jupyterlab_server.workspaces_handler import WorkspacesManager

from course_utils.lab.layout import NAME, write_layout

FIRST, SECOND = Path("lessons/00_first.ipynb"), Path("lessons/02_second.ipynb")


def _load(folder: Path) -> dict[str, Any]:
    """Load the layout as JupyterLab's own server does, which finds the file by its name."""
    data: dict[str, Any] = WorkspacesManager(str(folder)).load(NAME)["data"]
    return data


def _places(folder: Path) -> Any:
    return _load(folder)["layout-restorer:data"]


def _save(folder: Path, data: dict[str, Any]) -> None:
    raw = json.dumps({"metadata": {"id": NAME}, "data": data})
    WorkspacesManager(str(folder)).save(NAME, raw)


def test_the_panel_is_in_the_sidebar_and_the_notebook_in_front(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    places = _places(tmp_path)
    assert places["left"]["current"] == "course-desk"
    assert places["main"]["dock"]["widgets"] == ["notebook:lessons/00_first.ipynb"]


def test_the_notebook_says_what_it_opens(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    data = _load(tmp_path)
    assert data["notebook:lessons/00_first.ipynb"]["data"]["path"] == "lessons/00_first.ipynb"


def test_open_notebooks_stay_open_behind_the_next_one(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    write_layout(tmp_path, SECOND)
    dock = _places(tmp_path)["main"]["dock"]
    assert dock["widgets"] == [f"notebook:{FIRST}", f"notebook:{SECOND}"]
    assert dock["currentIndex"] == 1
    write_layout(tmp_path, FIRST)
    assert _places(tmp_path)["main"]["dock"]["currentIndex"] == 0
    assert f"notebook:{SECOND}" in _load(tmp_path)


def test_a_divided_main_area_stays_divided(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    data = _load(tmp_path)
    areas = [
        {"type": "tab-area", "currentIndex": 0, "widgets": ["terminal:1"]},
        {"type": "tab-area", "currentIndex": 0, "widgets": [f"notebook:{FIRST}"]},
    ]
    dock = {"type": "split-area", "orientation": "vertical", "sizes": [1, 1], "children": areas}
    data["layout-restorer:data"]["main"]["dock"] = dock
    _save(tmp_path, data)
    write_layout(tmp_path, SECOND)
    kept, changed = _places(tmp_path)["main"]["dock"]["children"]
    assert kept == areas[0]
    assert changed["widgets"] == [f"notebook:{FIRST}", f"notebook:{SECOND}"]


def test_the_panel_comes_back_after_it_was_closed(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    data = _load(tmp_path)
    data["layout-restorer:data"]["left"] = {"collapsed": True, "visible": True, "widgets": []}
    _save(tmp_path, data)
    write_layout(tmp_path, FIRST)
    left = _places(tmp_path)["left"]
    assert left["collapsed"] is False
    assert left["current"] == "course-desk"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="nothing saved"),
        pytest.param({"layout-restorer:data": {"main": {"dock": None}}}, id="everything closed"),
        pytest.param({"layout-restorer:data": {"main": {}}}, id="another JupyterLab"),
        pytest.param({"layout-restorer:data": []}, id="something else"),
    ],
)
def test_a_layout_that_cannot_be_kept_is_made_anew(tmp_path: Path, data: dict[str, Any]) -> None:
    write_layout(tmp_path, FIRST)
    _save(tmp_path, data)
    write_layout(tmp_path, SECOND)
    assert _places(tmp_path)["main"]["dock"]["widgets"] == [f"notebook:{SECOND}"]


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    write_layout(tmp_path, FIRST)
    (path,) = tmp_path.iterdir()
    path.write_text("{", encoding="utf-8")
    write_layout(tmp_path, FIRST)
    assert _places(tmp_path)["main"]["dock"]["widgets"] == [f"notebook:{FIRST}"]
