"""What somebody wrote into a story stays text on every page, and numbers and names stay masked."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from lifecycle.clock import unfrozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.format.story import read
from scenarios.inspector import raw
from scenarios.inspector.of_files import OfFiles
from scenarios.inspector.of_store import OfStore
from scenarios.replay import record, replay
from scenarios.report.masking import Mask
from tests.inspector.browser import Browser, guarded

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "the end of a script and of a style": "</script></style></textarea></title><img src=x onerror=alert(1)>",
    "quotes": "\"'`><svg onload=alert(1)>",
    "right-to-left marks": "\u202eevil\u202d \u2066x\u2069",
    "ten thousand characters": "W" * 10_000,
    "a template": "{{ 7 * 7 }}{% raw %}${7*7}",
    "entities": "&lt;b&gt;&amp;&#x3c;",
}
NUMBER, NAME, ACCOUNT = "98765432101", "Siti Rahmawati", "7001234567"

STORY = """\
scenario: {text}
provider: masterweb
subscription: {{number: {number}, name: {name}}}
steps:
  - at: 2024-03-01
    order-placed: {{order: {text}, item: {text}, amount: 500000}}
    note: {text}
    source: {text}
  - at: 2024-03-02
    paid: {{amount: 600000, from: {{bank: {text}, number: {account}, name: {name}}}}}
    note: {text}
"""


quoted = json.dumps


def kept(folder: Path, text: str, number: str = NUMBER) -> Path:
    path = folder / "story.yaml"
    filled = STORY.format(text=quoted(text), number=quoted(number), name=quoted(NAME), account=quoted(ACCOUNT))
    path.write_text(filled, "utf-8")
    return path


def pages(browser: Browser) -> list[str]:
    addresses = ["/", "/findings", "/verify?run=1"]
    addresses += [f"/subscription/1{end}" for end in ("", "/at", "/events", "/compare")]
    found = []
    for address in addresses:
        browser.page(address)  # well formed
        found.append(browser.ask(address).text)
    return found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_text_in_every_field(tmp_path: Path, text: str) -> None:
    holdings = OfFiles(kept(tmp_path, text), (), Mask())
    assert holdings.refused == ()
    browser = Browser(guarded(holdings))
    for found in pages(browser):
        for bad in ("<script>alert", "onerror=alert(1)>", "<svg", "</script></style>", "49$"):
            assert bad not in found
    for address in ("/", "/subscription/1", "/subscription/1/events"):
        root = browser.page(address)
        assert [one.attributes.get("src") for one in root.all("script")] == ["/static/inspector.js"]
        assert not root.all("img")
        assert not root.all("svg")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_address_stays_text(tmp_path: Path, text: str) -> None:
    browser = Browser(guarded(OfFiles(kept(tmp_path, "x"), (), Mask())))
    for address in (
        f"/?q={quote(text)}",
        f"/?sort={quote(text)}",
        f"/?provider={quote(text)}",
        f"/findings?provider={quote(text)}",
        f"/subscription/1?at={quote(text)}",
        f"/subscription/1/compare?left_reading={quote(text)}&right_edition={quote(text)}",
        f"/{quote(text)}",
    ):
        answer = browser.ask(address)
        assert answer.status_code in (200, 400, 404), address
        assert "<script>alert" not in answer.text
        assert "<svg" not in answer.text
        assert "<img" not in answer.text


def test_numbers_and_names_are_masked_on_every_page(tmp_path: Path) -> None:
    path = kept(tmp_path, f"for {NAME}, account {ACCOUNT}, line {NUMBER}")
    for found in pages(Browser(guarded(OfFiles(path, (), Mask())))):
        assert NUMBER not in found
        assert ACCOUNT not in found
        assert "Siti" not in found
        assert "Rahmawati" not in found


def test_unmasked_they_are_shown(tmp_path: Path) -> None:
    texts = pages(Browser(guarded(OfFiles(kept(tmp_path, "x"), (), Mask(on=False)))))
    assert NUMBER in texts[0]
    assert NAME in texts[3]
    assert ACCOUNT in texts[5]


def test_a_store_s_pages_are_masked_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    path = kept(tmp_path, f"for {NAME}, account {ACCOUNT}")
    with Store.open(url) as store:
        record(replay(read(path), Shelf.open(), unfrozen()), store)
    held = OfStore(url, (), Mask())
    for found in pages(Browser(guarded(held))):
        assert not [secret for secret in (NUMBER, ACCOUNT, "Siti", "Rahmawati") if secret in found]
    held.close()


def test_mistakes_of_a_file_are_told_without_its_numbers(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(f'scenario: x\nprovider: y\nsubscription: {{number: "{NUMBER}", nme: <b>}}\n')
    page = Browser(guarded(OfFiles(tmp_path, (), Mask()))).page("/")
    told = page.one(id="refused").text
    assert "bad.yaml" in told
    assert NUMBER not in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"event":{"number":"12","name":"Sri W","amount":5}}', '{"event":{"number":"•••","name":"S. W.","amount":5}}'),
        ("[1,true,null]", "[1,true,null]"),
        ('"98765432101"', '"•••101"'),
        ("no json", "no json"),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_stored_json_is_shown_masked(text: str, shown: str) -> None:
    assert raw.shown(text, Mask()) == shown
    assert raw.shown(text, Mask(on=False)) == text
