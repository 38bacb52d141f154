import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from course_utils.lab.platform_process import find_running, running
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


def test_a_learner_is_told_where_older_practice_data_is(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workspace.state / "database.sqlite"
    with sqlite3.connect(file) as older:
        older.execute("CREATE TABLE platform (schema_version INTEGER)")
        older.execute("INSERT INTO platform VALUES (1)")
    older.close()
    with running(workspace, os.environ) as process:
        assert process is not None
        assert find_running(workspace)
    (kept,) = workspace.state.glob("database-*.sqlite")
    assert str(kept) in capsys.readouterr().out


@pytest.mark.parametrize("url", ["file:///", "http://127.0.0.1:9api", "http://127.0.0.1:9", ""])
def test_where_nobody_can_answer_no_platform_is_found(workspace: Workspace, url: str) -> None:
    Address(url, "", "", "token").write(workspace.platform_file)
    assert find_running(workspace) is None
