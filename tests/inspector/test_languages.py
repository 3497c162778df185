"""The inspector in Indonesian; that each of its words has one, `tests/languages` holds."""

from contextlib import closing
from pathlib import Path

import scenarios
from lifecycle.clock import unfrozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.format.story import read
from scenarios.inspector.of_files import OfFiles
from scenarios.inspector.of_store import OfStore
from scenarios.replay import record, replay
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, guarded

STORY = Path(scenarios.__file__).parent / "library" / "cases" / "the-complaint-as-recorded.yaml"
BILLED = STORY.parents[1] / "indihome" / "billed-twice-for-one-month.yaml"


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


def test_an_explanation_shows_the_clause_s_prose_source_and_authority() -> None:
    page = Browser(guarded(OfFiles(BILLED, (), Mask()), "en")).page("/subscription/1")
    prose = page.one("details", data_key="payable").one("div", klass="prose").text
    assert "A month's bill can be paid until the end of the 20th of that month." in prose
    assert "the provider's own terms: Syarat dan Ketentuan" in prose
    link = page.one("details", data_key="payable").all("a")[0].attributes["href"]
    assert link == "/subscription/1/events#event-3"


def test_books_that_a_store_keeps_are_told_in_indonesian(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    with Store.open(url, kept=False) as store:
        record(replay(read(BILLED), Shelf.open(), unfrozen()), store)
    with closing(OfStore(url, (), Mask())) as held:
        page = Browser(guarded(held, "id")).page("/subscription/1")
    prose = [one.attributes["lang"] for one in page.all("div", klass="prose")]
    assert set(prose) == {"id"}


def test_no_two_parts_of_a_page_have_one_name() -> None:
    browser = Browser(guarded(OfFiles(BILLED.parent, (), Mask())))
    for path in ("/findings", "/subscription/1", "/subscription/1/events"):
        names = [one.attributes["id"] for one in browser.page(path).all() if "id" in one.attributes]
        assert len(names) == len(set(names))
