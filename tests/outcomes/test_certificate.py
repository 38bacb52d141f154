import sys
from datetime import date
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any

import pytest

from course_utils import keys
from course_utils.in_page.missing import NoPackageError, name_what_is_missing
from course_utils.learner.progress import record_check
from course_utils.learner.workspace import Workspace
from course_utils.outcomes.certificate import CertificateError, certificate
from course_utils.outcomes.questions import read_questions
from course_utils.outcomes.sheet import eight_questions
from tests.support.made_keys import practice_key

TODAY = date(2026, 11, 28)


def page(course: Path) -> str:
    return (course.parent / "certificate.html").read_text(encoding="utf-8")


def test_it_says_what_the_folder_remembers_and_what_that_does_not_prove(course: Path) -> None:
    result = {"passed": True, "points": 8, "points_possible": 8.0}
    record_check(Workspace(course.parent), "what_an_api_key_is", result)
    eight_questions("after", "".join(one.rule for one in read_questions().asked("after")))
    certificate("Ada <script>", TODAY)

    assert "Ada &lt;script&gt;" in page(course)
    assert "2026-11-28" in page(course)
    assert page(course).count("8 of 8 points, all kept") == 1
    assert "8 of 8 after the course" in page(course)
    assert "leaky project made safe: not yet" in page(course)
    assert "What it does not prove" in page(course)
    assert "so far" in page(course)
    assert "09 " not in page(course)


@pytest.mark.parametrize("name", ["...", ..., 7, " "])
def test_dots_are_no_name(course: Path, name: object) -> None:
    assert "in the place of the dots" in repr(certificate(name, TODAY))
    assert not (course.parent / "certificate.html").exists()


class _WithoutJinja2(PathFinder):
    @classmethod
    def find_spec(cls, fullname: str, *where: Any) -> ModuleSpec | None:
        return None if fullname.startswith("jinja2") else super().find_spec(fullname, *where)


def test_in_a_page_of_a_browser_it_says_in_a_sentence_what_is_missing(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = ("jinja2", "course_utils.pages")
    for name in [name for name in sys.modules if name.startswith(gone)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_WithoutJinja2])
    name_what_is_missing()
    assert "in the place of the dots" in repr(certificate("...", TODAY))
    with pytest.raises(NoPackageError, match="A page in a browser has no jinja2"):
        certificate("Ada", TODAY)
    assert not (course.parent / "certificate.html").exists()


def test_a_name_that_fills_the_page_is_refused(course: Path) -> None:
    with pytest.raises(CertificateError, match="80 characters"):
        certificate("x" * 81, TODAY)


def test_a_key_in_the_place_of_a_name_is_hidden(course: Path) -> None:
    key = practice_key()
    certificate(f"Ada {key}", TODAY)
    assert f"Ada {keys.label(key)}" in page(course)
    assert key[20:] not in page(course)
