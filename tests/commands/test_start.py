import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import httpx
import psutil
import pytest
import websocket

from course_utils.commands.start import Page, Wishes, learner_variables
from course_utils.lab.launch import Lab, RunningLab
from course_utils.learner.units import read_course
from course_utils.platform_file import Address
from tests.checkout import make_checkout, make_workspace
from tests.conftest import OrdinaryUser
from tests.running_course import START, RunningCourse, environment, run_course
from tests.test_environment import HARMFUL, UNDERNEATH

posix = pytest.mark.skipif(os.name == "nt", reason="Windows stops a process in another way")

REAL_KEY = token_hex()
PLATFORM_LEFT_BEHIND = Address("http://127.0.0.1:9", "", "", "t", pid=1)
LAB_LEFT_BEHIND = {"url": "http://127.0.0.1:9/", "token": "t", "root_dir": "/", "pid": 1}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCourse]:
    """Run a course where an earlier one was killed, a real key is about, and much that could break it."""
    checkout = make_checkout(tmp_path_factory.mktemp("start") / "checkout")
    state = checkout / "work" / ".course"
    runtime = state / "jupyter" / "runtime"
    runtime.mkdir(parents=True)
    PLATFORM_LEFT_BEHIND.write(state / "platform.json")
    (runtime / "jpserver-1.json").write_text(json.dumps(LAB_LEFT_BEHIND), encoding="utf-8")
    with run_course(
        checkout,
        "--no-browser",
        variables=environment(**HARMFUL, **UNDERNEATH, OPENAI_API_KEY=REAL_KEY),
    ) as running:
        yield running


