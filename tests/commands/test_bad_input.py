"""No command ends in a traceback for something that a user did: a table of what users do.

Each row is run in a course of its own, and must end in one sentence and a status that says so. Rows that
need a box or a server that starts are in the tests of those.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.__main__ import let_output_lose_letters
from course_utils.commands import main
from tests.checkout import code, make_checkout, write_notebook

Spoil = Callable[[Path], None]
NAME = "practice_it"
COPY = f"work/exercises/{NAME}/{NAME}.ipynb"
RELEASED = f"exercises/{NAME}/{NAME}.ipynb"
SOURCE = f"solutions/{NAME}/{NAME}.ipynb"
GRADED = f"autograded/ann/{NAME}/{NAME}.ipynb"
LESSON = "lessons/00_first.ipynb"
CONFIGURATION = "nbgrader_config.py"
DEEP = "[" * 100_000
TOO_LONG = "x" * 300

BOOKS: dict[str, str | bytes] = {
    "not JSON": "hello",
    "empty": "",
    "a list": "[]",
    "without cells": "{}",
    "cells are a number": '{"cells": 5, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "a cell is a number": '{"cells": [1], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "an empty cell": '{"cells": [{}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "of tomorrow": '{"cells": [], "metadata": {}, "nbformat": 99, "nbformat_minor": 0}',
    "nested without end": DEEP,
    "not UTF-8": b'{"cells": ["\xe9"]}',
    "a number with 5000 digits": f'{{"cells": {"9" * 5000}}}',
    "a source that is a number": json.dumps(
        {"cells": [{**code("a", ""), "source": 5}], "metadata": {}, "nbformat": 4}
    ),
    "half a character": json.dumps(
        {"cells": [code("a", "\ud800")], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ),
}
COPIED = {"of tomorrow", "a source that is a number"}
"""Lessons that are copied as they are: whether they can be run is JupyterLab's to say."""

COURSES: dict[str, str | bytes] = {
    "no TOML": "x =",
    "not UTF-8": b"\xff",
    "empty": "",
    "a number for its units": 'title = "x"\nunit = 1',
    "numbers for its units": 'title = "x"\nunit = [1]',
    "a unit without a name": 'title = "x"\n[[unit]]\nnumber = 0',
    "no title": '[[unit]]\nnumber = 0\nname = "a"\ntitle = "A"\nlesson_minutes = 1',
    "a name that is a number": 'title = "x"\n[[unit]]\nnumber = 0\nname = 5\ntitle = "A"\nlesson_minutes = 1',
    "a name that is a path": 'title = "x"\n[[unit]]\nnumber = 0\nname = "../a"\ntitle = "A"\nlesson_minutes = 1',
    "nested without end": "x = " + "[" * 5000,
}
CONFIGURATIONS: dict[str, str | bytes] = {
    "no Python": "c = (",
    "it raises": "raise ValueError('no')",
    "it ends Python": "import sys; sys.exit(3)",
    "an unknown name": "\n\nx = undefined_name",
    "not UTF-8": b'c = "\xff"',
    "half a line": b"\0",
    "a module that is not there": "import no_such_module",
    "a number for a folder": "c = get_config()\nc.CourseDirectory.source_directory = 5",
    "without end": "def f(): f()\nf()",
}
NOTES: list[str | bytes] = [
    "",
    "[]",
    '{"exercises": 5}',
    '{"exercises": [{}], "lessons": [[1]]}',
    DEEP,
    b"\xff",
]
NAMES = ["", ".", "..", "/", "a/b", "x\0y", TOO_LONG, "[x", "%s{}", "\udcff", "nope"]
STATES = [
    "[]",
    '{"url": 5}',
    '{"url": "http://[bad"}',
    '{"url": "file:///x"}',
    '{"pid": "x"}',
    DEEP,
]


