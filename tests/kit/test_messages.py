from html.parser import HTMLParser

import mistune
import pytest

from course_utils.kit import messages
from course_utils.kit.lesson_texts import Message, Texts
from course_utils.kit.messages import as_html, as_markdown, cheat_sheet

FIRST = Message("401 `no_key`", "It held no key.", "Send one.")
SECOND = Message("a | b <c>", "A bar.", "Nothing.")


@pytest.fixture(autouse=True)
def two_units(monkeypatch: pytest.MonkeyPatch) -> None:
    units = {3: Texts(messages=(SECOND,)), 0: Texts(messages=(FIRST,)), 1: Texts()}
    monkeypatch.setattr(messages, "read_texts", lambda: units)


class Tables(HTMLParser):
    """Reads the cells of the tables in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: object) -> None:
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and data.strip():
            self.cells[-1] += data


def test_the_lines_stand_in_the_order_of_the_course() -> None:
    assert [(entry.unit, entry.message) for entry in cheat_sheet()] == [(0, FIRST), (3, SECOND)]


def test_a_learner_sees_the_lines_of_the_units_that_they_have_begun() -> None:
    assert [entry.message for entry in cheat_sheet({0, 1})] == [FIRST]
    assert as_markdown(cheat_sheet({1})) == as_html(cheat_sheet({1})) == ""


def test_as_a_page_and_as_markdown_it_says_the_same() -> None:
    expected = [
        *("What you see", "What it means", "What to do"),
        *("401 no_key", "It held no key.", "Send one."),
        *("a | b <c>", "A bar.", "Nothing."),
    ]
    assert Tables(as_html(cheat_sheet())).cells == expected
    rendered = mistune.create_markdown(plugins=["table"])(as_markdown(cheat_sheet()))
    assert isinstance(rendered, str)
    assert Tables(rendered).cells == expected


def test_each_row_begins_with_its_heading() -> None:
    assert '<th scope="row">401 <code>no_key</code></th>' in as_html(cheat_sheet())
