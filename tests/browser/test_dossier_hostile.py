"""The dossier of a story whose texts are hostile: they are told as they stand, and do nothing."""

from itertools import cycle
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.dossiers import dossier, told, unfold
from tests.browser.hostile import DIRECTIONS, TEXTS, hostile
from tests.browser.seen import too_wide

STORIES = (
    "telkomsel/from-free-to-paid-in-silence",
    "masterweb/as-the-provider-recorded-it",
    "cases/the-complaint-as-recorded",
)

DONE = "[window.hit, document.scripts.length, document.querySelectorAll('[src], [onload], [onerror]').length]"

TURNED = """
(marks) => {
  const isolating = (one) => getComputedStyle(one).unicodeBidi !== "normal" ? one : isolating(one.parentElement);
  const turns = (text) => [...text].some((letter) => marks.includes(letter));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!turns(node.data)) continue;
    const after = document.createRange();
    after.setStartAfter(node);
    after.setEndAfter(isolating(node.parentElement).lastChild);
    const own = node.data.replace(/[\\u202c\\u2069]/g, "").trim();
    if (after.toString().trim()) found.push(own.slice(-60) + " | " + after.toString().trim().slice(0, 60));
  }
  return found;
}
"""
"""What of the page follows a text with marks that turn it, before the element that isolates that text ends."""


def one_line(text: str) -> str:
    """A text as a page shows it, its blanks made one."""
    return " ".join(text.split())


# Each text is told in one of the stories: a page takes a second, and what is done with a text is the same in all.
@pytest.mark.parametrize(("text", "name"), list(zip(TEXTS, cycle(STORIES), strict=False)), ids=[*TEXTS])
def test_a_hostile_text_is_only_text(text: str, name: str, visit: Visit, tmp_path: Path) -> None:
    source, texts = hostile(told(name), TEXTS[text])
    story = tmp_path / "story.yaml"
    story.write_text(source, "utf-8")
    page = visit(dossier(tmp_path, story, "--unmask"), "phone")
    unfold(page)
    assert page.evaluate(DONE) == [None, 0, 0]
    assert texts[0].startswith(TEXTS[text]), "the title takes any text"
    assert one_line(texts[0]) in one_line(page.title())
    assert one_line(texts[0]) in one_line(page.locator("h1").inner_text())
    assert too_wide(page) == []
    assert page.evaluate(TURNED, DIRECTIONS) == []
