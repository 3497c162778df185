"""Every word of the inspector's own is said in Indonesian, too."""

from pathlib import Path
from typing import get_args

import pytest
from jinja2.ext import babel_extract

from lifecycle.events.fields import Actor
from scenarios.inspector import app, guard
from scenarios.inspector.of_files import OfFiles
from scenarios.languages.language import language
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, guarded

ROOT = Path(app.__file__).parent
STORY = ROOT.parent / "library" / "cases" / "the-complaint-as-recorded.yaml"
SAME = {"Rupiah"}


def sentences() -> list[str]:
    """What the templates and the guard say."""
    found = [app.NO_PAGE, app.NO_SUBSCRIPTION, *guard.NO_HOST, *guard.NO_METHOD, *guard.NO_TOKEN, *get_args(Actor)]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        with path.open("rb") as template:
            options = {"trim_blocks": "true", "lstrip_blocks": "true"}
            found += [said for _, _, said, _ in babel_extract(template, ("_", "gettext"), [], options) if said]
    return sorted(dict.fromkeys(map(str, found)))


@pytest.mark.parametrize("sentence", sentences())
def test_each_sentence_has_its_indonesian(sentence: str) -> None:
    said = language("id").catalogue.gettext(sentence)
    assert sentence in SAME or said != sentence
    names = [part.partition(")")[0] for part in sentence.split("%(")[1:]]
    assert all(f"%({name})s" in said for name in names)


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
