"""Every picture of a lesson, measured: no text is cut, none lies on another, each can be read in both themes; pages to print."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from course_utils.kit import chart
from course_utils.kit.doors import DOORS, INSIDE, SERVER, Way, draw_doors
from course_utils.kit.palette import DARK, LIGHT, WIDTH, contrast
from tests.checkout import ROOT

FIGURES = sorted((ROOT / "lessons" / "figures").glob("*.svg"))
PRINTED = sorted((ROOT / "lessons" / "pages").glob("*.html"))
HOURS = {
    "web shop": [3, 0, 50] * 8,
    "nightly report": [0, 1900, 0] * 8,
    "a key with a long name": [7] * 24,
}
DRAWN = {
    "a day": chart.hours("A day", HOURS),
    "a day with marks": chart.hours(
        "A day", HOURS, marks={0: "new key made", 1: "new key proved", 23: "old key revoked"}
    ),
    "six keys": chart.hours("A day", {f"the key number {number}": [number] for number in range(6)}),
    "bars": chart.bars("By key", {"a key with a long name": 123456, "web shop": 3, "none": 0}),
    **{f"door {place}": draw_doors(Way(place, 403)) for place in (*DOORS, INSIDE, SERVER)},
}
PICTURES = {path.stem: path.read_text(encoding="utf-8") for path in FIGURES} | {
    name: picture.svg for name, picture in DRAWN.items()
}

# For each text: its box, its colour, and the colour of the topmost filled shape under its middle.
MEASURE = """
svg => {
  const view = svg.getBoundingClientRect();
  const shapes = [...svg.querySelectorAll('rect, path, circle')].filter(shape => shape.getBoundingClientRect().width);
  const inside = (box, x, y) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  const filled = shape => shape.tagName === 'rect' && getComputedStyle(shape).fill !== 'none';
  const edge = (box, other) => box.left < other.left + 3 || box.right > other.right - 3;
  return {
    width: svg.viewBox.baseVal.width,
    texts: [...svg.querySelectorAll('text')].filter(text => text.textContent.trim()).map(text => {
      const box = text.getBoundingClientRect();
      const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
      const under = shapes.filter(filled).filter(shape => inside(shape.getBoundingClientRect(), x, y));
      const ground = under.at(-1);
      return {
        text: text.textContent,
        left: box.left - view.left, right: box.right - view.left,
        top: box.top - view.top, bottom: box.bottom - view.top,
        cut: box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom
          || Boolean(ground) && edge(box, ground.getBoundingClientRect()),
        colour: getComputedStyle(text).fill,
        ground: ground ? getComputedStyle(ground).fill : null
      };
    })
  };
}
"""


@pytest.fixture(scope="module")
def blank(chromium: Any) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def measured(page: Page, svg: str, scheme: Literal["light", "dark"]) -> dict[str, Any]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_content(f'<body style="margin:0;width:{WIDTH}px">{svg}</body>')
    found: dict[str, Any] = page.locator("svg").evaluate(MEASURE)
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_cut_and_none_lies_on_another(blank: Page, name: str) -> None:
    found = measured(blank, PICTURES[name], "light")
    assert found["width"] <= WIDTH
    assert [text["text"] for text in found["texts"] if text["cut"]] == []
    for one, other in itertools.combinations(found["texts"], 2):
        assert not overlap(one, other), (one["text"], other["text"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_text_can_be_read_in_both_themes(
    blank: Page, name: str, scheme: Literal["light", "dark"]
) -> None:
    for text in measured(blank, PICTURES[name], scheme)["texts"]:
        assert text["ground"], f"{text['text']} stands on the page's own ground"
        assert contrast(in_hex(text["colour"]), in_hex(text["ground"])) >= 4.5, text


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_page_to_print_fits_one_sheet(blank: Page, path: Path, paper: str) -> None:
    blank.goto(path.as_uri())
    assert len(re.findall(rb"/Type */Page\b", blank.pdf(format=paper))) == 1


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_has_the_courses_palette_and_follows_the_theme(path: Path) -> None:
    figure = path.read_text(encoding="utf-8")
    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b", figure)
    named = re.findall(r"--([a-z]+): (#[0-9a-f]{6});", figure)
    assert len(named) == len(colours), "a colour that is not one of the palette's has no dark twin"
    of_the_palettes = {
        (name, value) for palette in (LIGHT, DARK) for name, value in vars(palette).items()
    }
    assert set(named) <= of_the_palettes
    assert "@media (prefers-color-scheme: dark)" in figure


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two texts of a line come closer than other systems' wider fonts allow, or lines touch."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > -5 and down > 2)


def in_hex(colour: str) -> str:
    red, green, blue, *_ = (int(part) for part in re.findall(r"\d+", colour))
    return f"#{red:02x}{green:02x}{blue:02x}"