def holds(place: str, content: str | bytes) -> Spoil:
    """Put this into a file; a folder in its place goes."""

    def spoil(course: Path) -> None:
        path = course / place
        remove(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return spoil


def is_folder(place: str) -> Spoil:
    def spoil(course: Path) -> None:
        remove(course / place)
        (course / place).mkdir(parents=True)

    return spoil


def is_gone(place: str) -> Spoil:
    return lambda course: remove(course / place)


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def nothing(_course: Path) -> None:
    return


def row(label: str, spoil: Spoil, *arguments: str) -> object:
    return pytest.param(spoil, arguments, id=f"{' '.join(arguments)[:20]}: {label}")


REFUSED = [
    *(row(f"copy {label}", holds(COPY, book), "check", NAME) for label, book in BOOKS.items()),
    *(row(f"given {label}", holds(RELEASED, book), "check", NAME) for label, book in BOOKS.items()),
    *(
        row(f"lesson {label}", holds(LESSON, book), "reset", NAME)
        for label, book in BOOKS.items()
        if label not in COPIED
    ),
    *(row(f"source {label}", holds(SOURCE, book), "release") for label, book in BOOKS.items()),
    *(row(f"source {label}", holds(SOURCE, book), "grade", NAME) for label, book in BOOKS.items()),
    *(
        row(f"course {label}", holds("course.toml", text), command, *rest)
        for label, text in COURSES.items()
        for command, *rest in (["reset", NAME], ["start", "--no-browser"])
    ),
    *(
        row(f"configuration {label}", holds(CONFIGURATION, text), command, *rest)
        for label, text in CONFIGURATIONS.items()
        for command, *rest in (["release"], ["feedback", NAME])
    ),
    *(
        row("a name", nothing, command, name)
        for command in ("check", "reset", "release", "grade", "feedback")
        for name in NAMES
    ),
    row("a folder for a copy", is_folder(COPY), "check", NAME),
    row("no copy", is_gone(COPY), "check", NAME),
    row("a folder for the course", is_folder("course.toml"), "release"),
    row("a file for work", holds("work", "x"), "start", "--no-browser"),
    row("a file for the state", holds("work/.course", "x"), "start", "--no-browser"),
    row("a file for work", holds("work", "x"), "reset", NAME),
    row("a folder for the map", is_folder("work/start.md"), "reset", NAME),
    row("a folder for the lock", is_folder("work/.course/start.lock"), "start", "--no-browser"),
    row("a folder for a log", is_folder("work/.course/platform.log"), "start", "--no-browser"),
    row("a folder for the configuration", is_folder(CONFIGURATION), "release"),
    row("a folder for a source", is_folder(SOURCE), "release"),
    row("a file for exercises", holds("exercises", "x"), "release"),
    row("no sources", is_gone("solutions"), "grade", NAME),
    row("nobody graded", is_gone("autograded"), "feedback", NAME),
    row("a port", nothing, "serve", "--port", "99999"),
    row("a host", nothing, "serve", "--port", "0", "--host", "no such host"),
    row("a long host", nothing, "serve", "--port", "0", "--host", TOO_LONG),
    row("a host with dots", nothing, "serve", "--port", "0", "--host", "a..b"),
    row("a descriptor", nothing, "serve", "--fd", "-1"),
    row("a large descriptor", nothing, "serve", "--fd", "9" * 20),
    row("a file for the state", nothing, "serve", "--port", "0", "--state", "course.toml/x"),
    *(
        row("a database", nothing, "serve", "--port", "0", "--state", "s", "--database-url", url)
        for url in (
            "nonsense",
            "mysql://u:p@h/d",
            "sqlite:////proc/no/such/place",
            "sqlite://host/x",
            "postgresql://u:p@h:x/d",
            "postgresql://u:p@127.0.0.1:1/d?foo=bar",
            "postgresql://u:p@127.0.0.1:99999/d",
        )
    ),
    *(
        row(f"{name} {label}", spoil, "serve", "--port", "0", "--state", "s")
        for name in ("pepper", "keys.json", "database.sqlite")
        for label, spoil in (
            ("a folder", is_folder(f"s/{name}")),
            ("no text", holds(f"s/{name}", b"\xff\xfe" * 600)),
        )
    ),
]
ANSWERED = [
    *(
        row(f"copy {label}", holds(f"work/{LESSON}", book), "reset", NAME)
        for label, book in BOOKS.items()
    ),
    *(
        row(f"{name} {note[:9]!r}", holds(f"work/.course/{name}", note), "reset", NAME)
        for name in ("progress.json", "copies.json")
        for note in NOTES
    ),
    *(
        row(f"platform.json {state[:20]}", holds("work/.course/platform.json", state), "doctor")
        for state in STATES
    ),
    *(
        row(
            f"jpserver {state[:20]}",
            holds("work/.course/jupyter/runtime/jpserver-1.json", state),
            "doctor",
        )
        for state in [*STATES, '{"url": "http://x", "token": "t", "root_dir": null}']
    ),
    row("a folder for notes", is_folder("work/.course/progress.json"), "reset", NAME),
    row("no course", is_gone("course.toml"), "doctor"),
    row(".env is a folder", is_folder(".env"), "doctor"),
]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a course in which every command has something to do, and stand in it."""
    folder = make_checkout(tmp_path / "course")
    (folder / "work" / ".course").mkdir(parents=True)
    shutil.copytree(folder / "exercises", folder / "work" / "exercises")
    write_notebook(folder / SOURCE, code("task", "..."))
    write_notebook(folder / GRADED, code("task", "..."))
    (folder / CONFIGURATION).write_text(
        "c = get_config()\nc.CourseDirectory.source_directory = 'solutions'\nc.CourseDirectory.release_directory = 'exercises'\n"
    )
    monkeypatch.chdir(folder)
    return folder


def end_of(*arguments: str) -> tuple[int, list[str]]:
    """Run a command; give its status, and what it said for the person at the terminal.

    `serve` gets a process: where it refuses, sockets that it has opened go with its end.
    """
    if arguments[0] == "serve":
        process = course_program(*arguments, stdout=subprocess.DEVNULL, timeout=60)
        assert "Traceback" not in process.stderr
        return process.returncode, process.stderr.splitlines()
    ended = CliRunner().invoke(main, arguments)
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert "Traceback" not in ended.output
    return ended.exit_code, ended.stderr.splitlines()


@pytest.mark.parametrize(("spoil", "arguments"), REFUSED)
def test_what_cannot_be_done_is_one_sentence(
    spoil: Spoil, arguments: tuple[str, ...], course: Path
) -> None:
    spoil(course)
    status, said = end_of(*arguments)
    assert status == 2
    assert said[-1].startswith(("course: ", "Error: "))


@pytest.mark.parametrize(("spoil", "arguments"), ANSWERED)
def test_what_is_broken_and_not_needed_stops_nobody(
    spoil: Spoil, arguments: tuple[str, ...], course: Path
) -> None:
    spoil(course)
    status, said = end_of(*arguments)
    assert (status, said) == (0, [])


def test_a_configuration_that_fails_is_named_with_its_line(course: Path) -> None:
    holds(CONFIGURATION, "\n\nx = undefined_name")(course)
    _, said = end_of("release")
    assert f"{course / CONFIGURATION} cannot be read: NameError" in said[-1]
    assert "(line 3)" in said[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["roster", "x.csv"],
        ["collect", "x.csv", NAME],
        *([each, NAME] for each in ("grade", "report", "feedback")),
    ],
)
def test_a_command_for_the_class_is_refused_in_a_folder_below_the_course(
    arguments: list[str], course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds("downloaded/x.csv", "id\nann\n")(course)
    monkeypatch.chdir(course / "downloaded")
    status, said = end_of(*arguments)
    assert status == 2
    assert f"The course is in {course}: run this there." in said[-1]
    assert [path.name for path in Path().iterdir()] == ["x.csv"]


@pytest.mark.parametrize("command", [["check", NAME], ["reset", NAME], ["release"], ["doctor"]])
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder in which somebody stands")
def test_a_folder_that_is_gone_is_one_sentence(command: list[str], course: Path) -> None:
    shutil.rmtree(course)
    status, said = end_of(*command)
    assert status == 2
    assert "No such file or directory" in said[-1]


def course_program(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "course_utils", *arguments]
    return subprocess.run(command, text=True, check=False, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a disk that is always full"
)
def test_an_output_that_is_full_is_one_sentence(course: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = course_program("doctor", cwd=course, stdout=full)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[0].startswith("course: ")
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_nobody_who_reads_the_output_is_no_error(course: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = course_program("doctor", cwd=course, stdout=writer)
    os.close(writer)
    assert ended.stderr == ""


def test_an_output_that_knows_few_letters_gets_others(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(written, "latin-1", write_through=True))
    let_output_lose_letters()
    sys.stderr.write("Grading nöpe …")
    assert written.getvalue().decode("latin-1") == "Grading nöpe ?"
