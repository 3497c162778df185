"""What is measured of a page in the browser: axe's serious findings, and what is wider than the page or cut."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDER = """
(width) => {
  const name = (one) => one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") +
    (typeof one.className === "string" && one.className ? "." + one.className : "") +
    ": " + (one.textContent || "").trim().slice(0, 40);
  const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const inScroller = (one) => one && (scrolls(one) || inScroller(one.parentElement));
  const all = [...document.body.querySelectorAll("*")].filter((one) => one.getClientRects().length);
  const found = [];
  if (document.scrollingElement.scrollWidth > width) {
    const out = all.filter((one) => one.getBoundingClientRect().right > width + 1 && !inScroller(one));
    found.push("the page is " + document.scrollingElement.scrollWidth + " wide", ...out.slice(-5).map(name));
  }
  // An element of one pixel is there for a screen reader, and means to hide what it holds.
  const cut = all.filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX) &&
    !(one instanceof SVGElement) && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1);
  return [...found, ...cut.map((one) => "cut: " + name(one))];
}
"""


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways, or is cut at its right; a table may scroll in a box of its own."""
    assert page.viewport_size is not None
    found: list[str] = page.evaluate(WIDER, page.viewport_size["width"])
    return found


def serious(page: Page) -> list[str]:
    """What axe finds of impact serious or critical.

    Its script is evaluated through the browser's own debugger, which no content security policy forbids; so a
    page is tested under the policy that it has, and nothing of it is bypassed.
    """
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:160]}"
        for one in violations
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
