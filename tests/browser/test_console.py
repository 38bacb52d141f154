"""A learner at the console, in a real browser: the whole way of a key, with mouse and keys, in both themes."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from course_utils.console.site import Console
from course_utils.platform_client import PracticePlatform
from course_utils.server.serving.run import PrivatePlatform
from tests.browser.conftest import PATIENCE
from tests.console_walk import FIGURES, HEIGHT, NAME, WIDTH, walk
from tests.server.asking import models_with


@pytest.fixture(scope="module")
def platform() -> Iterator[PracticePlatform]:
    private = PrivatePlatform(pages=Console)
    platform = PracticePlatform.at(private.address)
    yield platform
    platform.close()
    private.close()


@pytest.fixture(scope="module")
def page(chromium: Browser, platform: PracticePlatform) -> Iterator[Page]:
    """One page for the whole way, of somebody who is signed in and lets it copy."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(platform.console_url)
    yield page
    context.close()


def is_accessible(page: Page, *widths: int) -> None:
    """See that nothing is wider than the window in both themes and three widths, and that axe finds nothing."""
    for scheme, width in (("light", 1280), ("dark", 800), ("light", 380)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width in (widths or (1280, 800)):
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 1280, "height": 800})


def test_from_the_address_to_the_form_as_the_source_tells_it(page: Page) -> None:
    assert "token" not in page.url
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("navigation").get_by_role("link", name="API keys").click()
    is_accessible(page)
    page.get_by_role("link", name="Create new secret key").click()
    expect(page.get_by_role("radio", name="All")).to_be_checked()
    expect(page.get_by_role("group", name="Model capabilities")).to_be_hidden()
    page.get_by_role("radio", name="Restricted").check()
    expect(page.get_by_role("group", name="Model capabilities")).to_be_visible()
    page.get_by_role("radio", name="Service account").check()
    expect(page.get_by_role("group", name="Permissions")).to_be_hidden()
    page.get_by_role("radio", name="You", exact=True).check()
    is_accessible(page)


def test_a_pasted_key_does_not_leave_the_page(page: Page, platform: PracticePlatform) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    name = page.get_by_label("Name")
    name.fill(platform.api_key)
    expect(name).to_have_value("")
    expect(page.get_by_role("alert")).to_contain_text("still in your clipboard")
    assert sent == []


def test_the_value_is_shown_once_and_done_asks_once_more(
    page: Page, platform: PracticePlatform
) -> None:
    page.get_by_label("Name").fill("My Test API")
    page.get_by_role("radio", name="All").check()
    page.get_by_label("Name").press("Enter")
    value = page.get_by_label("The value of the new key").input_value()
    assert models_with(platform, value) == 200
    is_accessible(page)
    page.get_by_role("link", name="Done").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("You have not copied the key")
    page.get_by_role("button", name="Copy it now").press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == value
    page.get_by_role("link", name="Done").click()
    page.wait_for_url(re.compile("api-keys$"))
    assert value not in page.content()
    page.go_back()
    expect(page.get_by_role("heading", name="This value was shown once")).to_be_visible()
    assert value not in page.content()
    page.reload()
    assert value not in page.content()


