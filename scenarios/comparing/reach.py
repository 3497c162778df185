"""Whether a change of the rules can reach a story at all, told from its replay under the first book alone."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from attrs import field, frozen

from lifecycle.bill import Bill
from lifecycle.civil import NEVER
from lifecycle.clauses.arrears_ladder import Becomes, rung_at, vests_at
from lifecycle.clauses.instant import BillClock
from lifecycle.clauses.late_fee import tier_opens
from lifecycle.events import (
    Blacklisted,
    CancellationConfirmed,
    CancellationRequested,
    Contacted,
    Demanded,
    DeviceReturned,
    DocumentsVerified,
    DueDateMoved,
    Event,
    Paid,
    PaymentReversed,
    ResaleAlleged,
    ResaleProven,
    Terminated,
)
from lifecycle.rulebook.readings import CLAUSE_OF
from lifecycle.terms import Terms
from scenarios.comparing.books import Books
from scenarios.comparing.outcome import ended
from scenarios.comparing.parts import Differs, Part
from scenarios.comparing.same_fees import each_bill, same_fees
from scenarios.replay import Replayed

_ENDING: tuple[type[Event], ...] = (
    Terminated,
    CancellationRequested,
    CancellationConfirmed,
    DeviceReturned,
    Demanded,
    Blacklisted,
    ResaleAlleged,
    ResaleProven,
)

ON: dict[str, tuple[type[Event], ...]] = {
    "minimum_term": _ENDING,
    "blacklist": _ENDING,
    "resale": _ENDING,
    "cancellation": (*_ENDING, DocumentsVerified),
    "documents": (*_ENDING, DocumentsVerified),
    "device": _ENDING,
    "payment": (Paid, PaymentReversed),
    "routing": (Contacted,),
}
"""Tables that nothing consults without an event of these, written or made by the rules; ``payment`` are readings."""

ON_BILLS = frozenset({"late_fee", "arrears"})
"""Tables that nothing consults but a bill that is unpaid when the first of their instants comes."""

ASKED_AHEAD = frozenset({"next_termination", "terminable_from"})
"""Answers that tell of an end before it comes."""

Ruled = Literal["not_consulted", "same"]
"""Why a change gives a story the same: nothing that differs was asked, or each time it was it said the same."""

Readings = tuple[tuple[str, str], ...]

_APPLIES = re.compile(r"^arrears\..*\.(becomes|fee)$|^minimum_term\.on\b")
"""Parameters that by themselves say whether a question applies at all, which is asked though nothing happens."""


@frozen
class Reach:
    """What a change may touch: tables by their names, and what must be known of them to rule that out."""

    books: Books
    parts: tuple[Part, ...]
    _first: Terms = field(init=False, repr=False)
    _second: Terms = field(init=False, repr=False)
    _tables: frozenset[str] = field(init=False)
    _tier: int = field(init=False)
    _rungs: frozenset[int] = field(init=False)
    _chosen: dict[Readings, Terms] = field(init=False, factory=dict, repr=False)

    @_first.default
    def _of_first(self) -> Terms:
        return Terms.of(self.books.before, {})

    @_second.default
    def _of_second(self) -> Terms:
        return Terms.of(self.books.after, {})

    @_tables.default
    def _of_parts(self) -> frozenset[str]:
        return frozenset(_table(one) for part in self.parts for one in part.differs)

    @_tier.default
    def _first_tier(self) -> int:
        """The first tier that may come to something else; the ones before it do not hang on it."""
        first, second = self._first.late_fee, self._second.late_fee
        if first is None or second is None or "late_fee" in self._readings:
            return 0
        pairs = zip(first.tiers, second.tiers, strict=False)
        same = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
        return NEVER if first == second else same or 0

    @_rungs.default
    def _other_rungs(self) -> frozenset[int]:
        """The rungs that may come to something else, by what they lead to."""
        first, second = ({rung.becomes: rung for rung in one.ladder} for one in (self._first, self._second))
        return frozenset(
            name for name in first | second if "arrears" in self._readings or first.get(name) != second.get(name)
        )

    @property
    def _readings(self) -> frozenset[str]:
        """The tables on whose bills any tier or rung may hang on a reading that differs."""
        found = (_table(one) for part in self.parts for one in part.differs if one.reading)
        return frozenset(found) & ON_BILLS

    def rules_out(self, replayed: Replayed) -> Ruled | None:
        """Why the second book gives the story the very same, without it being replayed under that.

        Only where nothing that differs has been asked for anything, or has said the same of it: then the two replays
        go the same way from the first event to the last. None says nothing; the story has to be decided under both.
        """
        story = replayed.story
        if replayed.rules.pin not in {None, self.books.before.edition}:
            return "not_consulted"
        if story.opening.provider_acts == "as_recorded" or not self._tables <= ON_BILLS | {*ON}:
            return None
        happened = {*(type(one.event) for one in story.facts), *(type(one.event) for one in replayed.events)}
        if any(happened & {*ON[table]} for table in self._tables - ON_BILLS):
            return None
        return self._passes_bills(replayed, happened) if self._tables & ON_BILLS else "not_consulted"

    def _passes_bills(self, replayed: Replayed, happened: Iterable[type[Event]]) -> Ruled | None:
        """Whether no bill bears a fee, or met an act, that either book tells otherwise."""
        if DueDateMoved in happened or self._first.follows_oldest or self._second.follows_oldest:
            return None
        if self._readings and not {*_ENDING}.isdisjoint(happened):
            return None  # Readings of arrears are asked by other ends, too, as after a resale.
        ahead = self._moves_the_end
        asks = {one.key for expect in replayed.story.expects for one in expect.expectations}
        if ahead and asks & ASKED_AHEAD:
            return None
        bills, until = replayed.told.once(ended).account.bills, replayed.told.until
        if any(self._meets(bill, until, self._rungs_of) or (ahead and bill.open > 0) for bill in bills):
            return None
        charged = [bill for bill in bills if self._meets(bill, until, self._tiers_of)]
        if not charged:
            return "not_consulted"
        # A reversed payment leaves no trace in a bill's history, by which its fees went until then.
        known = PaymentReversed not in happened and not any(bill.unknown for bill in charged)
        return "same" if known and self._same_fees(charged, replayed) else None

    def _same_fees(self, bills: Iterable[Bill], replayed: Replayed) -> bool:
        """Whether the second book's tiers charge these bills the same under the story's readings."""
        readings = replayed.rules.readings
        chosen = tuple(sorted(readings.items()))
        if chosen not in self._chosen:
            self._chosen[chosen] = Terms.of(self.books.after, readings)
        if not each_bill((*replayed.rules.books, self.books.after), readings):
            return False
        # A bill keeps the terms that it was issued under; one of another edition's is charged by that.
        mine = (bill for bill in bills if bill.terms.edition == self.books.before.edition)
        return all(same_fees(bill, self._chosen[chosen], replayed.told.until) for bill in mine)

    @property
    def _moves_the_end(self) -> bool:
        """Whether the end that is coming is told otherwise, though nothing has come yet."""
        ends = (terms.rung(Becomes.TERMINATED) for terms in (self._first, self._second))
        return "arrears" in self._readings or next(ends) != next(ends)

    def _meets(self, bill: Bill, until: int, instants: "Instants") -> bool:
        """Whether anything of a bill was unpaid when an instant that matters came, by either book, or later."""
        both = (at for terms in (self._first, self._second) for at in instants(terms, bill.clock))
        first = min(both, default=NEVER)
        ends = (*bill.times[1:], until)
        return any((unpaid > 0 or bill.unknown) and end >= first for unpaid, end in zip(bill.unpaid, ends, strict=True))

    def _tiers_of(self, terms: Terms, clock: BillClock) -> Iterator[int]:
        """The seconds at which a bill meets the tiers that may come to something else."""
        clause = terms.late_fee
        if clause is not None:
            yield from (tier_opens(clause, index, clock) for index in range(self._tier, len(clause.tiers)))

    def _rungs_of(self, terms: Terms, clock: BillClock) -> Iterator[int]:
        """The seconds at which it meets the rungs that may."""
        for rung in terms.ladder:
            if rung.becomes in self._rungs:
                yield rung_at(rung, clock)
                if rung.becomes == Becomes.TERMINATED:
                    yield vests_at(rung, clock)


Instants = Callable[[Terms, BillClock], Iterator[int]]


def _table(one: Differs) -> str:
    """The table that a parameter may be consulted with; one that stands for no known one rules nothing out."""
    if None in (one.before, one.after) or _APPLIES.search(one.path):
        return one.path
    if one.reading is None:
        return one.table
    return "payment" if one.reading.startswith("payment.") else CLAUSE_OF.get(one.reading, one.path)
