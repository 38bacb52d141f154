"""What the page asks, over HTTP, of a JupyterLab that really runs."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from course_utils.platform_file import Address
from tests.checkout import make_checkout
from tests.running_course import RunningCourse, run_course

LESSON = "lessons/00_first.ipynb"
EXERCISE = "exercises/practice_it/practice_it.ipynb"
CONSOLE = "course/console/"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCourse]:
    checkout = make_checkout(tmp_path_factory.mktemp("handlers") / "checkout")
    with run_course(checkout, "--no-browser") as course:
        yield course


def ask(
    course: RunningCourse, method: str, what: str, token: str | None = None, json: object = None
) -> httpx.Response:
    headers = {"authorization": f"token {token or course.token}"}
    return httpx.request(
        method, f"{course.url}course/{what}", headers=headers, json=json, trust_env=False
    )


def test_how_things_stand(course: RunningCourse) -> None:
    standing = ask(course, "GET", "api/standing?path=lessons/00_first.ipynb").json()
    assert [name for name, _ in standing["sections"]] == ["head", "units", "know"]
    assert standing["running"] is False
    assert standing["renewed"] == {}


def test_nobody_asks_without_the_token(course: RunningCourse) -> None:
    assert ask(course, "GET", "api/standing", token="guessed").status_code == 403
    assert ask(course, "POST", "api/start-over", "guessed", {"path": EXERCISE}).status_code == 403


@pytest.mark.parametrize("what", ["check", "start-over", "not-yet"])
@pytest.mark.parametrize("path", ["../secrets.ipynb", "lessons/00_other.ipynb", "", None, 7])
def test_only_the_notebooks_of_the_course_are_touched(
    course: RunningCourse, what: str, path: object
) -> None:
    refused = ask(course, "POST", f"api/{what}", json={"path": path})
    assert refused.status_code == 409
    assert "exercise of this course" in refused.json()["message"]


@pytest.mark.parametrize("what", ["check", "not-yet"])
def test_a_lesson_has_nothing_to_check(course: RunningCourse, what: str) -> None:
    refused = ask(course, "POST", f"api/{what}", json={"path": LESSON})
    assert refused.status_code == 409
    assert refused.json()["message"] == f"{LESSON} is no exercise of this course."


def test_starting_over_keeps_the_old_one_and_tells_every_page(course: RunningCourse) -> None:
    assert ask(course, "POST", "api/start-over", json={"path": EXERCISE}).status_code == 200
    renewed = ask(course, "GET", "api/standing").json()["renewed"]
    kept = EXERCISE.replace(".ipynb", ".kept-1.ipynb")
    assert renewed == {EXERCISE: {"number": 1, "kept": kept}}
    assert (course.folder / "work" / kept).is_file()


def test_a_notebook_that_cannot_be_read_is_told_until_it_starts_over(
    course: RunningCourse,
) -> None:
    mine = course.folder / "work" / LESSON
    mine.write_text(mine.read_text("utf-8")[:40], encoding="utf-8")
    standing = ask(course, "GET", "api/standing").json()
    assert standing["unreadable"] == [LESSON]
    assert [name for name, _ in standing["sections"]] == ["head", "unreadable", "units", "know"]
    ask(course, "POST", "api/start-over", json={"path": LESSON})
    assert ask(course, "GET", "api/standing").json()["unreadable"] == []


def test_a_browser_asks_for_the_pages_scripts_each_time(course: RunningCourse) -> None:
    answer = httpx.get(f"{course.url}course/desk/plugins.js", trust_env=False)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["../extension.py", "no_such.js", "desk.js.map"])
def test_nothing_else_is_served(course: RunningCourse, name: str) -> None:
    assert httpx.get(f"{course.url}course/desk/{name}", trust_env=False).status_code in (403, 404)


def test_the_console_is_for_who_has_the_token_and_frames_of_its_own_jupyterlab_alone(
    course: RunningCourse,
) -> None:
    with httpx.Client(base_url=course.url, trust_env=False) as stranger:
        assert stranger.get(CONSOLE).status_code in (302, 403)
        assert stranger.post(f"{CONSOLE}sign-in").status_code in (302, 403)
        stranger.headers["authorization"] = f"token {course.token}"
        door = stranger.get(f"{CONSOLE}settings/api-keys")
        assert door.status_code == 401
        assert "frame-ancestors 'self'" in door.headers["content-security-policy"]
        signed_in = stranger.post(f"{CONSOLE}sign-in")
        assert signed_in.headers["location"] == "./"
        assert "path=" not in signed_in.headers["set-cookie"].lower()
        first = stranger.get(CONSOLE)
        assert first.headers["cache-control"] == "no-store"
        assert stranger.head(CONSOLE).status_code == 200
        assert stranger.get(f"{CONSOLE}static/console.css").status_code == 200
        assert stranger.get(f"{CONSOLE}../v1/models").status_code == 404
        with stranger.stream("GET", f"{CONSOLE}events?requests=0") as stream:
            assert next(stream.iter_lines()) == ":"


def test_a_console_whose_platform_has_stopped_says_so(course: RunningCourse) -> None:
    file = course.folder / "work" / ".course" / "platform.json"
    running = Address.read(file)
    assert running is not None
    replace(running, url="http://127.0.0.1:1").write(file)
    try:
        stopped = ask(course, "GET", "console/")
    finally:
        running.write(file)
    assert stopped.status_code == 503
    assert "The practice platform has stopped" in stopped.text
    assert ask(course, "GET", "console/").status_code == 401
