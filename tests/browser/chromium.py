"""Debian's Chromium, driven by Playwright: where it is, how it starts, and how large its pages are."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The one that can do nothing but run without a window first: it needs less than half the others' time for a page."""

MISSING = "no Chromium is installed (on Debian: apt-get install chromium-headless-shell fonts-dejavu-core)"

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
"""Width and height of a page, in pixels."""

_ARGUMENTS = (
    "--no-sandbox",  # root, who runs the tests in a container, has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    # Whatever a page asks for, no name is looked up: what it asks for is told, and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def program() -> str | None:
    """The path of a Chromium, where there is one."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


@contextmanager
def running(path: str) -> Iterator[Browser]:
    """A browser without a window, until it is left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def context(browser: Browser, size: str = "desk", *, script: bool = True) -> BrowserContext:
    """A context of its own, as wide as a desk's screen or a phone's; ``script`` is whether pages may run any."""
    width, height = SIZES[size]
    phone = size == "phone"
    return browser.new_context(
        viewport={"width": width, "height": height},
        is_mobile=phone,
        has_touch=phone,
        java_script_enabled=script,
        device_scale_factor=1,
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
        service_workers="block",
    )
