"""The dossier in a browser: one file that asks for nothing, unfolds by keyboard and mouse, and fits a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.dossiers import STORIES, dossier, told, unfold, unfolded_by_keyboard, unfolded_by_mouse
from tests.browser.seen import serious, too_wide

SEEN = (("desk", "en"), ("phone", "id"))


def _shown() -> Iterator[tuple[str, str, str, str]]:
    """Each story's two pages, one on a desk and the other on a phone, in turn; both on both of the first and last."""
    for number, name in enumerate(STORIES):
        for turn, command in enumerate(("replay", "dispute"), number):
            both = name in (STORIES[0], STORIES[-1])
            yield from ((name, command, *seen) for seen in (SEEN if both else (SEEN[turn % 2],)))


@pytest.mark.parametrize(("name", "command", "size", "lang"), list(_shown()))
def test_it_fits_the_page_and_axe_finds_nothing_serious(
    name: str, command: str, size: str, lang: str, visit: Visit, tmp_path: Path
) -> None:
    page = visit(dossier(tmp_path, told(name), "--lang", lang, command=command), size)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert too_wide(page) == []
    unfold(page)
    assert too_wide(page) == []
    assert serious(page) == []


def test_everything_unfolds_by_keyboard(visit: Visit, tmp_path: Path) -> None:
    page = visit(dossier(tmp_path, told(STORIES[0])))
    assert page.locator("details").count()
    assert unfolded_by_keyboard(page) == page.locator("details").count()
    assert page.locator("details:not([open])").count() == 0


def test_everything_unfolds_by_mouse(visit: Visit, tmp_path: Path) -> None:
    page = visit(dossier(tmp_path, told(STORIES[0])))
    assert unfolded_by_mouse(page) == page.locator("details").count()


def test_without_script_it_is_the_same_page(visit: Visit, tmp_path: Path) -> None:
    path = dossier(tmp_path, told(STORIES[0]))
    plain, scripted = visit(path, script=False), visit(path)
    assert unfolded_by_keyboard(plain) == plain.locator("details").count()
    unfolded_by_keyboard(scripted)
    assert plain.locator("body").inner_text() == scripted.locator("body").inner_text()
    assert scripted.locator("script").count() == 0
