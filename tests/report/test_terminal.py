"""Every story that ships, as every page of text tells it, on terminals of every width, with Unicode and without."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from projections.explanation import explain
from scenarios.check import check
from scenarios.commands.privacy import mask_over
from scenarios.judging import Overlay, read_whole
from scenarios.replay import Replayed, record, replay
from scenarios.report.as_text import replay_text
from scenarios.report.dispute_report import disputed
from scenarios.report.dispute_text import dispute_text
from scenarios.report.explain_report import explain_text
from scenarios.report.grounds import judging
from scenarios.report.history_report import history_text
from scenarios.report.page import NARROWEST, Look
from scenarios.report.reasons import judged
from scenarios.report.replay_report import reported, sealed
from tests.report.made import LIBRARY

SHELF = Shelf.open()
STORIES = [path for path in sorted(LIBRARY.rglob("*.yaml")) if not path.name.endswith(".invalid.yaml")]
FOLDERS = sorted({path.parent.relative_to(LIBRARY).as_posix() for path in STORIES})
LOOKS = [Look(width, unicode=unicode) for unicode in (True, False) for width in (NARROWEST, 60, 80)]
AMOUNT = re.compile(r"Rp [\d.,]*\d")

Told = Callable[[Look], str]


def replayed(path: Path) -> Iterator[Replayed]:
    """The story of a file, where it can be replayed with the books that ship."""
    try:
        story, editions = read_whole(path, SHELF, Overlay())
        with frozen() as clock:
            yield replay(story, editions, clock)
    except Problems:
        return


def pages(found: Replayed, *, disputes: bool) -> dict[str, Told]:
    """What each command tells of a story, for any look."""
    story, mask = found.story, mask_over(found.story, unmask=False)
    with Store.open(kept=False) as store, frozen() as clock:
        record(found, store)
        report = reported(found, judged(found, check(found, clock), clock), store)
        events, head = sealed(found.events, store), store.head
        dispute = disputed(found, clock) if disputes else None
    books, changes = judging(found), tuple(explain(found.events, found.rules, found.until))
    made: dict[str, Told] = {
        "replay": lambda look: replay_text(report, mask, look, verbose=True),
        "explain": lambda look: explain_text(story.title, books, changes, found.until, mask, look),
        "history": lambda look: history_text(story.title, found.subscription, books, events, head, mask, look),
    }
    if dispute is not None:
        made["dispute"] = lambda look: dispute_text(dispute, mask, look)
    return made


def letters(text: str) -> Counter[str]:
    """The signs of a text past its tables, which leave columns out and say so, and the lines across it."""
    return Counter(re.sub(r"[\s─-]", "", re.split("Events [·/] Peristiwa", text, maxsplit=1)[-1]))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_line_fits_and_nothing_is_cut(folder: str) -> None:
    """One test a folder: a story is replayed once, each of its pages told in another look, the first in all."""
    stories = [path for path in STORIES if path.parent == LIBRARY / folder]
    told = 0
    for number, path in enumerate(stories):
        for found in replayed(path):
            told += 1
            for turn, (command, page) in enumerate(pages(found, disputes=path == stories[0]).items(), number):
                wide = page(Look(120))
                for look in LOOKS if number == 0 else (LOOKS[turn % len(LOOKS)],):
                    _fits(page(look), wide, look, f"{path.stem}, {command}, {look}", columns=command == "dispute")
    assert told


def _fits(text: str, wide: str, look: Look, where: str, *, columns: bool) -> None:
    """A page is no wider than its look and tells what the wide one does; ``columns`` says that it leaves some out."""
    assert [line for line in text.splitlines() if cell_len(line) > look.width] == [], where
    assert "\x1b" not in text, where
    assert not any(line.endswith("Rp") for line in text.splitlines()), where
    assert Counter(AMOUNT.findall(text)) == Counter(AMOUNT.findall(wide)), where
    if not look.unicode:
        assert text.isascii(), where
    if not columns:
        assert letters(text) == letters(look.lettered(wide)), where
