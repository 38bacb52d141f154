"""A real Chromium, for tests that look at what a learner sees."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

QUIET = (
    "--no-sandbox",  # tests may run as root, where Chromium has no sandbox
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--no-opt --no-maglev",  # a page is left before its scripts repay what optimising them takes
)

PATIENCE = 60_000

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium(chromium_path: Path) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    with closing(chromium.new_context()) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def same_page(window: Page) -> Iterator[OpenPage]:
    """Open what `new_page` does in one page for all tests of a file: it has compiled JupyterLab's scripts already."""

    def open_page(scheme: Scheme, width: int = 1280) -> Page:
        window.emulate_media(color_scheme=scheme)
        window.set_viewport_size({"width": width, "height": 800})
        return window

    yield open_page
    window.unroute_all()
    window.goto("about:blank")
    for other in window.context.pages:
        if other is not window:
            other.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open an empty page as somebody has it who prefers light or dark colours, in a window of some width."""
    contexts = []

    def open_page(scheme: Scheme, width: int = 1280) -> Page:
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 800}
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
