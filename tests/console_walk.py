"""Record a walk through the console, from signing in to a request in the log: `python -m tests.console_walk`.

It writes, into `lessons/figures/`, a captioned clip, two pictures of it, and the captions as a transcript. The platform,
its keys and its clock are the same each time. No picture shows the value of a key: dots stand in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from course_utils.console.site import Console
from course_utils.platform_file import console_address
from course_utils.server.serving.run import PrivatePlatform
from tests.system import CHROMIUM

FIGURES = Path(__file__).parents[1] / "lessons" / "figures"
NAME = "06_console_walk"
WIDTH, HEIGHT = 1200, 760
STILL = 5
"""The step whose picture stands for the clip where nothing moves."""
FORM = 3
"""The step in which the form still has what it opened with."""
FORM_NAME = "06_console_form"

_CAPTION = """words => {
  let caption = document.getElementById('caption');
  if (!caption) {
    caption = document.createElement('p');
    caption.id = 'caption';
    Object.assign(caption.style, {
      position: 'fixed', inset: 'auto 0 0 0', zIndex: 9, padding: '14px 24px', textAlign: 'center',
      font: '600 19px var(--font)', background: 'var(--ink)', color: 'var(--card)'
    });
    document.body.append(caption);
  }
  caption.textContent = words;
}"""
_HIDE_VALUE = "field => { field.value = 'sk-practice-proj-' + '•'.repeat(40); }"
_MARK = "element => { element.style.outline = '4px solid var(--no)'; element.style.outlineOffset = '4px'; }"


@dataclass(frozen=True)
class Step:
    """A picture, what is said below it, and how long it stays."""

    picture: Image.Image
    caption: str
    seconds: float


def walk(page: Page, private: PrivatePlatform) -> Iterator[Step]:
    """Go the way of a key, and stop where there is something to see."""

    def step(caption: str, pressed: str | None = None, seconds: float = 3.0) -> Step:
        if pressed:
            page.locator(pressed).first.evaluate(_MARK)
        page.evaluate(_CAPTION, caption)
        return Step(Image.open(BytesIO(page.screenshot())), caption, seconds)

    address = console_address(private.url, private.settings.operator_token.reveal())
    console = address.partition("?")[0]
    page.goto(address)
    yield step("Signed in. Click the cogwheel, Settings, at the lower left.", ".foot a")
    page.locator(".foot a").click()
    yield step("Choose API keys in the sidebar.", ".entries a")
    page.locator(".entries a").first.click()
    yield step("Click Create new secret key.", ".title .button")
    page.locator(".title .button").click()
    page.get_by_label("Name").fill("My Test API")
    yield step("Give it a name that tells what it is for.", "#name")
    page.get_by_role("radio", name="Restricted").check()
    page.get_by_role("group", name="Model capabilities").get_by_label("Request").check()
    page.get_by_role("group", name="Model capabilities").scroll_into_view_if_needed()
    yield step("All is the default. Restricted is safer: choose what it needs.", ".resources", 4.0)
    page.get_by_label("Expires").select_option("7 days")
    page.get_by_role("button", name="Create secret key").click()
    value = page.locator("#value").input_value()
    page.locator("#value").evaluate(_HIDE_VALUE)
    yield step("Copy the value at once: it is shown this one time.", "[data-copy]", 4.0)
    page.goto(f"{console}settings/api-keys")
    yield step("Done. The list shows the end of the value, and no more.", "tbody tr")
    page.goto(f"{console}log")
    _ask(private.url, value)
    page.locator("tbody tr").first.wait_for()
    yield step(
        "Keep it in a vault. Each request with it slides into the live log.", "tbody tr", 4.0
    )
    page.locator("tbody a").first.click()
    yield step("A request meets five doors. This one passed them all.", ".picture", 4.0)


def record() -> None:
    """Walk, and write what was seen."""
    private = PrivatePlatform(pages=Console)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM.find(), args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="light",
            reduced_motion="reduce",
        )
        steps = list(walk(page, private))
        browser.close()
    private.close()
    first, *others = (step.picture.convert("RGB") for step in steps)
    first.save(
        FIGURES / f"{NAME}.webp",
        save_all=True,
        append_images=others,
        duration=[int(1000 * step.seconds) for step in steps],
        loop=0,
        lossless=True,
        method=6,
    )
    for name, number in ((NAME, STILL), (FORM_NAME, FORM)):
        steps[number].picture.convert("RGB").save(FIGURES / f"{name}.png", optimize=True)
    lines = (f"{number}. {step.caption}" for number, step in enumerate(steps, 1))
    text = "# A walk through the console\n\nWhat the clip shows, step by step:\n\n"
    (FIGURES / f"{NAME}.md").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


def _ask(url: str, value: str) -> None:
    question = {"role": "user", "content": "Write a haiku about AI."}
    httpx.post(
        f"{url}/v1/chat/completions",
        headers={"authorization": f"Bearer {value}"},
        json={"model": "gpt-4", "messages": [question]},
        trust_env=False,
    ).raise_for_status()


if __name__ == "__main__":
    record()
