import base64
import re
import sys
from importlib import metadata
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from course_utils.kit import chart
from course_utils.kit.chart import ChartError
from course_utils.kit.picture import Picture

TWO = {"web shop": [3, 0, 5], "<nightly> & co": [0, 9, 0]}


def texts_of(picture: Picture) -> list[str]:
    return [
        "".join(text.itertext())
        for text in ET.fromstring(picture.svg).iter()
        if text.tag.endswith("}text")
    ]


def test_drawing_changes_nothing_of_how_python_imports() -> None:
    chart.bars("A day", {"web shop": 3})
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)
    assert metadata.version("pygal")


def test_the_same_numbers_give_the_same_bytes() -> None:
    first, second = (chart.hours("A day", TWO, marks={1: "a mark"}) for _ in range(2))
    assert first._repr_html_() == second._repr_html_()


def test_it_shows_without_trust_and_says_in_words_what_it_shows() -> None:
    html = chart.hours("A day", TWO, marks={1: "old key revoked"})._repr_html_()
    source, words = re.fullmatch(
        r'<img src="data:image/svg\+xml;base64,([^"]+)" width="704" alt="([^"]+)">', html
    ).groups()  # type: ignore[union-attr]
    assert ET.fromstring(base64.b64decode(source)).tag.endswith("svg")
    assert words == (
        "A day. Columns, requests in each hour. web shop: 8 in all, most in hour 2, 5. "
        "&lt;nightly&gt; &amp; co: 9 in all, most in hour 1, 9. Marked at hour 1: old key revoked."
    )


def test_title_keys_marks_and_unit_stand_in_the_picture() -> None:
    shown = texts_of(chart.hours("A day", TWO, unit="calls", marks={1: "a mark", 2: "another"}))
    assert {"A day", "web shop", "<nightly> & co", "calls", "a mark", "another", "hour"} <= set(
        shown
    )


def test_a_level_is_a_line_across_at_its_height_with_its_words() -> None:
    picture = chart.hours("A day", TWO, levels={"ten times as usual": 7})
    root = ET.fromstring(picture.svg)
    lines = [part for part in root.iter() if part.get("class") == "across"]
    guides = [
        float(path.get("d", "").split()[1])
        for axis in root.iter()
        if axis.get("class", "").startswith("axis y")
        for path in axis.iter()
        if path.get("d")
    ]
    plot = next(part for part in root.iter() if part.get("class") == "plot")
    down = float(plot.get("transform", "")[10:-1].split(", ")[1])
    expected = down + guides[0] + 0.7 * (guides[-1] - guides[0])
    assert [float(line.get("d", "").split()[1]) for line in lines] == [
        pytest.approx(expected, abs=0.1)
    ]
    assert "ten times as usual: 7" in texts_of(picture)
    assert picture.words.endswith(" A line at 7: ten times as usual.")
    assert "1000" in texts_of(chart.hours("A day", TWO, levels={"far above": 900}))


def test_the_first_hour_may_be_any() -> None:
    assert {"9", "10", "11"} <= set(texts_of(chart.hours("A day", TWO, first=9, marks={11: "x"})))


def test_bars_have_names_and_numbers() -> None:
    picture = chart.bars("By key", {"web shop": 1200, "forgotten": 0})
    assert {"web shop", "forgotten", "1,200 requests", "0 requests"} <= set(texts_of(picture))
    assert repr(picture) == "By key. Bars, requests: web shop 1,200, forgotten 0."


@pytest.mark.parametrize(
    "counts", [{"a": [0, 0]}, {"a": [1]}, {"a": [1e9] * 200}, {"a": [0.5, 0.25]}]
)
def test_quiet_and_busy_days_can_be_drawn(counts: dict[str, Any]) -> None:
    assert texts_of(chart.hours("A day", counts))


def test_nothing_of_the_library_is_left_that_runs_or_changes() -> None:
    svg = chart.hours("A day", TWO).svg
    assert "script" not in svg
    assert "pygal.org" not in svg
    assert "202" not in svg


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "nothing to draw"),
        ({"a": []}, "nothing to draw"),
        ({"a": [1], "b": [1, 2]}, "a has 1, b has 2"),
        ({str(number): [1] for number in range(7)}, "7 keys are too many"),
        ({"a": [-1]}, "-1 of a is no count"),
        ({"a": [True]}, "True of a is no count"),
        ({"a": ["3"]}, "'3' of a is no count"),
        ({"a": [float("nan")]}, "nan of a is no count"),
        ({"a": [float("inf")]}, "inf of a is no count"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(counts: Any, said: str) -> None:
    with pytest.raises(ChartError, match=said):
        chart.hours("A day", counts)


def test_a_mark_outside_of_the_hours_is_refused() -> None:
    with pytest.raises(ChartError, match="hour 3 lies outside"):
        chart.hours("A day", TWO, marks={3: "late"})
    with pytest.raises(ChartError, match="nothing to draw"):
        chart.bars("By key", {})
