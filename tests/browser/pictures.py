"""`make pictures`: the pages as the README shows them, photographed at a desk's width."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.dossiers import dossier, told
from tests.browser.inspecting import ROOT, inspector, story

PICTURES = Path(__file__).parent / "pictures"
DISPUTED, ENDED = "cases/the-complaint-as-recorded", "indihome/three-bills-unpaid"
LARGEST = 200_000
"""Bytes of a picture."""


def _opened(browser: Browser, address: str) -> Page:
    page = chromium.context(browser).new_page()
    page.goto(address)
    return page


def _taken(page: Page, name: str) -> None:
    """The first screenful of a page, as a file."""
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path} has {size} bytes; the README shows none of more than {LARGEST}")


def main() -> None:
    """Write every picture."""
    path = chromium.program()
    if path is None:
        raise SystemExit(chromium.MISSING)
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, chromium.running(path) as browser:
        _taken(_opened(browser, dossier(Path(folder), told(DISPUTED), command="dispute").as_uri()), "dossier")
        with inspector(told(ENDED).relative_to(ROOT)) as address:
            _taken(story(_opened(browser, address)), "inspector")


if __name__ == "__main__":
    main()
