"""Lesson 06: what it makes stays, once, however often it is run; its clip and its page to print."""

import os
import re
from pathlib import Path
from unittest import mock

import nbformat
import pytest

from course_utils.haiku_by_the_hour import find_own_key
from course_utils.keys import KEY_PATTERN
from course_utils.practice import private_platform

LESSONS = Path(__file__).parents[2] / "lessons"
LESSON = nbformat.read(LESSONS / "06_create_and_protect_a_key.ipynb", as_version=4)
PAGE = (LESSONS / "pages/first_real_key.html").read_text(encoding="utf-8")


def _run() -> dict[str, object]:
    names: dict[str, object] = {}
    for cell in LESSON.cells:
        if cell.cell_type == "code" and not cell.source.startswith("%"):
            if "raises-exception" in cell.metadata.get("tags", []):
                with pytest.raises(Exception, match="Missing scopes"):
                    exec(cell.source, names)
            else:
                exec(cell.source, names)
    return names


def test_run_a_second_time_it_leaves_one_key_of_the_learners_own_and_nothing_of_its_trials(
    capsys: pytest.CaptureFixture[str],
) -> None:
    platform = private_platform()
    platform.reset(everything=True)
    with mock.patch.dict(os.environ, {"COURSE_PLATFORM": "private"}):
        _run()
        _run()
    own = find_own_key(platform)
    rows = [row for row in platform.table("api_keys") if row["revoked_at"] is None]
    in_project = [row for row in rows if row["project_id"] == own.project_id]

    assert not own.made_now
    assert [row["id"] for row in in_project] == [own.key_id]
    assert in_project[0]["scopes"].split() == ["api.model.request", "api.model.read"]
    names = [row["name"] for row in platform.table("projects") if row["archived_at"] is None]
    assert sorted(names) == ["Default project", "haiku-by-the-hour"]
    assert not KEY_PATTERN.search(capsys.readouterr().out)
    platform.reset(everything=True)


def test_the_clip_closes_it_with_the_words_of_its_transcript() -> None:
    transcript = (LESSONS / "figures" / "06_console_walk.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\d+\. .+$", transcript, re.MULTILINE)
    clip = next(cell.source for cell in LESSON.cells if cell.id == "clip")
    assert re.findall(r"^\d+\. .+$", clip, re.MULTILINE) == steps


def test_the_checklist_prints_without_anything_from_elsewhere_and_names_what_matters() -> None:
    assert "pages/first_real_key.html" in "".join(cell.source for cell in LESSON.cells)
    assert not re.search(r"https?:|src=|<script|@import|url\(", PAGE)
    assert "@media print" in PAGE
    order = [
        PAGE.index(words)
        for words in (
            "two-factor",
            "limit that stops",
            "audit logging",
            "Restricted",
            "An <strong>end",
        )
    ]
    assert order == sorted(order)
