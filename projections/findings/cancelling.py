"""What cancelling makes of bills and charges: billed ahead, counted by the penalty too, charged without a fault."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.civil import DAY, month_of
from lifecycle.clauses import minimum_term
from lifecycle.clauses.minimum_term import MinimumTerm, MonthsRemaining
from lifecycle.events import DeviceReturned, Recorded
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.notation import Month
from lifecycle.sentence import said, word
from projections.findings.bills import amount_of
from projections.findings.finding import Finding
from projections.findings.scene import Scene, issued_by
from projections.ledger import Ledger


def device_charge(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A charge for a device that came back as it should."""
    event, terms = recorded.event, scene.terms(at)
    clause = terms.book.device
    if not isinstance(event, DeviceReturned) or clause is None or not event.charge or event.charge == UNSPECIFIED:
        return
    if not clause.faults(damaged=event.condition == "damaged", receipt=event.receipt):
        amount = Amount(int(event.charge))
        act = said("{amount} charged for a device returned good, with a receipt", amount=amount)
        because = terms.because("device")
        condition = word(event.condition)
        working = (said("condition {condition}, receipt given: the clause names no fault", condition=condition),)
        yield scene.finding(
            "OVERCHARGED", recorded, at, act, said("nothing"), because, amount=amount, working=working, charge=recorded
        )


def charged_twice(ledger: Ledger, at: int) -> Iterator[Finding]:
    """Bills for months that the penalty for ending early counts as remaining, as things stand at a second."""
    account = ledger.account
    cancelling = account.cancelling
    early, terms, asked = cancelling.early, cancelling.terms, cancelling.requested
    if early is None or terms is None or asked is None or account.activated is None:
        return
    if account.ended is not None and cancelling.confirmed is None:
        return
    began, day, month_end = account.activated // DAY, cancelling.counted_on(at, account.ended), "penalty.month_end"
    if not minimum_term.runs(early.term, began, day, terms[month_end]):
        return
    first = _first_remaining(early.term, began, day, terms["penalty.months_remaining"], terms[month_end])
    inside = {month_of(minimum_term.anniversary(began, k, terms[month_end])) for k in range(first, early.term.months)}
    told = ledger.told
    for bill in sorted(account.bills, key=lambda bill: bill.number):
        issued = told.once(issued_by)[bill.number] if told else None
        if bill.month not in inside or issued is None or issued.step is None or (bill.amount == 0 and not bill.unknown):
            continue
        yield Finding(
            "DOUBLE_CHARGE",
            max(asked, bill.clock.issued),
            issued.step,
            said("bill {period} of {amount}", period=Month(bill.period), amount=amount_of(bill)),
            said(
                "one of the two: the penalty counts the contract month that starts in {period} as remaining",
                period=Month(bill.period),
            ),
            amount_of(bill),
            terms.because("minimum_term", "penalty.months_remaining", month_end, "penalty.cancelled_on"),
            issued,
            (
                said(
                    "of {months} contract months {left} remain: they start in {first} to {last}",
                    months=early.term.months,
                    left=len(inside),
                    first=Month(calendar.period(min(inside))),
                    last=Month(calendar.period(max(inside))),
                ),
                said(
                    "the penalty is {penalty}; the bill asks for {period} once more",
                    penalty=account.charges(at)["penalty"],
                    period=Month(bill.period),
                ),
            ),
            issued,
        )


def _first_remaining(term: MinimumTerm, began: int, day: int, months: int, month_end: int) -> int:
    """The first contract month, from 0, that lies inside the remainder."""
    if months == MonthsRemaining.DAILY:
        return next(k for k in range(term.months + 1) if minimum_term.anniversary(began, k, month_end) >= day)
    return term.months - minimum_term.remaining(term, began, day, months, month_end)[0]
