"""A customer's cancelling: what was asked, shown, handed back and confirmed, and what it costs meanwhile."""

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from lifecycle.civil import DAY
from lifecycle.clauses.cancellation import WhilePending
from lifecycle.clauses.device import UNKNOWN_CHARGE
from lifecycle.clauses.minimum_term import CancelledOn, MinimumTermTable
from lifecycle.ending import FEE_PART, early_fee
from lifecycle.events import (
    CancellationConfirmed,
    CancellationRequested,
    DeviceReturned,
    DocumentsVerified,
    Event,
    Givens,
)
from lifecycle.money import Amount
from lifecycle.sentence import Sentence, Word, joined, said
from lifecycle.terms import Terms

PENALTY, DEVICE = "penalty", "device_charge"
"""What cancelling may cost, by the words that stories ask with."""


class Cancelling:
    """What is known of a cancelling; instants in WIB seconds.

    ``documents`` are those verified last, complete without a break since ``complete_since``;
    ``device`` is the latest return. Both may come before the request, and count from then on. A
    confirmed cancelling is final: what comes later changes nothing of it. ``terms`` are those of
    the request.
    """

    def __init__(self) -> None:
        self.requested: int | None = None
        self.documents: DocumentsVerified | None = None
        self.complete_since: int | None = None
        self.device: DeviceReturned | None = None
        self.confirmed: int | None = None
        self.terms: Terms | None = None

    def take_in(self, event: Event, at: int, terms: Terms) -> None:
        """Fold one event in, of terms that know cancelling."""
        if self.confirmed is None:
            TAKES[type(event)](self, event, at, terms)

    def _ask(self, event: CancellationRequested, at: int, terms: Terms) -> None:
        self.requested, self.terms = at, terms

    def _show(self, event: DocumentsVerified, at: int, terms: Terms) -> None:
        self.documents = event
        if self.incomplete(terms):
            self.complete_since = None
        elif self.complete_since is None:
            self.complete_since = at

    def _hand_back(self, event: DeviceReturned, at: int, terms: Terms) -> None:
        self.device = event

    def _confirm(self, event: CancellationConfirmed, at: int, terms: Terms) -> None:
        self.confirmed = at

    def incomplete(self, terms: Terms) -> list[Sentence]:
        """The documents that are missing, in words."""
        clause = terms.book.documents
        there = attrs.asdict(self.documents) if self.documents else {}
        return [] if clause is None else list(clause.missing({name for name, shown in there.items() if shown}))

    def faults(self, terms: Terms) -> list[Word]:
        """What is charged for of the device that came back, in words."""
        clause, back = terms.book.device, self.device
        if clause is None or back is None:
            return []
        return clause.faults(damaged=back.condition == "damaged", receipt=back.receipt)

    def device_cost(self, terms: Terms, givens: Givens) -> Amount:
        """What the device costs once cancelling is asked for; unspecified as long as it is not back."""
        if terms.book.device is None or self.device is None:
            return UNKNOWN_CHARGE if terms.book.device else Amount()
        return terms.book.device.repair(self.device.charge, givens.device_charge) if self.faults(terms) else Amount()

    def lacks(self, terms: Terms) -> Iterator[Sentence]:
        """What stands in the way of a confirmation, in words."""
        needs = terms.book.cancellation.confirmed_after if terms.book.cancellation else ()
        missing = self.incomplete(terms) if "documents" in needs else []
        if missing:
            yield said("the documents are not complete ({documents} missing)", documents=joined(", ", missing))
        if "device" in needs and self.device is None:
            yield said("the device has not been returned")

    @property
    def early(self) -> MinimumTermTable | None:
        """The clause on ending early by the customer's wish, of the terms of the request."""
        clause = self.terms.book.minimum_term if self.terms else None
        return clause if clause is not None and "wish" in clause.on else None

    @property
    def settled_at(self) -> int | None:
        """The second that counts as the one of cancelling, by the reading; None as long as it is not known."""
        if self.terms is None or self.requested is None:
            return None
        if self.terms["penalty.cancelled_on"] == CancelledOn.CONFIRMED:
            return self.confirmed
        if self.terms["penalty.cancelled_on"] == CancelledOn.DOCUMENTS_COMPLETE:
            return None if self.complete_since is None else max(self.complete_since, self.requested)
        return self.requested

    def counted_on(self, at: int, ended: int | None) -> int:
        """The day that counts as the one of cancelling: as long as it is not known, today, at most the end's."""
        settled = self.settled_at
        today = at if ended is None else min(at, ended)
        return (today if settled is None else settled) // DAY

    def charges(self, at: int, activated: int | None, ended: int | None, givens: Givens) -> dict[str, Amount]:
        """What cancelling costs at a second, paid or not: nothing before it is asked for.

        The penalty never rises as time goes on, since the day that counts only moves forward. It is for
        a customer who ends: where the provider ended what was pending, it falls away.
        """
        costs: dict[str, Amount] = {}
        if self.terms is None:
            return costs
        if self.early is not None and (ended is None or self.confirmed is not None):
            day = self.counted_on(at, ended)
            unknown = Amount(0, frozenset({FEE_PART}))
            costs[PENALTY] = (
                unknown if activated is None else early_fee(self.early, activated // DAY, day, self.terms, givens)
            )
        if self.terms.book.device is not None:
            costs[DEVICE] = self.device_cost(self.terms, givens)
        return costs

    def bills_until(self, ended: int | None, terms: Terms) -> int | None:
        """The second after which no further month may be billed, where one is known."""
        if self.requested is not None and terms["billing.while_pending"] == WhilePending.UNTIL_REQUESTED:
            return self.requested
        return ended


TAKES: dict[type[Event], Callable[[Cancelling, Any, int, Terms], None]] = {
    CancellationRequested: Cancelling._ask,
    DocumentsVerified: Cancelling._show,
    DeviceReturned: Cancelling._hand_back,
    CancellationConfirmed: Cancelling._confirm,
}
"""What each event of a cancelling adds to what is known of it."""
