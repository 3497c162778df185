"""The inspector in a browser: it asks nobody else, and its slider goes by keyboard, by mouse and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import SIZES
from tests.browser.conftest import Visit
from tests.browser.dossiers import told
from tests.browser.hostile import TEXTS, hostile
from tests.browser.inspecting import inspector
from tests.browser.seen import serious, too_wide

STORY = "indihome/three-bills-unpaid"
SHOWN = ("#instant", "#state", "#balance")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of an inspector of one story."""
    with inspector(told(STORY)) as found:
        yield found


def story(page: Page) -> Page:
    """The page of the first subscription."""
    page.locator("table#subscriptions a").first.click()
    page.locator("#slider").wait_for()
    return page


def shown(page: Page) -> list[str]:
    """What is said as of the slider's instant."""
    return [page.locator(place).inner_text() for place in SHOWN]


def changes(page: Page, before: list[str]) -> list[str]:
    """What is said once the instant is another."""
    page.wait_for_function("(was) => document.querySelector('#instant').innerText !== was", arg=before[0])
    return settled(page)


def settled(page: Page) -> list[str]:
    """What is said once it stays the same for a quarter of a second."""
    said: list[str] = []
    while said != (said := shown(page)):
        page.wait_for_timeout(250)
    return said


@pytest.mark.parametrize("size", SIZES)
def test_its_pages_fit_and_axe_finds_nothing_serious(size: str, visit: Visit, address: str) -> None:
    page = visit(address, size)
    assert (too_wide(page), serious(page)) == ([], [])
    story(page)
    assert (too_wide(page), serious(page)) == ([], [])


def test_the_slider_goes_by_keyboard(visit: Visit, address: str) -> None:
    page = story(visit(address))
    page.locator("#slider").focus()
    page.keyboard.press("Home")
    first = settled(page)
    page.keyboard.press("ArrowRight")
    second = changes(page, first)
    page.keyboard.press("End")
    last = changes(page, second)
    assert first[0] != second[0] != last[0]
    assert first[1:] != last[1:], "state and balance are those of the instant"
    page.keyboard.press("Home")
    assert changes(page, last) == first


def test_the_slider_goes_by_mouse(visit: Visit, address: str) -> None:
    page = story(visit(address))
    box = page.locator("#slider").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    before = shown(page)
    page.mouse.click(box["x"] + box["width"] * 0.4, middle)
    clicked = changes(page, before)
    page.mouse.move(box["x"] + box["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, middle, steps=5)
    page.mouse.up()
    assert changes(page, clicked) != clicked


def test_without_script_its_pages_work(visit: Visit, address: str) -> None:
    page = visit(address, script=False)
    page.locator("table#subscriptions a").first.click()
    assert all(shown(page))


@pytest.mark.parametrize("query", ["?token=wrong", ""], ids=["a wrong token", "no token"])
def test_nobody_sees_anything_without_the_token(query: str, visit: Visit, address: str) -> None:
    page = visit(address.partition("?")[0] + query, forgiven=("the server responded with a status of 40",))
    assert page.locator("table#subscriptions").count() == 0
    assert STORY.partition("/")[0] not in page.locator("body").inner_text().lower()


@pytest.mark.parametrize("text", ["a script", "a picture out of an attribute", "10,000 letters without a blank"])
def test_a_hostile_text_is_only_text(text: str, visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(hostile(told("masterweb/as-the-provider-recorded-it"), TEXTS[text])[0], "utf-8")
    with inspector(path) as address:
        page = visit(address, "phone")
        assert too_wide(page) == []
        story(page)
        assert page.evaluate("window.hit") is None
        assert too_wide(page) == []
