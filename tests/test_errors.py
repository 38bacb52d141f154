import importlib
import pickle
import pkgutil
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import course_utils
from course_utils.checks.outcomes import NotYet
from course_utils.errors import CourseError, SystemRefusedError
from course_utils.server.refusals.api_errors import ApiError

NOT_FOR_A_USER = {NotYet, ApiError}
"""What a check says of a learner's code, and what the platform answers to a request: both are answers."""


def errors_of_ours() -> set[type[Exception]]:
    for module in pkgutil.walk_packages(course_utils.__path__, "course_utils."):
        if ".content" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    todo, found = [Exception], set()
    while todo:
        kind = todo.pop()
        for child in kind.__subclasses__():
            if child not in found:
                found.add(child)
                todo.append(child)
    return {kind for kind in found if kind.__module__.startswith("course_utils.")}


def test_all_errors_are_one_family() -> None:
    outside = {kind for kind in errors_of_ours() if not issubclass(kind, CourseError)}
    assert {kind for kind in outside if not issubclass(kind, tuple(NOT_FOR_A_USER))} == set()


def test_an_error_carries_its_evidence_from_process_to_process() -> None:
    error = pickle.loads(pickle.dumps(CourseError("It is missing.", path=Path("a"))))
    assert str(error) == "It is missing."
    assert error.evidence == {"path": Path("a")}


def test_a_notebook_shows_the_sentence_and_the_line_of_the_cell_that_led_to_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))  # type: ignore[no-untyped-call]
    raising = (
        "from course_utils.errors import CourseError\ndef f():\n    raise CourseError('Gone.')"
    )
    for cell in (raising, "x = 1\nf()"):
        shell.run_cell(cell)  # type: ignore[no-untyped-call]
    assert capsys.readouterr().out == "Gone.\nIn line 2: f()\n"


def test_what_the_system_refused_is_a_sentence_that_names_the_file() -> None:
    said = str(SystemRefusedError.of(PermissionError(13, "Permission denied", "a/b")))
    assert "a/b cannot be used (Permission denied)" in said
    assert "the/folder" in str(
        SystemRefusedError.of(OSError(28, "No space left"), Path("the/folder"))
    )
