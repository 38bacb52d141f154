"""A learner at the console, in a real browser: the whole way of a key, with mouse and keys, in both themes."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from course_utils.console import routes
from course_utils.console.routes import KEYS
from course_utils.console.site import Console
from course_utils.platform_client import PracticePlatform, Visitor
from course_utils.server.serving.run import PrivatePlatform
from tests.browser.conftest import PATIENCE
from tests.console_walk import FIGURES, HEIGHT, NAME, WIDTH, walk
from tests.server.asking import models_with

NO_PAGES = ("events", "usage/picture")
"""What the table of routes has that is no page to look at."""


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


@contextmanager
def browsing(chromium: Browser) -> Iterator[Page]:
    """A page of somebody who shares no cookie with anybody."""
    with closing(chromium.new_context()) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def go_to(page: Page, platform: PracticePlatform, place: str) -> None:
    page.goto(platform.console_url.partition("?")[0] + place)


def make_key(page: Page, platform: PracticePlatform, name: str) -> str:
    """Make a key with the form, and give the value that is shown."""
    go_to(page, platform, f"{KEYS}/new")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Create secret key").click()
    return page.get_by_label("The value of the new key").input_value()


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
    settings = page.get_by_role("link", name="Settings")
    place = settings.bounding_box()
    assert place is not None
    assert place["x"] < WIDTH / 4
    assert place["y"] > HEIGHT / 2
    settings.click()
    page.get_by_role("navigation").get_by_role("link", name="API keys").click()
    expect(page.get_by_role("heading", name="API keys", level=1)).to_be_visible()
    is_accessible(page)
    page.get_by_role("link", name="Create new secret key").click()
    owners, permissions = (
        page.get_by_role("group", name=name, exact=True) for name in ("Owned by", "Permissions")
    )
    expect(owners.locator(".segments label")).to_have_text(["You", "Service account"])
    expect(permissions.locator(".segments label").filter(visible=True)).to_have_text(
        ["All", "Restricted", "Read only"]
    )
    expect(page.get_by_label("Project")).to_have_value(re.compile("^proj_"))
    expect(page.get_by_label("Expires").locator("option:checked")).to_contain_text("Never")
    expect(page.get_by_role("radio", name="All")).to_be_checked()
    expect(page.get_by_role("group", name="Model capabilities")).to_be_hidden()
    page.get_by_role("radio", name="Restricted").check()
    expect(page.get_by_role("group", name="Model capabilities")).to_be_visible()
    offered = {
        *page.locator(".resources")
        .get_by_role("radio")
        .evaluate_all("all => all.map(one => one.value)")
    }
    assert offered == {"none", "read", "write", "request"}
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
    go_to(page, platform, "settings/api-keys/new")
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
    go_to(page, platform, place)
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
    go_to(page, platform, "settings/api-keys")
    page.get_by_role("link", name="Revoke still here").click()
    expect(page.get_by_role("button", name="Revoke key")).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="Revoke key").click()
    expect(page.get_by_role("status")).to_contain_text("“still here” is revoked")
    (row,) = [row for row in platform.table("api_keys") if row["name"] == "still here"]
    assert row["revoked_at"] is not None


def test_a_request_slides_into_the_log_and_its_doors_can_be_opened(
    page: Page, platform: PracticePlatform
) -> None:
    go_to(page, platform, "log?status=refused")
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
    "place", [page.path for page in routes.PAGES if page.path not in NO_PAGES] + ["no/such/page"]
)
def test_every_page_is_for_everybody(page: Page, platform: PracticePlatform, place: str) -> None:
    models_with(platform, platform.api_key)
    asked = platform.requests()[-1]
    go_to(page, platform, place.format(key_id=asked["key_id"], which=asked["request_id"]))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    is_accessible(page)


def test_the_door_is_for_everybody(chromium: Browser, platform: PracticePlatform) -> None:
    with browsing(chromium) as page:
        go_to(page, platform, KEYS)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        is_accessible(page)


def test_an_alert_for_money_is_set_by_hand_and_announces_itself(
    page: Page, platform: PracticePlatform
) -> None:
    go_to(page, platform, "settings/limits")
    page.get_by_label("Alert at").fill("0.01")
    page.get_by_role("button", name="Set alert").click()
    expect(page.get_by_role("status").first).to_contain_text("The alert is set")
    platform.send_traffic(Visitor("attacker", platform.api_key), hours=1)
    expect(page.get_by_role("alert")).to_contain_text("has reached $0.01")
    page.reload()
    expect(page.locator(".badge", has_text="reached")).to_be_visible()


def test_a_key_that_leaks_costs_money_until_it_is_revoked(
    page: Page, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("leaked")
    models_with(platform, issued.value)
    place = f"settings/api-keys/{issued.id}"
    go_to(page, platform, place)
    page.get_by_role("link", name="What if this leaked?").click()
    page.get_by_role("button", name="Let it leak").click()
    expect(page.locator(".loss")).not_to_have_text("$0.00")
    expect(page.get_by_role("alert")).to_contain_text("was used from")
    is_accessible(page)
    page.get_by_role("link", name="Revoke the key").click()
    page.get_by_role("button", name="Revoke key").click()
    expect(page.locator("#drill")).to_contain_text("ended")
    expect(page.locator("#drill")).to_contain_text("revoked")


def test_two_learners_on_one_platform_do_not_see_each_others_keys(
    chromium: Browser, page: Page, platform: PracticePlatform
) -> None:
    with ExitStack() as pages:
        learners, values = {}, {}
        for name in ("Ann", "Ben"):
            go_to(page, platform, "settings/people")
            page.get_by_label("Name").fill(name)
            page.get_by_role("button", name="Add a person").click()
            address = page.get_by_label(f"Address of {name}").input_value()
            learners[name] = pages.enter_context(browsing(chromium))
            learners[name].goto(address)
            values[name] = make_key(learners[name], platform, f"key of {name}")
        for place in (KEYS, "log"):
            for learner in learners.values():
                go_to(learner, platform, place)
            for value in (*values.values(), *values.values()):
                assert models_with(platform, value) == 200
            for name, learner in learners.items():
                others = next(other for other in learners if other != name)
                rows = learner.get_by_role("row")
                own = rows.filter(has_text=f"key of {name}")
                expect(own.first).to_contain_text("just now" if place == KEYS else "/v1/models")
                expect(own).to_have_count(1 if place == KEYS else 4)
                expect(rows.filter(has_text=f"key of {others}")).to_have_count(0)


def test_a_platform_that_stops_under_an_open_page_takes_nothing_that_was_typed(
    chromium: Browser,
) -> None:
    private = PrivatePlatform(pages=Console)
    with browsing(chromium) as page, closing(PracticePlatform.at(private.address)) as platform:
        page.goto(platform.console_url)
        go_to(page, platform, f"{KEYS}/new")
        page.get_by_label("Name").fill("still here")
        private.close()
        expect(page.locator("#stands-still")).to_contain_text("the platform does not answer")
        page.get_by_role("button", name="Create secret key").click()
        expect(page.get_by_role("alert")).to_contain_text("so nothing was sent")
        expect(page.get_by_label("Name")).to_have_value("still here")


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
