"""The inspector in Indonesian; that each of its words has one, `tests/languages` holds."""

from pathlib import Path

import scenarios
from scenarios.inspector.of_files import OfFiles
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, guarded

STORY = Path(scenarios.__file__).parent / "library" / "cases" / "the-complaint-as-recorded.yaml"


def test_pages_in_indonesian_write_money_and_days_its_way() -> None:
    browser = Browser(guarded(OfFiles(STORY, (), Mask()), "id"))
    page = browser.page("/subscription/1")
    assert page.one("html").attributes["lang"] == "id"
    assert "Bagaimana keadaannya, dan mengapa" in page.text
    assert "Rp 500.000" in page.text
    assert "Februari 2017" in page.text
    assert page.one("button", id="go").text == "Tampilkan"
    assert (
        "Anda belum diizinkan masuk" in Browser(guarded(OfFiles(STORY, (), Mask()), "id"), admitted=False).ask("/").text
    )
