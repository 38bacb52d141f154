"""A stranger's HTML, as `autograded/` and Formgrader show it."""

import pytest

from course_utils.grading.coursework.autograded import harmless, harmless_html
from course_utils.grading.pages.html import harmless_markdown

TABLE = '<table border="1" class="dataframe"><tr><td colspan="2">1</td></tr></table>'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("<b>bold</b> and <br/>", "<b>bold</b> and <br>"),
        (TABLE, '<table><tr><td colspan="2">1</td></tr></table>'),
        ("<b>one <i>two</b>", "<b>one <i>two</i></b>"),
        ("</b>", "&lt;/b>"),
        ("<b>one<p>two</p>", "<b>one</b><p>two</p>"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)>"),
        ('<b onclick="x()" title="t">', '<b title="t"></b>'),
        ("<b <script>>", "&lt;b &lt;script>>"),
        ("<!-- --><?php ?>", "&lt;!-- -->&lt;?php ?>"),
    ],
)
def test_simple_tags_stay_and_all_else_is_text(typed: str, kept: str) -> None:
    assert harmless_html(typed) == kept


@pytest.mark.parametrize(
    "part", ["<div>", "<b title={}>", '<b title="{}"><p>', "</div>", "<", "<b ", "<!--", "<b a=' "]
)
def test_what_is_shown_is_no_more_than_a_few_times_what_was_typed(part: str) -> None:
    """Parsers of HTML make gigabytes of some of these, or take the square of their length."""
    typed = "".join(part.format(number) for number in range(50_000))
    assert len(harmless_html(typed)) < 5 * len(typed)


@pytest.mark.parametrize("block", ["<div>x</div>", "<p>x", "\n\nx", "\n- x"])
def test_what_formats_text_is_not_begun_anew_in_every_block(block: str) -> None:
    typed = "<p>" + f'<b title="{"A" * 40}">' * 48 + block * 1_000
    assert len(harmless_markdown(harmless_html(typed))) < 5 * len(typed)


def test_of_colours_without_number_none_is_kept() -> None:
    coloured = {"output_type": "stream", "name": "stdout", "text": "\x1b[31mred\x1b[0m" * 100_000}
    assert harmless(coloured)["text"] == "red" * 100_000
    few = {**coloured, "text": "\x1b[31mred\x1b[0m"}
    assert harmless(few) == few
