"""The list of subscriptions, a page at a time: each with its state and what is owed at its end."""

from datetime import datetime

from attrs import frozen

from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered
from lifecycle.store import StoreProblem, Wanted
from projections.answers import Answer
from projections.keys import KEYS
from scenarios.commands.failures import words
from scenarios.inspector.holdings import Entry, Holdings
from scenarios.inspector.standing import Story, told
from scenarios.report.masking import Mask

PAGE = 50
"""Lines of a page."""

MOST_LOOKED_AT = 200
"""Of a list that is narrowed by what only a replay tells, a page looks at so many subscriptions and no more."""


MOST_EVENTS = 10_000
"""So many events does a page replay; a longer story is told on its own page."""


@frozen
class Line:
    """A subscription as the list shows it; of one that cannot be told ``problem`` says why.

    One that would make the page replay too many events has a ``state`` of None.
    """

    entry: Entry
    mask: Mask
    holder: str | None = None
    last: datetime | None = None
    state: Answer | None = None
    payable: Answer | None = None
    problem: str | None = None


@frozen
class Page:
    """Some lines; how many subscriptions were looked at for them, and behind which number the next page begins."""

    lines: tuple[Line, ...]
    looked_at: int
    more: int | None


def page(holdings: Holdings, wanted: Wanted, after: int | None, state: str = "") -> Page:
    """The next lines behind an entry; with a state, those of the next subscriptions that are in it."""
    kept: list[Line] = []
    looked, events, more = 0, 0, None
    most = MOST_LOOKED_AT if state else PAGE
    for entry in holdings.listed(wanted, after, most + 1):
        too_many = events + entry.events > MOST_EVENTS
        if len(kept) == PAGE or looked == most or (state and looked and too_many):
            break
        looked, more = looked + 1, entry.number
        line = Line(entry, holdings.mask) if too_many and not state else attempted(holdings, entry)
        events += 0 if too_many else entry.events
        if not state or line.state == state:
            kept.append(line)
    else:
        more = None
    return Page(tuple(kept), looked, more)


def attempted(holdings: Holdings, entry: Entry) -> Line:
    """What is told of an entry's story; of one that cannot be told, why."""
    try:
        return _line(told(holdings, entry))
    except (Problems, StoreProblem, NotCovered) as wrong:
        return Line(entry, holdings.mask, problem=words(wrong))


def _line(story: Story) -> Line:
    replayed, at = story.whole.replayed, story.whole.at
    ledger = replayed.told.ledger()
    second = replayed.told.until
    name = replayed.told.opening.name
    return Line(
        story.entry,
        story.case.mask,
        holder=story.case.mask.name(name) if name else None,
        last=at,
        state=KEYS["state"](ledger, second),
        payable=KEYS["payable"](ledger, second),
    )
