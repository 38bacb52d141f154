from dataclasses import replace
from pathlib import Path

import pytest

from course_utils.lab.platform_process import find_running
from course_utils.learner.workspace import Workspace
from course_utils.platform_file import NAME, Address
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
        announced = Address.read(tmp_path / "other" / NAME)
        assert announced is not None
        replace(announced, operator_token="an-earlier-one").write(workspace.platform_file)
        assert find_running(workspace) is None
        announced.write(workspace.platform_file)
        assert find_running(workspace) == other.url


@pytest.mark.parametrize("url", ["file:///", "http://127.0.0.1:9api", "http://127.0.0.1:9", ""])
def test_where_nobody_can_answer_no_platform_is_found(workspace: Workspace, url: str) -> None:
    Address(url, "", "", "token").write(workspace.platform_file)
    assert find_running(workspace) is None
