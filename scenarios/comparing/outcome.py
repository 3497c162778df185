"""What a story comes to under a book: rupiah by kind, how it stands, when the rules acted, and what it expects."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from attrs import field, frozen

from lifecycle.events import Recorded, word
from lifecycle.money import Amount
from lifecycle.rulebook.readings import CLAUSE_OF
from projections.answers import Answer
from projections.consulted import consulted
from projections.findings.audit import audit
from projections.keys import KEYS, answers
from projections.ledger import Ledger, Told
from projections.rupiah import KINDS, rupiah
from scenarios.replay import Replayed

_AMOUNTS = frozenset(KINDS) | {
    "principal",
    "late_fee",
    "package_open",
    "charges",
    "events",
    "events_visible_to_customer",
}
"""Answers that are told among the kinds, follow from them, or only count."""

ENDS = ("warned", "isolated", "blocked", "terminated", "blacklisted", "blacklist_eligible")
"""What may come over a customer."""


@frozen
class Outcome:
    """Where a story ends under a book; two outcomes are equal where nothing moved.

    ``acts`` are the rules' own, each with its number among those of its word. ``standing`` are the answers at the
    end that are no amounts. ``refused`` are the steps of the facts that the subscription refuses, and ``consulted`` the
    readings consulted, the tables whose clauses they are, and the headings behind the rules' acts and findings.
    """

    amounts: Mapping[str, Amount]
    standing: Mapping[str, Answer]
    acts: Mapping[tuple[str, int], datetime]
    refused: tuple[int, ...]
    consulted: frozenset[str] = field(default=frozenset(), eq=False)

    def happened(self, end: str) -> bool:
        """Whether it came to one of `ENDS`: at any time by the rules, or at the story's end."""
        return (end, 1) in self.acts or self.standing.get("state") == end or self.standing.get(end) is True


def ended(told: Told) -> Ledger:
    """The ledger where a story ends, for `Told.once`."""
    return told.ledger()


def outcome(replayed: Replayed) -> Outcome:
    """Where a replayed story ends."""
    told = replayed.told
    ledger = told.once(ended)
    found = answers(ledger, told.until)
    return Outcome(
        amounts=rupiah(found, ledger, told.until),
        standing={key: found[key] for key in KEYS if key not in _AMOUNTS},
        acts=_acts(replayed.events),
        refused=tuple(one.fact.step for one in replayed.refused),
        consulted=frozenset(_consulted(replayed, consulted(ledger, told.until))),
    )


def _consulted(replayed: Replayed, readings: Iterable[str]) -> Iterator[str]:
    for name in readings:
        yield name
        if name in CLAUSE_OF:
            yield CLAUSE_OF[name]
    yield from (one.because.clause for one in replayed.events if one.because is not None)
    yield from (one.because.clause for one in replayed.told.once(audit))
    yield from (one.refusal.clause for one in replayed.refused if one.refusal.clause)


def _acts(events: Sequence[Recorded]) -> dict[tuple[str, int], datetime]:
    counts: Counter[str] = Counter()
    found = {}
    for recorded in events:
        if recorded.actor == "rules":
            name = word(recorded.event)
            counts[name] += 1
            found[name, counts[name]] = recorded.at
    return found
