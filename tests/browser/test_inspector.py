"""The inspector in a browser: it asks nobody else, and its slider goes by keyboard, by mouse and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.chromium import SIZES
from tests.browser.conftest import Visit
from tests.browser.dossiers import told
from tests.browser.hostile import TEXTS, hostile
from tests.browser.inspecting import inspector, story
from tests.browser.seen import serious, too_wide

STORY = "indihome/three-bills-unpaid"
SHOWN = ("#instant", "#state", "#balance")
SETTLED = """
() => {
  const standing = document.querySelector("#standing");
  return !standing.ariaBusy && standing.dataset.step === document.querySelector("#slider").value;
}
"""
"""Whether the page tells of where the slider stands; a key before its script came moves the slider alone."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of an inspector of one story."""
    with inspector(told(STORY)) as found:
        yield found


def shown(page: Page) -> list[str]:
    """What is said as of the slider's instant, once it is that instant's."""
    page.wait_for_function(SETTLED)
    return [page.locator(place).inner_text() for place in SHOWN]


def holding(page: Page, address: str) -> list[Route]:
    """What the page has asked for there and is not answered yet."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    return held


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
    first = shown(page)
    page.keyboard.press("ArrowRight")
    second = shown(page)
    page.keyboard.press("End")
    last = shown(page)
    assert first[0] != second[0] != last[0]
    assert first[1:] != last[1:], "state and balance are those of the instant"
    page.keyboard.press("Home")
    assert shown(page) == first


def test_the_slider_goes_by_mouse(visit: Visit, address: str) -> None:
    page = story(visit(address))
    box = page.locator("#slider").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    before = shown(page)
    page.mouse.click(box["x"] + box["width"] * 0.4, middle)
    clicked = shown(page)
    page.mouse.move(box["x"] + box["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, middle, steps=5)
    page.mouse.up()
    assert before[0] != clicked[0] != shown(page)[0]


def test_who_is_quicker_than_the_script_is_answered_once_it_is_there(visit: Visit, address: str) -> None:
    page = visit(address)
    held = holding(page, "**/inspector.js")
    page.locator("table#subscriptions a").first.click()
    page.locator("#slider").focus()
    last = [page.locator(place).inner_text() for place in SHOWN]
    page.keyboard.press("Home")
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    page.wait_for_load_state()
    assert page.locator("#slider").input_value() == "0"
    assert shown(page)[1:] != last[1:]
    assert page.locator("#slider").get_attribute("aria-valuetext") == shown(page)[0] != last[0]


def test_an_answer_that_the_slider_has_left_is_not_told(visit: Visit, address: str) -> None:
    page = visit(address)
    page.clock.install(time=0)
    story(page).clock.pause_at(3_600_000)
    held = holding(page, "**/at?step=0")
    page.locator("#slider").focus()
    with page.expect_request("**/at?step=0"):
        page.keyboard.press("Home")
        page.clock.run_for(60)
    with page.expect_event("requestfailed"):  # given up at the key, not only when the next one is asked for
        page.keyboard.press("ArrowRight")
    held.pop().abort()
    page.clock.run_for(60)
    assert shown(page)[0] == page.locator("#ticks option").nth(1).text_content()


def test_without_script_its_pages_work(visit: Visit, address: str) -> None:
    page = story(visit(address, script=False))
    assert all(page.locator(place).inner_text() for place in SHOWN)


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
