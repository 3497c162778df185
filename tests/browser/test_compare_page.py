"""The page of a comparison in a browser: one file that asks for nothing, unfolds, fits a phone, and runs no text."""

from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.dossiers import LIBRARY, told, unfold, unfolded_by_keyboard
from tests.browser.hostile import DIRECTIONS, TEXTS, hostile
from tests.browser.seen import serious, too_wide
from tests.browser.test_dossier_hostile import DONE, TURNED, one_line
from tests.cli.told import lifecycle

FROM = ("compare", "--from", "indihome@2023-07-01", "--format", "html")
SEVERAL = (
    *("--set", "arrears.rung[0].at.days_after=5", "--set", "late_fee.tier[0].rate=7%"),
    *("--set", "arrears.rung[1].at.month=4", "--fail-over", "5000"),
)
SOME = tuple(LIBRARY / "indihome" / f"{name}.yaml" for name in ("three-bills-unpaid", "a-dispute-changes-no-amount"))
TURNING = ("an override from right to left", "marks upon marks")


def compared(folder: Path, *words: str | Path) -> Path:
    """The page of a comparison, in a file."""
    result = lifecycle(*FROM, *words)
    assert result.exit_code in (0, 1), result.output
    path = folder / "compared.html"
    path.write_bytes(result.stdout_bytes)
    return path


@pytest.mark.parametrize(("size", "lang"), [("desk", "en"), ("phone", "id")])
def test_it_fits_the_page_and_axe_finds_nothing_serious(size: str, lang: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(compared(tmp_path, *SEVERAL, "--most", "6", "--lang", lang, LIBRARY), size)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.locator(".story").count() == 6
    assert too_wide(page) == []
    unfold(page)
    assert too_wide(page) == []
    assert serious(page) == []


def test_everything_unfolds_by_keyboard_without_a_script(visit: Visit, tmp_path: Path) -> None:
    page = visit(compared(tmp_path, *SEVERAL, *SOME), script=False)
    assert unfolded_by_keyboard(page) == page.locator("details").count() > len(SOME)
    assert page.locator("details:not([open])").count() == 0


# The others meet the same templates' escaping, and each is told in a dossier.
@pytest.mark.parametrize("text", ["the end of the title", "a template", "10,000 letters without a blank", *TURNING])
def test_a_hostile_text_is_only_text(text: str, visit: Visit, tmp_path: Path) -> None:
    source, texts = hostile(told("indihome/three-bills-unpaid"), TEXTS[text])
    story = tmp_path / "story.yaml"
    story.write_text(source, "utf-8")
    page = visit(compared(tmp_path, *SEVERAL, "--unmask", story), "phone")
    unfold(page)
    assert page.evaluate(DONE) == [None, 0, 0]
    assert one_line(texts[0]) in one_line(page.locator(".story").first.inner_text())
    assert too_wide(page) == []
    assert page.evaluate(TURNED, DIRECTIONS) == []
