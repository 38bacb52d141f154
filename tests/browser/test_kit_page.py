"""What the kit shows on a page without JupyterLab: to a mouse, to keys, in both themes, and without any style."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect

from course_utils.kit.box import Box
from course_utils.kit.doors import INSIDE, Way, draw_doors
from course_utils.kit.lesson_texts import Option, Question
from course_utils.kit.picture import Picture
from course_utils.kit.quizzes import Card

CARD = Card(
    Question(
        "which-number",
        "Which number says `who are you`?",
        (
            Option("A", "200", "That one says that all is well."),
            Option("B", "401", "It asks for a good key.", right=True),
            Option("C", "429", "That one asks you to slow down."),
        ),
    )
)
BOXES = [
    Box("turn", "Your turn", "Write it.", (("A hint", "Look again."), ("The solution", "`x = 1`"))),
    Box("wrong", "Not yet", "Your line gives `3`."),
    Box("right", "Yes", "So it is."),
]
SHOWN: list[Card | Box | Picture] = [CARD, *BOXES, draw_doors(Way(INSIDE, 200))]
BODY = "".join(shown._repr_html_() for shown in SHOWN)
LANGUAGE = '<html lang="en"><title>A page</title><main><h1>A page</h1>'


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def radio(page: Page, letter: str) -> Locator:
    return page.get_by_role("radio", name=re.compile(rf"^{letter}\."))


def explanation(page: Page, text: str) -> Locator:
    return page.get_by_text(text)


def test_options_are_one_group_and_stay_shut_until_one_is_chosen(page: Page) -> None:
    page.set_content(LANGUAGE + BODY)
    expect(page.get_by_role("group", name="Which number says who are you?")).to_be_visible()
    for letter in "ABC":
        expect(radio(page, letter)).to_be_enabled()
        expect(page.get_by_text(f"About {letter}")).to_be_hidden()
    radio(page, "A").check()
    expect(explanation(page, "Not this one. That one says")).to_be_visible()
    expect(explanation(page, "It asks for a good key.")).to_be_hidden()
    page.get_by_text("About B").click()
    expect(explanation(page, "It asks for a good key.")).to_be_visible()


def test_with_keys_alone_an_option_is_chosen_and_a_hint_is_opened(page: Page) -> None:
    page.set_content(LANGUAGE + BODY)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(radio(page, "B")).to_be_checked()
    expect(radio(page, "A")).not_to_be_checked()
    expect(explanation(page, "Yes. It asks for a good key.")).to_be_visible()
    page.get_by_text("A hint").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Look again.")).to_be_visible()


def test_without_style_and_script_all_of_it_can_still_be_read(page: Page) -> None:
    bare = re.sub(r"<style>.*?</style>| onchange=\"[^\"]*\"", "", BODY)
    page.set_content(LANGUAGE + bare.replace("<input", "<input disabled"))
    expect(page.get_by_text("Run this cell, then choose.")).to_be_visible()
    for letter, text in (("A", "all is well"), ("B", "a good key"), ("C", "slow down")):
        expect(explanation(page, text)).to_be_hidden()
        page.get_by_text(f"About {letter}").focus()
        page.keyboard.press("Enter")
        expect(explanation(page, text)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_hard_to_read_or_to_operate(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_content(LANGUAGE.replace("<html", '<html style="color-scheme:light dark"') + BODY)
    for letter in ("", "A", "B"):
        if letter:
            radio(page, letter).check()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
