"""A browser for the tests that want one, and pages in it that are watched."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.watch import Watch

Visit = Callable[..., Page]
"""``visit(home, size="desk", script=True, forgiven=())``: an address, or a file, opened in a context of its own."""


_RUNNING = ExitStack()
_BROWSERS: list[Browser] = []


@pytest.fixture
def browser() -> Browser:
    """One browser of this worker's; without a Chromium the tests that want it are skipped."""
    path = chromium.program()
    if path is None:
        pytest.skip(chromium.MISSING)
    if not _BROWSERS:
        _BROWSERS.append(_RUNNING.enter_context(chromium.running(path)))
    return _BROWSERS[0]


# Not a fixture of the whole run: while Playwright runs, its thread has a running event loop, and others want one of
# their own. Nor of a module: a browser takes as long to start as some ten pages.
@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Ends the browser once the next test is none of this folder's."""
    if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
        _BROWSERS.clear()
        _RUNNING.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens pages; at the test's end nothing must have left them, and none must have complained."""
    watches: list[Watch] = []

    def visit(home: str | Path, size: str = "desk", *, script: bool = True, forgiven: tuple[str, ...] = ()) -> Page:
        address = home.resolve().as_uri() if isinstance(home, Path) else home
        watch = Watch(address, forgiven)
        watches.append(watch)
        context = chromium.context(browser, size, script=script)
        watch.over(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield visit
    for context in browser.contexts:
        context.close()
    assert [line for watch in watches for line in watch.wrong] == []
