import socket
from pathlib import Path
from secrets import token_hex

import pytest

from course_utils.checks.git import GitError, ignores
from course_utils.environment import LEFT_OUT, SET_ASIDE, for_our_programs
from course_utils.keys import Kind, generate
from course_utils.lab import health
from course_utils.learner.workspace import Workspace, write_state
from tests.serving import serve


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "work")
    workspace.prepare()
    return workspace


@pytest.mark.parametrize(
    ("version", "verdict"),
    [((3, 10), "problem"), ((3, 11), "ok"), ((3, 14), "ok"), ((3, 15), "problem")],
)
def test_pythons_that_the_course_is_made_for(version: tuple[int, int], verdict: str) -> None:
    assert health.python(version).verdict == verdict


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_packages_are_compared_with_the_pins_that_were_installed(tmp_path: Path, name: str) -> None:
    (tmp_path / "requirements.txt").write_text("not-there==1\n", encoding="utf-8")
    (tmp_path / "requirements-test.txt").write_text("not-there==1\n", encoding="utf-8")
    (tmp_path / "set-up-complete").write_text(f"{name} 123", encoding="utf-8")
    pins = tmp_path / name
    pins.write_text("click>=8 \\\n    --hash=sha256:0\n", encoding="utf-8")
    finding = health.packages(tmp_path, tmp_path)
    assert finding.verdict == "ok"
    assert finding.text == "All 1 are there, in the versions that were tested."
    pins.write_text("click==0.1 \\\n    --hash=sha256:0\n", encoding="utf-8")
    finding = health.packages(tmp_path, tmp_path)
    assert finding.verdict == "look"
    assert "Another version than tested" in finding.text
    assert "(wanted: ==0.1)" in finding.text
    pins.write_text("click==0.1\nnot-there==1\nonly==1 ; sys_platform == 'x'\n", encoding="utf-8")
    finding = health.packages(tmp_path, tmp_path)
    assert (finding.verdict, finding.text) == ("problem", "Not installed: not-there.")


def test_where_start_installed_nothing_packages_are_what_the_course_allows(tmp_path: Path) -> None:
    """The pins of a checkout say nothing about an environment that a wheel was installed into."""
    (tmp_path / "requirements.txt").write_text("not-there==1\n", encoding="utf-8")
    finding = health.packages(tmp_path, tmp_path / "environment")
    assert finding.verdict == "ok"
    assert finding.text.endswith("in versions that the course allows.")


def test_git_that_is_missing_is_told_in_the_words_of_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert health.git().verdict == "ok"
    monkeypatch.setenv("PATH", str(tmp_path))
    finding = health.git()
    with pytest.raises(GitError) as raised:
        ignores({}, ".env")
    assert finding.verdict == "problem"
    assert finding.remedy.endswith("install git") or "winget" in finding.remedy
    assert str(raised.value).startswith(f"{finding.text} {finding.remedy}")


def test_a_folder_that_can_be_written(workspace: Workspace, tmp_path: Path) -> None:
    assert health.work_folder(workspace).verdict == "ok"
    assert health.work_folder(Workspace(tmp_path / "later")).verdict == "look"


def test_a_platform_that_answers_and_one_that_was_killed(workspace: Workspace) -> None:
    assert health.platform(workspace).text == "It is not running."
    with serve(workspace.state) as running:
        finding = health.platform(workspace)
        assert (finding.verdict, running.url in finding.text) == ("ok", True)
    finding = health.platform(workspace)
    assert finding.verdict == "look"
    assert finding.text == "It is not running; the last one was not stopped in order."


def test_a_jupyterlab_that_does_not_answer(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    runtime = workspace.state / "jupyter" / "runtime"
    runtime.mkdir(parents=True)
    write_state(runtime / "jpserver-1.json", {"url": url, "token": "t", "root_dir": "/"})
    assert health.jupyterlab(workspace).verdict == "look"


def test_a_real_key_in_the_environment_is_told_of_without_its_value(tmp_path: Path) -> None:
    value = token_hex()
    (finding,) = health.keys({"OPENAI_API_KEY": value}, tmp_path)
    assert finding.verdict == "look"
    assert finding.text == "There is a real key in the variable OPENAI_API_KEY."
    assert value not in finding.remedy


def test_a_real_key_in_a_dotenv_above_is_told_of_without_its_value(tmp_path: Path) -> None:
    value = token_hex()
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"OPENAI_API_KEY='{value}'\n", encoding="utf-8")
    below = tmp_path / "work" / "lessons"
    below.mkdir(parents=True)
    (finding,) = health.keys({}, below)
    assert finding.verdict == "look"
    assert finding.text == f"There is a real key in {dotenv}."


def test_practice_keys_are_no_news(tmp_path: Path) -> None:
    key = generate(Kind.PROJECT)
    (tmp_path / ".env").write_text(f"OPENAI_API_KEY={key}\nOPENAI_ADMIN_KEY=\n", encoding="utf-8")
    (finding,) = health.keys({"OPENAI_API_KEY": key}, tmp_path)
    assert finding.verdict == "ok"


def test_a_key_that_start_has_set_aside_is_told_of(tmp_path: Path) -> None:
    (finding,) = health.keys({SET_ASIDE: "OPENAI_API_KEY"}, tmp_path)
    assert finding.verdict == "ok"
    assert "`course start` found one in OPENAI_API_KEY" in finding.text


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"ALL_PROXY": "socks5://127.0.0.1:1"}, "ALL_PROXY"),
        ({LEFT_OUT: "PYTHONPATH SSL_CERT_FILE"}, "PYTHONPATH, SSL_CERT_FILE"),
    ],
)
def test_the_settings_that_are_left_out_are_named(environment: dict[str, str], named: str) -> None:
    finding = health.environment_of(environment)
    assert (finding.verdict, named in finding.text) == ("look", True)


def test_a_terminal_of_the_course_has_nothing_to_leave_out() -> None:
    inside = for_our_programs({"HOME": "/home/ana"})
    assert health.environment_of(inside).verdict == "ok"
