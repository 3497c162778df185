"""Dossiers written for the tests, as the command line writes them, and what is done with them in the browser."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.cli.told import lifecycle

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
STORIES = (
    "telkomsel/from-free-to-paid-in-silence",
    "indihome/three-bills-unpaid",
    "indihome/the-provider-acted-otherwise",
    "iconnet/charged-for-a-device-that-was-good",
    "masterweb/as-the-provider-recorded-it",
    "pln-routing/calls-that-went-where-they-should",
    "postclic/as-the-provider-charged-it",
    "cases/the-complaint-as-recorded",
)
"""One of each provider at least, and those with findings."""


def dossier(folder: Path, story: Path, *options: str, command: str = "replay") -> Path:
    """The dossier of a story, in a file."""
    path = folder / "dossier.html"
    path.write_bytes(_written(command, story, *options))
    return path


@cache
def _written(command: str, story: Path, *options: str) -> bytes:
    """A dossier, made once for all tests that look at it."""
    result = lifecycle(command, story, "--format", "html", *options)
    assert result.exit_code in (0, 1), result.output
    return result.stdout_bytes


def told(name: str) -> Path:
    """A story that ships."""
    return LIBRARY / f"{name}.yaml"


def unfold(page: Page) -> None:
    """Unfolds everything at once, for what is measured of the whole page."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def unfolded_by_keyboard(page: Page) -> int:
    """Goes through the page with Tab, unfolds with Enter whatever is folded, and says how often."""
    folded, unfolded = "!!document.activeElement.closest('details:not([open]) > summary')", 0
    seen: set[str] = set()
    while True:
        page.keyboard.press("Tab")
        place = page.evaluate(_PLACE)
        if place == "body" or place in seen:
            return unfolded
        seen.add(place)
        if page.evaluate(folded):
            page.keyboard.press("Enter")
            assert not page.evaluate(folded), f"{place} stays folded"
            unfolded += 1


def unfolded_by_mouse(page: Page) -> int:
    """Clicks on whatever is folded, and says how often."""
    count = 0
    while (folded := page.locator("details:not([open]) > summary:visible")).count():
        folded.first.scroll_into_view_if_needed()
        page.mouse.click(*folded.first.evaluate(_FIRST_LINE))
        count += 1
        assert count <= page.locator("details").count(), "it folds itself again"
    return count


_FIRST_LINE = """
(one) => { const line = one.getClientRects()[0]; return [line.x + line.width / 2, line.y + line.height / 2]; }
"""
"""The middle of an element's first line; it may run over several, and the middle of all of them lie in none."""

_PLACE = """
() => {
  const place = (one) => one === document.body ? "body"
    : place(one.parentElement) + ">" + [...one.parentElement.children].indexOf(one);
  return document.activeElement === document.documentElement ? "body" : place(document.activeElement);
}
"""
