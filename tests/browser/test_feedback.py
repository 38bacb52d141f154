"""Feedback pages of strangers' notebooks, opened as an instructor or a classmate opens them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from course_utils.grading.pages.feedback import make_feedback
from tests.browser.conftest import OpenPage, Scheme
from tests.grading.course import CourseOnDisk, small_course
from tests.grading.notebooks import RIGHT, markdown, submitted
from tests.listener import Listener, listening

RUNS = "window.ran = true; alert(1)"
WRONG = "def double(number):\n    return 5"


def markdown_that_bites(there: str) -> str:
    return f"""
# double_of_two
[by name](javascript:{RUNS.replace(" ", "%20")})
[by entity](JavaScript&#58;{RUNS.replace(" ", "")})
[by reference][bad] <javascript:alert(1)> [beside](evil.html) [data](data:text/html;base64,PHNjcmlwdD4=)
[file](file:///etc/passwd) [no scheme](//example.org/x) [honest]({there}/followed-by-hand)
![remote]({there}/markdown.png) ![beside](picture.svg) ![attached](attachment:me.png)

[bad]: javascript:alert(1)
"""


def html_that_bites(there: str) -> str:
    return f"""
<script>{RUNS}</script><script src="{there}/script.js"></script>
<img src="{there}/image.png" srcset="{there}/set.png 2x" onerror="{RUNS}"><img src=x onerror="{RUNS}">
<svg onload="{RUNS}"><image href="{there}/svg.png"/><use href="{there}/use.svg#a"/></svg>
<iframe src="{there}/frame" srcdoc="<script>parent.ran = true</script>"></iframe>
<object data="{there}/object"></object><embed src="{there}/embed">
<link rel="stylesheet" href="{there}/style.css"><link rel="preload" href="{there}/pre" as="image">
<style>@import "{there}/import.css"; body {{ background: url({there}/background.png) }}</style>
<div style="background-image: url({there}/inline.png); position: fixed; inset: 0">over all</div>
<meta http-equiv="refresh" content="0; url={there}/refresh"><base href="{there}/">
<video src="{there}/video" poster="{there}/poster" autoplay></video><audio src="{there}/audio" autoplay></audio>
<form action="{there}/form"><input type="image" src="{there}/button"><button autofocus onfocus="{RUNS}">x</button></form>
<table background="{there}/table.png"><tr><td>cell</td></tr></table>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUNS}&gt;">
"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory,
    bwrap_path: Path,
    chromium_path: Path,
    elsewhere: Listener,
) -> CourseOnDisk:
    made = small_course(tmp_path_factory.mktemp("feedback"))
    html = html_that_bites(elsewhere.url)
    shows = f"from IPython.display import HTML, Markdown, display\ndisplay(HTML({html!r}), Markdown({html!r}))"
    nasty = submitted({**RIGHT, "double": WRONG}, [shows])
    nasty["cells"][1:1] = [markdown(markdown_that_bites(elsewhere.url)), markdown(html)]
    nasty["cells"][-1]["source"] = markdown_that_bites(elsewhere.url) + html
    made.hand_in("nasty", nasty)
    for name in ("evil.html", "picture.svg"):
        (made.folder("nasty") / name).write_text(f"<script>{RUNS}</script>")
    honest = submitted({**RIGHT, "double": WRONG})
    honest["cells"][-1]["source"] = (
        "### My notes\n\n- [x] **done**\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    made.hand_in("honest", honest)
    made.grade()
    assert not list(make_feedback(made.root, "arithmetic"))[-1].failed
    return made


def path_of(course: CourseOnDisk, student: str) -> Path:
    return course.root / "feedback" / student / "arithmetic" / "arithmetic.html"


def opened(page: Page, path: Path) -> list[str]:
    """Open a page; give what it said in dialogs. Its pictures and frames are loaded by then."""
    said: list[str] = []

    def note(dialog: object) -> None:
        said.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", note)
    page.goto(path.as_uri())
    return said


def test_a_strangers_page_runs_nothing_and_asks_nobody(
    course: CourseOnDisk, elsewhere: Listener, new_page: OpenPage
) -> None:
    page = new_page("light")
    elsewhere.asked.clear()
    said = opened(page, path_of(course, "nasty"))
    expect(page.get_by_text("double(2) is 4.")).to_be_visible()
    page.get_by_text("What you handed in").click()
    for link in page.get_by_role("link").all():
        href = link.get_attribute("href") or ""
        assert href.startswith(("#", f"{elsewhere.url}/")), href
    for name in ("by name", "by entity", "by reference", "beside"):
        page.get_by_text(name).first.click()
    assert page.evaluate("window.ran") is None
    assert said == []
    assert elsewhere.asked == []
    assert page.url.partition("#")[0] == path_of(course, "nasty").as_uri()


def test_only_the_page_is_in_the_folder(course: CourseOnDisk) -> None:
    assert [path.name for path in path_of(course, "nasty").parent.iterdir()] == ["arithmetic.html"]


def test_the_policy_holds_what_a_sanitiser_would_miss(
    course: CourseOnDisk, elsewhere: Listener, new_page: OpenPage, tmp_path: Path
) -> None:
    html = path_of(course, "honest").read_text()
    missed = html_that_bites(elsewhere.url).replace(
        "http-equiv", "x"
    )  # a policy can't stop a refresh
    path = tmp_path / "missed.html"
    path.write_text(html.replace("</main>", f"{missed}</main>"))
    elsewhere.asked.clear()
    page = new_page("light")
    said = opened(page, path)
    assert page.evaluate("window.ran") is None
    assert said == []
    assert elsewhere.asked == []


def test_without_sanitiser_and_policy_the_same_markup_bites(
    elsewhere: Listener, new_page: OpenPage, tmp_path: Path
) -> None:
    """Else the tests above would prove nothing."""
    path = tmp_path / "bites.html"
    path.write_text(html_that_bites(elsewhere.url).replace("http-equiv", "x"))
    page = new_page("light")
    said = opened(page, path)
    assert page.evaluate("window.ran") is True
    assert said
    assert {"/image.png", "/script.js", "/style.css"} <= set(elsewhere.asked)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 420)])
def test_an_honest_page_looks_as_it_should(
    course: CourseOnDisk, new_page: OpenPage, scheme: Scheme, width: int
) -> None:
    page = new_page(scheme, width)
    opened(page, path_of(course, "honest"))
    expect(page.get_by_text("2 of 8 points")).to_be_visible()
    expect(page.get_by_text("double(2) is 4.")).to_be_visible()
    expect(page.get_by_role("heading", name="My notes")).to_be_hidden()
    page.get_by_text("What you handed in").click()
    expect(page.get_by_role("heading", name="My notes")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("cell", name="2", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_paper_everything_is_open(course: CourseOnDisk, new_page: OpenPage) -> None:
    page = new_page("dark")
    opened(page, path_of(course, "honest"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="My notes")).to_be_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
