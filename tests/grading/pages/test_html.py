from collections.abc import Callable
from html import escape

import pytest

from course_utils.grading.pages.html import harmless_markdown, highlighted


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1#c", "HTTP://example.org", "mailto:ada@example.org", "#top"],
)
def test_a_link_that_leads_somewhere_safe_stays(address: str) -> None:
    assert f'href="{address}"' in harmless_markdown(f"[there]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript&#58;alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,AAAA",
        "file:///etc/passwd",
        "//example.org/x",
        "beside.html",
        "../../gradebook.db",
    ],
)
def test_any_other_link_leads_nowhere(address: str) -> None:
    shown = harmless_markdown(f"[there]({address})")
    assert "there" in shown
    assert "href" not in shown


def test_a_picture_is_one_that_the_page_holds_or_its_description() -> None:
    held = "data:image/png;base64,iVBORw0KGgo="
    assert f'src="{held}"' in harmless_markdown(f"![mine]({held})")
    for address in (
        "https://example.org/x.png",
        "x.png",
        "data:text/html;base64,AA",
        "attachment:x",
    ):
        assert harmless_markdown(f"![mine]({address})").strip() == '<p><img alt="mine"></p>'


def test_mathematics_stays_as_it_was_typed() -> None:
    assert harmless_markdown("$a_1 * b_1 < c$").strip() == "<p>$a_1 * b_1 &lt; c$</p>"


def test_a_learners_text_brings_no_class_id_or_style_to_draw_a_page_with() -> None:
    bar = '<div class="navbar" id="login" style="color:red"><span class="btn">Log in</span></div>'
    assert harmless_markdown(bar).strip() == "<div><span>Log in</span></div>"


@pytest.mark.parametrize(
    "typed",
    ["\\begin{a}" * 2_000, "\\\\[" * 6_000, "\\\\( " * 4_000, "|-|\n|-|\n[" * 2_000, "|\r|\r[" * 2_000,
     "[" * 100_000, " \n" * 50_000, "*a " * 30_000, "<div>\n" * 20_000],
)  # fmt: skip
def test_what_would_take_minutes_to_render_is_shown_as_it_was_typed(typed: str) -> None:
    for shown in (harmless_markdown(typed), highlighted(typed)):
        assert shown.count(escape(typed.strip()[:50]))
        assert len(shown) < 6 * len(typed)


def test_many_blank_lines_are_no_work() -> None:
    assert highlighted("a = 1\n" + " \n" * 9_000 + "b = 2").count("\n") > 9_000


@pytest.mark.parametrize("code", ["a." * 2_000, "a = 1\n" * 1_000])
@pytest.mark.parametrize(
    "shown", [highlighted, lambda code: harmless_markdown(f"```python\n{code}\n```")]
)
def test_code_that_takes_long_to_colour_is_shown_as_it_was_typed(
    code: str, shown: Callable[[str], str]
) -> None:
    assert code.strip() in shown(code)


def test_only_blocks_of_a_few_languages_are_coloured() -> None:
    assert "<span>" in harmless_markdown("```python\nimport os\n```")
    assert "<span>" not in harmless_markdown("```perl6\nmy $a = 1;\n```")