def test_what_was_typed_stays_when_the_sign_in_has_ended(
    page: Page, platform: PracticePlatform
) -> None:
    page.goto(platform.console_url.partition("?")[0] + "settings/api-keys/new")
    page.get_by_label("Name").fill("still here")
    page.context.clear_cookies()
    page.get_by_role("button", name="Create secret key").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Your sign-in has ended")
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_be_hidden()
    expect(page.get_by_label("Name")).to_have_value("still here")
    again = page.context.new_page()
    again.goto(platform.console_url)
    again.close()
    page.get_by_role("button", name="Create secret key").click()
    expect(page.get_by_role("alert")).to_contain_text("from an earlier sign-in")
    page.get_by_role("button", name="Create secret key").click()
    expect(page.get_by_role("heading", name="Save your key")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Create new secret key")).to_be_visible()


@pytest.mark.parametrize("place", ["log", "settings/limits"])
def test_a_page_that_goes_on_by_itself_says_when_it_does_not(
    page: Page, platform: PracticePlatform, place: str
) -> None:
    page.goto(platform.console_url.partition("?")[0] + place)
    state = page.locator("#stands-still")
    expect(state).to_be_hidden()
    other_tab = page.context.new_page()
    other_tab.goto(platform.console_url)
    other_tab.get_by_role("button", name="Sign out").click()
    expect(state).to_contain_text("your sign-in has ended")
    other_tab.goto(platform.console_url)
    other_tab.close()
    expect(state).to_be_hidden()


def test_revoking_a_key_by_hand_ends_it(page: Page, platform: PracticePlatform) -> None:
    page.goto(platform.console_url)
    page.goto(platform.console_url.partition("?")[0] + "settings/api-keys")
    page.get_by_role("link", name="Revoke still here").click()
    is_accessible(page)
    page.get_by_role("button", name="Revoke key").click()
    expect(page.get_by_role("status")).to_contain_text("“still here” is revoked")
    (row,) = [row for row in platform.table("api_keys") if row["name"] == "still here"]
    assert row["revoked_at"] is not None


def test_a_request_slides_into_the_log_and_its_doors_can_be_opened(
    page: Page, platform: PracticePlatform
) -> None:
    page.goto(platform.console_url.partition("?")[0] + "log?status=refused")
    issued = platform.issue_key("reads <b>models</b>", ["api.responses.read"])
    models_with(platform, issued.value)
    row = page.get_by_role("row").filter(has_text="reads <b>models</b>")
    expect(row).to_contain_text("missing scope")
    is_accessible(page)
    page.get_by_role("button", name="Pause").press("Enter")
    models_with(platform, platform.api_key[:-1])
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_role("row").nth(1)).to_contain_text("malformed key")
    expect(row).to_have_count(1)
    row.get_by_role("link").press("Enter")
    expect(
        page.get_by_role("img", name=re.compile("refused at the door scope: 401"))
    ).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="Copy as curl").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Bearer $OPENAI_API_KEY" in copied
    assert issued.value not in copied


@pytest.mark.parametrize(
    "place",
    [
        "",
        "usage",
        "alerts",
        "settings",
        "settings/limits",
        "settings/people",
        "settings/security",
        "settings/audit-log",
        "settings/practice",
    ],
)
def test_what_an_owner_watches_is_for_everybody(
    page: Page, platform: PracticePlatform, place: str
) -> None:
    page.goto(platform.console_url.partition("?")[0] + place)
    is_accessible(page, 800)


def test_a_key_that_leaks_costs_money_until_it_is_revoked(
    page: Page, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("leaked")
    models_with(platform, issued.value)
    place = f"settings/api-keys/{issued.id}"
    page.goto(platform.console_url.partition("?")[0] + place)
    page.get_by_role("link", name="What if this leaked?").click()
    page.get_by_role("button", name="Let it leak").click()
    expect(page.locator(".loss")).not_to_have_text("$0.00")
    expect(page.get_by_role("alert")).to_contain_text("was used from")
    is_accessible(page)
    page.get_by_role("link", name="Revoke the key").click()
    page.get_by_role("button", name="Revoke key").click()
    expect(page.locator("#drill")).to_contain_text("ended")
    expect(page.locator("#drill")).to_contain_text("revoked")


def test_the_recorded_walk_can_still_be_gone_step_by_step(chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(PATIENCE)
    with closing(PrivatePlatform(pages=Console)) as private, closing(context):
        gone = [
            f"{number}. {step.caption}"
            for number, step in enumerate(walk(context.new_page(), private), 1)
        ]
    text = (FIGURES / f"{NAME}.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line[:1].isdigit()] == gone
    with Image.open(FIGURES / f"{NAME}.webp") as clip, Image.open(FIGURES / f"{NAME}.png") as still:
        assert getattr(clip, "n_frames", 1) == len(gone)
        assert clip.size == still.size == (WIDTH, HEIGHT)
