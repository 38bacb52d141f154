from pathlib import Path

import pytest

from course_utils.lab.platform_process import find_running
from course_utils.learner.workspace import Workspace, read_state, write_state
from tests.serving import serve


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "work")
    workspace.prepare()
    return workspace


def test_a_platform_is_found_while_it_runs(workspace: Workspace) -> None:
    with serve(workspace.state) as running:
        assert find_running(workspace) == running.url
    assert find_running(workspace) is None


def test_another_folders_platform_on_the_same_port_is_not_ours(
    workspace: Workspace, tmp_path: Path
) -> None:
    with serve(tmp_path / "other") as other:
        announced = read_state(tmp_path / "other" / "platform.json")
        write_state(workspace.platform_file, announced | {"operator_token": "an-earlier-one"})
        assert find_running(workspace) is None
        write_state(workspace.platform_file, announced)
        assert find_running(workspace) == other.url


@pytest.mark.parametrize("announced", [{}, {"url": 5}, {"url": "file:///"}])
def test_a_broken_announcement_announces_nothing(
    workspace: Workspace, announced: dict[str, object]
) -> None:
    write_state(workspace.platform_file, announced)
    assert find_running(workspace) is None
