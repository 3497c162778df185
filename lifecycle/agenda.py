"""What the rules make the provider do next, and at which instant; it jumps, it never ticks through days."""

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from lifecycle import calendar, trial
from lifecycle.account import Account
from lifecycle.clauses import pricing
from lifecycle.clauses.arrears_ladder import Becomes, Discretion, IsolationBilling
from lifecycle.clauses.blacklist import Action, Scope
from lifecycle.events import (
    Because,
    Billed,
    Blacklisted,
    Blocked,
    Downgraded,
    Event,
    Isolated,
    Reconnected,
    Terminated,
    Unblocked,
    Warned,
    WarningLifted,
)
from lifecycle.money import UNSPECIFIED, Sen
from lifecycle.refunds import payout
from lifecycle.subscription import UNKNOWN_FEE, Status, Subscription
from lifecycle.terms import Rules, Terms


@frozen
class Act:
    """One act of the rules: its WIB second, the event, and the clause and readings behind it.

    ``order`` breaks ties of one instant: lifting first, then the ladder, the end, the bills. ``part`` are the
    microseconds into the second, where what is counted in elapsed hours falls on such a part.
    """

    at: int
    order: int
    event: Event | None
    terms: Terms
    path: str
    readings: tuple[str, ...] = ()
    part: int = 0

    @property
    def because(self) -> Because:
        """The clause, its edition, and the readings consulted."""
        return self.terms.because(self.path, *self.readings)


@define
class Agenda:
    """The rules' acts over one subscription, the next one at a time.

    ``coming`` are the vouchers and requests that the story tells of: where one is told, none is presumed.
    """

    rules: Rules
    next_month: int | None = None
    coming: Sequence[payout.Coming] = field(factory=tuple)

    def next(self, state: Subscription, account: Account, now: int) -> Act | None:
        """The next act, at ``now`` or later; None when nothing is coming."""
        if state.as_recorded:
            return None
        acts = [*self._refunds(account, now)]
        if state.ended is not None:
            acts += self._blacklisting(state, account, now)
        else:
            acts += [*self._lifting(state, account, now), *self._resale(state, now), *self._ladder(state, account)]
            acts += [*self._ending(account, now), *self._billing(state, account), *self._trial(state, account)]
        return min(acts, key=lambda act: (max(act.at, now), act.part if act.at >= now else 0, act.order), default=None)

    def _lifting(self, state: Subscription, account: Account, now: int) -> Iterator[Act]:
        lifted = _LIFTED.get(state.status)
        if lifted is not None and account.lifted(now, state.rung_since):
            terms = self.rules.at(state.rung_since)
            yield Act(now, -2, lifted, terms, "arrears.rung", ("isolation.lifted_when",))

    def _resale(self, state: Subscription, now: int) -> Iterator[Act]:
        if state.resale_proven is None:
            return
        terms = self.rules.at(state.resale_proven)
        if terms.book.resale is not None and terms["termination.discretion"] == Discretion.EXERCISED:
            event = Terminated(by="provider", reason="resale")
            yield Act(state.resale_proven, -1, event, terms, "resale", ("termination.discretion",))

    def _ladder(self, state: Subscription, account: Account) -> Iterator[Act]:
        if state.rung >= self.rules.highest_step:
            return
        slowed = any(bill.downgraded and bill.open for bill in account.due)
        for bill in account.due:
            if bill.open == 0 or bill.suspended:
                continue
            for at, becomes in bill.rungs:
                index = [rung.becomes for rung in bill.terms.ladder].index(becomes)
                if becomes == Becomes.DOWNGRADED and slowed:
                    continue
                if becomes > state.rung and bill.open_at(at) and bill.terms.exercised(bill.terms.ladder[index]):
                    yield Act(at, becomes, _RUNGS[Becomes(becomes)], bill.terms, f"arrears.rung[{index}]")

    def _ending(self, account: Account, now: int) -> Iterator[Act]:
        right = account.next_right(now)
        if right is None or right.bill.suspended:
            return
        terms = right.bill.terms
        rung = terms.rung(Becomes.TERMINATED)
        if rung is None or not terms.exercised(rung):
            return
        readings = ("termination.arrears", "termination.cure", "termination.discretion")
        index = terms.ladder.index(rung)
        event = Terminated(by="provider", reason="arrears")
        yield Act(right.ends, Becomes.TERMINATED, event, terms, f"arrears.rung[{index}]", readings)

    def _billing(self, state: Subscription, account: Account) -> Iterator[Act]:
        opening = state.opening
        if opening is None or opening.bills is None or state.activated is None:
            return
        if self.next_month is None:
            self.next_month = pricing.first_month(state.activated, opening.bills.day)
        at = pricing.issue_at(self.next_month, opening.bills.day)
        terms = self.rules.at(at)
        suspended = state.limited and terms["isolation.billing"] == IsolationBilling.SUSPENDED
        if suspended or account.after_end(self.next_month, at):
            event = None
        else:
            fee = pricing.monthly_bill(self.next_month, state.fee_times, state.fees)
            event = Billed(calendar.period(self.next_month), UNSPECIFIED if fee == UNKNOWN_FEE else Sen(fee))
        # Where nothing is said of billing, that it goes on while a cancelling is pending is what that reading asks.
        asked = account.pending and terms.book.billing is None and "billing.while_pending" in terms.book.readings
        path = "billing.while_pending" if asked else "billing"
        readings = ("isolation.billing", *(("billing.while_pending",) if account.pending else ()))
        yield Act(at, len(Becomes), event, terms, path, readings)

    def _trial(self, state: Subscription, account: Account) -> Iterator[Act]:
        coming = trial.coming(state, account.in_advance, self.rules)
        if coming is not None:
            ends = isinstance(coming.event, Terminated)
            order = Becomes.TERMINATED if ends else len(Becomes)
            yield Act(coming.at, order, coming.event, coming.terms, coming.path, coming.readings, coming.part)

    def _blacklisting(self, state: Subscription, account: Account, now: int) -> Iterator[Act]:
        ended_as = account.ended_as
        if state.ended is None or state.blacklisted or ended_as is None:
            return
        terms = self.rules.at(state.ended)
        clause = terms.book.blacklist
        if clause is None or terms["blacklist.action"] != Action.AUTOMATIC:
            return
        if clause.eligible(Scope(terms["blacklist.scope"]), ended_as):
            yield Act(now, 0, Blacklisted(), terms, "blacklist", ("blacklist.scope", "blacklist.action"))

    def _refunds(self, account: Account, now: int) -> Iterator[Act]:
        for due in payout.acts(account.refunds, self.rules.givens, now, self.coming):
            yield Act(due.at, -1, due.event, due.terms, due.path, due.readings)


_LIFTED: dict[Status, Event] = {
    "isolated": Reconnected(),
    "blocked": Unblocked(),
    "warned": WarningLifted(),
}

_RUNGS: dict[Becomes, Event] = {
    Becomes.WARNED: Warned(),
    Becomes.DOWNGRADED: Downgraded(UNSPECIFIED),
    Becomes.ISOLATED: Isolated(),
    Becomes.BLOCKED: Blocked(),
}
