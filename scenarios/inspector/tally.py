"""Findings across all holdings, some subscriptions at a time, and what has been found on the way to them."""

from collections import OrderedDict
from threading import Lock

from attrs import field, frozen

from lifecycle.events import Recorded
from lifecycle.money import Amount
from lifecycle.problems import Problems
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.store import StoreProblem, Wanted
from projections.findings.finding import Finding, FindingCode
from scenarios.commands.failures import words
from scenarios.inspector.holdings import Entry, Holdings
from scenarios.inspector.standing import told
from scenarios.report.masking import Mask

PAGE = 50
"""Subscriptions that a page looks at."""

MOST_EVENTS = 20_000
"""So many events does a page replay, but for a single story that is longer."""

_REMEMBERED = 10_000
"""Pages whose tally is remembered."""


@frozen
class Of:
    """The findings of one subscription; of one that cannot be told ``problem`` says why."""

    entry: Entry
    mask: Mask
    findings: tuple[Finding, ...] = ()
    books: tuple[RuleBook, ...] = ()
    events: tuple[Recorded, ...] = ()
    problem: str | None = None


@frozen
class Tally:
    """What has been looked at, and what was found: subscriptions with findings, and each code's findings and rupiah."""

    looked_at: int = 0
    concerned: int = 0
    untold: int = 0
    codes: tuple[tuple[FindingCode, int, Amount], ...] = ()

    def plus(self, found: Of) -> "Tally":
        """With one more subscription."""
        codes = {code: (number, amount) for code, number, amount in self.codes}
        for one in found.findings:
            number, amount = codes.get(one.code, (0, Amount()))
            codes[one.code] = number + 1, amount + (one.amount or Amount())
        return Tally(
            self.looked_at + 1,
            self.concerned + bool(found.findings),
            self.untold + (found.problem is not None),
            tuple((code, *rest) for code, rest in codes.items()),
        )


@frozen
class Page:
    """The subscriptions of a page that anything is found of; the tally before it and with it; and where to go on."""

    found: tuple[Of, ...]
    before: Tally
    tally: Tally
    more: int | None


@frozen
class Tallies:
    """The tallies at the pages that were looked at; a page whose way there is unknown counts from itself on.

    What is recorded meanwhile makes every way there unknown.
    """

    _at: OrderedDict[tuple[str, str, int | None], Tally] = field(factory=OrderedDict)
    _lock: Lock = field(factory=Lock)

    def page(self, holdings: Holdings, provider: str, after: int | None) -> Page:
        """The next subscriptions behind a number, looked at one after the other."""
        version = holdings.version
        with self._lock:
            before = tally = self._at.get((version, provider, after), Tally())
        found, looked, events, more = list[Of](), 0, 0, None
        for entry in holdings.listed(Wanted(provider=provider), after, PAGE + 1):
            events += entry.events
            if looked == PAGE or (looked and events > MOST_EVENTS):
                break
            looked, more = looked + 1, entry.number
            one = _of(holdings, entry)
            tally = tally.plus(one)
            if one.findings or one.problem:
                found.append(one)
        else:
            more = None
        if more is not None:
            with self._lock:
                self._at[version, provider, more] = tally
                if len(self._at) > _REMEMBERED:
                    self._at.popitem(last=False)
        return Page(tuple(found), before, tally, more)


def _of(holdings: Holdings, entry: Entry) -> Of:
    try:
        story = told(holdings, entry)
        replayed = story.whole.replayed
        return Of(entry, story.case.mask, story.whole.findings, replayed.editions, replayed.events)
    except (Problems, StoreProblem, NotCovered) as wrong:
        return Of(entry, holdings.mask, problem=words(wrong))