def _refused(folder: Path, *options: str, prefix: tuple[str, ...] = ()) -> str:
    """Run `course start` where it must refuse, and return its one line."""
    ended = subprocess.run(
        [*prefix, *START, "--no-browser", *options],
        cwd=folder,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("course: ")
    return lines[0]


def _api(course: RunningCourse, method: str, path: str, token: str) -> httpx.Response:
    headers = {"authorization": f"token {token}"}
    return httpx.request(method, f"{course.url}api/{path}", headers=headers, trust_env=False)


def test_it_says_little_and_ends_with_the_address(course: RunningCourse) -> None:
    assert course.lines[0] == "A course"
    assert course.lines[1] == f"Your notebooks: {course.folder / 'work'} (3 new files)"
    assert course.lines[-3:] == [
        "Open this address in your browser:",
        course.address,
        "To stop the course, press Ctrl-C here.",
    ]
    assert len(course.lines) == 7


def test_the_address_opens_the_page_and_nobody_else_gets_in(course: RunningCourse) -> None:
    assert httpx.get(course.address, trust_env=False).status_code == 200
    assert _api(course, "GET", "contents/start.md", course.token).status_code == 200
    assert _api(course, "GET", "contents/start.md", "guessed").status_code == 403


def test_both_servers_listen_on_this_computer_only(course: RunningCourse) -> None:
    hosts = {
        connection.laddr.ip
        for process in course.processes()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert hosts == {"127.0.0.1"}


def test_the_platform_is_up(course: RunningCourse) -> None:
    announced = json.loads((course.folder / "work/.course/platform.json").read_text())
    answer = httpx.get(f"{announced['url']}/practice/health", trust_env=False)
    assert answer.status_code == 200


@posix
def test_a_terminal_in_jupyterlab_finds_the_course_command(course: RunningCourse) -> None:
    name = _api(course, "POST", "terminals", course.token).json()["name"]
    socket_url = course.url.replace("http", "ws", 1)
    terminal = websocket.create_connection(
        f"{socket_url}terminals/websocket/{name}?token={course.token}", timeout=60
    )
    terminal.send(json.dumps(["stdin", "course --version; echo it is $((40 + 2))\r"]))
    said = ""
    while "it is 42" not in said:
        kind, *content = json.loads(terminal.recv())
        said += content[0] if kind == "stdout" else ""
    terminal.close()
    assert "course, version" in said


def test_a_real_key_is_set_aside_told_of_once_and_never_shown(course: RunningCourse) -> None:
    said = "\n".join(course.lines)
    assert said.count("OPENAI_API_KEY") == 1
    assert REAL_KEY not in said
    environments = [process.environ() for process in course.processes()]
    assert len(environments) >= 2
    assert all(REAL_KEY not in variables.values() for variables in environments)
    assert all(variables["COURSE_KEYS_SET_ASIDE"] == "OPENAI_API_KEY" for variables in environments)
    files = [path for path in (course.folder / "work").rglob("*") if path.is_file()]
    assert all(REAL_KEY.encode() not in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], []),
        (
            ["--port", "1", "--keep-real-key"],
            ["To let --port and --keep-real-key count, stop it and start again."],
        ),
    ],
)
def test_a_second_start_shows_the_page_of_the_first(
    course: RunningCourse, options: list[str], told: list[str]
) -> None:
    again = subprocess.run(
        [*START, "--no-browser", *options],
        cwd=course.folder / "work",
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert again.stdout.splitlines() == [
        "A course",
        "The course is running already; Ctrl-C in its terminal stops it.",
        *told,
        "Open this address in your browser:",
        course.address,
    ]


def test_an_instructor_who_starts_again_is_heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = read_course(make_checkout(tmp_path))
    workspace = make_workspace(home, tmp_path)
    for root, told in ((workspace.folder, True), (tmp_path, False)):
        running = RunningLab("http://127.0.0.1:9/", "t", root)
        page = Page(home, Lab(workspace, instructor=True), no_browser=True)
        page.show_again(running, Wishes(9, instructor=True, keep_real_key=False))
        assert ("To let --instructor count" in capsys.readouterr().out) == told


def test_nothing_of_the_users_own_jupyter_is_read_or_written(course: RunningCourse) -> None:
    for process in course.processes():
        places = {
            n: v for n, v in process.environ().items() if n.startswith(("JUPYTER", "IPYTHON"))
        }
        if places:
            assert str(course.folder) in places["JUPYTER_CONFIG_DIR"]
            assert str(course.folder) in places["JUPYTER_DATA_DIR"]
            assert str(course.folder) in places["IPYTHONDIR"]


@posix
def test_what_could_open_the_course_is_for_its_owner_alone(course: RunningCourse) -> None:
    state = course.folder / "work" / ".course"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    for name in ("platform.json", "platform.log", "jupyterlab.log"):
        assert stat.S_IMODE((state / name).stat().st_mode) == 0o600


@posix
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    with run_course(checkout, "--no-browser") as course:
        assert _api(course, "POST", "kernels", course.token).status_code == 201
        started = course.processes()
        said = course.stop()
        assert course.process.wait() == 0
    assert said[-1] == f"Everything is stopped. What you saved is in {checkout / 'work'}."
    assert len(started) >= 3
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert not (checkout / "work/.course/platform.json").exists()


@posix
def test_what_a_killed_start_left_running_is_ended_by_the_next(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    with run_course(checkout, "--no-browser") as killed:
        left_behind = killed.processes()
        killed.process.kill()
        killed.process.wait()
    port = str(httpx.URL(killed.url).port)
    with run_course(checkout, "--no-browser", "--port", port) as course:
        assert psutil.wait_procs(left_behind, timeout=10)[1] == []
        assert httpx.get(course.address, trust_env=False).status_code == 200


@posix
def test_shut_down_from_jupyterlab_everything_ends(tmp_path: Path) -> None:
    with run_course(make_checkout(tmp_path / "checkout"), "--no-browser") as course:
        started = course.processes()
        _api(course, "POST", "shutdown", course.token)
        assert course.process.wait() == 0
    assert psutil.wait_procs(started, timeout=10)[1] == []


@posix
def test_the_browser_is_sent_to_a_page_that_leads_to_the_course(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser.py"
    browser.write_text(f"import sys\nopen({str(seen)!r}, 'w').write(sys.argv[1])", encoding="utf-8")
    variables = environment(BROWSER=f"{sys.executable} {browser} %s")
    checkout = make_checkout(tmp_path / "checkout")
    with run_course(checkout, variables=variables) as course:
        doorway = checkout / "work" / "open-course.html"
        assert seen.read_text(encoding="utf-8") == doorway.as_uri()
        assert course.address in doorway.read_text(encoding="utf-8")
        assert stat.S_IMODE(doorway.stat().st_mode) == 0o600
        course.stop()
    assert not doorway.exists()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = _refused(make_checkout(tmp_path / "checkout"), "--port", str(port))
    assert line == f"course: Port {port} is taken by another program. Choose another with --port."


def test_a_broken_course_file_is_named(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    (checkout / "course.toml").write_text("title =", encoding="utf-8")
    assert "course.toml is not a valid course description" in _refused(checkout)


def test_a_platform_that_cannot_start_says_why_and_nothing_stays(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    state = checkout / "work" / ".course"
    state.mkdir(parents=True)
    (state / "keys.json").write_text("not JSON", encoding="utf-8")
    line = _refused(checkout)
    assert line.startswith("course: ")
    assert "keys.json can't be read" in line
    assert not list((state / "jupyter" / "runtime").glob("jpserver-*.json"))


@posix
def test_what_another_user_left_behind_is_named(
    tmp_path: Path, ordinary_user: OrdinaryUser
) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    settings = checkout / "work" / ".course" / "jupyter"
    settings.mkdir(parents=True)
    for folder in (checkout / "work", settings.parent):
        if os.geteuid() == 0:
            ordinary_user.give(folder)
    settings.chmod(0o555)
    assert f"{settings}" in _refused(checkout, prefix=ordinary_user.prefix)
    settings.chmod(0o755)


def test_a_real_key_is_kept_for_those_who_mean_it(capsys: pytest.CaptureFixture[str]) -> None:
    inherited = {"OPENAI_API_KEY": REAL_KEY}
    assert learner_variables(inherited, keep_real_key=True)["OPENAI_API_KEY"] == REAL_KEY
    assert "OPENAI_API_KEY" not in learner_variables(inherited, keep_real_key=False)
    said = capsys.readouterr().out
    assert said.count("OPENAI_API_KEY") == 2
    assert REAL_KEY not in said


@posix
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, ordinary_user: OrdinaryUser
) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    checkout.chmod(0o555)
    line = _refused(checkout, prefix=ordinary_user.prefix)
    assert f"The folder {checkout / 'work'} cannot be written" in line
    checkout.chmod(0o755)
