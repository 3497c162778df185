"""The watch over a page sees what it must: each thing that no page of ours may do, done by one made for it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.seen import serious, too_wide
from tests.browser.watch import Watch

POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
BAD = {
    "a picture from elsewhere": ("<img alt=x src=https://example.org/x.png>", "asked for https://example.org/x.png"),
    "a file beside it": ("<img alt=x src=beside.png>", "beside.png"),
    "a page opened": ("<script>open('https://example.org/')</script>", "asked for https://example.org/"),
    "a socket": ("<script>new WebSocket('wss://example.org/')</script>", "asked for wss://example.org/"),
    "an error in a script": ("<script>nothing.at.all</script>", "script: "),
    "a word of warning": ("<script>console.warn('careful')</script>", "console warning: careful"),
    "a dialog": ("<script>alert('hit')</script>", "dialog: hit"),
    "a script that the policy forbids": (f"{POLICY}<script>1</script>", "Content Security Policy"),
}


MOST = 30_000
"""Milliseconds until something that a page did must have been told; a page that it opened another process tells of."""


def opened(
    browser: Browser, path: Path, html: str, size: str = "desk", *, told: str | None = None
) -> tuple[Watch, list[str], list[str]]:
    """The watch over a page, until it has ``told`` what it must; what axe finds of the page, and what is too wide."""
    path.write_text(f"<!doctype html>{html}", "utf-8")
    watch = Watch(path.as_uri())
    context = chromium.context(browser, size)
    watch.over(context)
    page = context.new_page()
    page.goto(path.as_uri())
    found = watch, serious(page), too_wide(page)
    waited = 0
    while told and waited < MOST and not any(told in line for line in watch.wrong):
        page.wait_for_timeout(10)
        waited += 10
    context.close()
    return found


@pytest.mark.parametrize("name", BAD)
def test_the_watch_tells_of(name: str, browser: Browser, tmp_path: Path) -> None:
    html, told = BAD[name]
    watch, _, _ = opened(browser, tmp_path / "bad.html", html, told=told)
    assert any(told in line for line in watch.wrong), watch.wrong


def test_a_page_that_does_nothing_is_told_nothing_of(browser: Browser, tmp_path: Path) -> None:
    head = "<html lang=en><title>Good</title><meta name=viewport content='width=device-width'>"
    watch, found, wide = opened(browser, tmp_path / "good.html", f"{head}<main><h1>Good</h1></main>", "phone")
    assert (watch.wrong, found, wide) == ([], [], [])
    assert len(watch.asked) == 1


def test_axe_is_heard_under_a_policy_that_forbids_every_script(browser: Browser, tmp_path: Path) -> None:
    _, found, _ = opened(browser, tmp_path / "bad.html", f"{POLICY}<title>Bad</title><img src=data:image/png,>")
    assert {line.partition(" ")[0] for line in found} == {"html-has-lang", "image-alt"}


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>" + "w" * 200, "the page is"),
        ("<p style='overflow: hidden'>" + "w" * 200, "cut: p"),
        ("<div style='overflow-x: auto'>" + "w" * 200 + "</div>", ""),
    ],
    ids=["a word wider than it", "a word cut", "a box that scrolls is none"],
)
def test_what_is_too_wide_for_a_phone(html: str, told: str, browser: Browser, tmp_path: Path) -> None:
    head = "<meta name=viewport content='width=device-width, initial-scale=1'>"
    _, _, wide = opened(browser, tmp_path / "wide.html", head + html, "phone")
    assert wide[0].startswith(told) if told else wide == []
