"""What the replay under the first book alone rules out, a replay under the second one bears out."""

from collections import Counter

import pytest

from lifecycle.clock import frozen
from scenarios.check import check
from scenarios.comparing.books import Books
from scenarios.comparing.comparison import Comparison
from scenarios.comparing.outcome import outcome
from scenarios.judging import Overlay
from scenarios.mutating.nudges import nudges
from scenarios.replay import decided, replay
from tests.comparing.told import SHELF, stories

EVERY = 9
"""Every ninth of the small changes is tried here."""

ALWAYS = ("minimum_term.on[0]", "readings.termination.discretion.default")
"""What is asked in places where one would not look for it."""


@pytest.mark.parametrize(
    ("provider", "edition"), [("indihome", "2022-01-01"), ("indihome", "2023-07-01"), ("iconnet", "undated")]
)
def test_what_is_ruled_out_changes_nothing(provider: str, edition: str) -> None:
    """Neither where a story ends nor anything that it expects on the way."""
    book = next(one for one in SHELF.editions(provider) if one.edition == edition)
    small = [nudge for parameter in book.parameters() for nudge in nudges(book, parameter)]
    small = small[::EVERY] + [one for one in small if one.path in ALWAYS]
    ruled_out = Counter[str | None]()
    with frozen() as clock:
        firsts = [(editions, replay(story, editions, clock)) for story, editions in stories(provider)]
        before = [(outcome(first), [one.derived for one in check(first, clock).outcomes]) for _, first in firsts]
        for nudge in small:
            between = Books(book, nudge.book, ("", ""))
            comparison = Comparison(between, clock)
            for (editions, first), (ended, derived) in zip(firsts, before, strict=True):
                why, _ = comparison.ruled_out(first, editions)
                ruled_out[why] += 1
                if why is not None:
                    second = decided(first.story, between.place(editions, nudge.book), Overlay(), clock)
                    told = f"{nudge.path} = {nudge.value}: {first.story.path}"
                    assert outcome(second) == ended, told
                    assert [one.derived for one in check(second, clock).outcomes] == derived, told
    assert ruled_out["not_consulted"] > 0
    assert ruled_out["same"] > 0 or provider != "indihome", "no other provider charges a late fee"
