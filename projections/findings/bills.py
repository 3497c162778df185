"""Bills issued after the end, or ahead for a time after it."""

from collections.abc import Iterator

from lifecycle.bill import Bill
from lifecycle.events import Recorded
from lifecycle.money import Amount
from lifecycle.notation import Month, known_day
from lifecycle.refusal import ended_by
from lifecycle.sentence import said
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def after_the_end(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A bill issued after the end or, where the terms know cancelling, for a period that starts after it."""
    bill = scene.latest_bill()
    if bill.after_end:
        yield _after_the_end(scene, bill, recorded, at)


def billed_ahead(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Bills issued ahead, for periods that by the end now told start after it."""
    account = scene.ledger.account
    if scene.terms(at).book.cancellation is None:
        return
    for bill in sorted(account.bills, key=lambda bill: bill.number):
        issued = scene.bills[bill.number]
        if bill.number in scene.after_end or not scene.told_by_file(issued):
            continue
        if account.after_end(bill.month, at):
            yield _after_the_end(scene, bill, recorded, at)


def _after_the_end(scene: Scene, bill: Bill, recorded: Recorded, at: int) -> Finding:
    scene.after_end.add(bill.number)
    account, terms = scene.ledger.account, scene.terms(at)
    ends = account.cancelling.bills_until(account.ended, terms) if terms.book.cancellation else account.ended
    known = scene.ledger.state.ended_known if ends == account.ended else "instant"
    until = "" if ends is None else said(", {day}", day=known_day(ends, known))
    if account.ended is None:
        entitled = said("no bill after cancelling was asked for{until}", until=until)
    else:
        entitled = said("no bill after the end{until}", until=until)
    if terms.book.cancellation:
        because = terms.because("cancellation", "billing.while_pending")
    else:
        because = terms.because(ended_by(scene.ledger.state, account) or "termination")
    return scene.finding(
        "BILLED_AFTER_TERMINATION",
        recorded,
        at,
        said("bill {period} of {amount} issued", period=Month(bill.period), amount=amount_of(bill)),
        entitled,
        because,
        amount=amount_of(bill),
        charge=scene.bills[bill.number],
    )


def amount_of(bill: Bill) -> Amount:
    """What a bill asks for."""
    return Amount(bill.amount, frozenset({bill.name}) if bill.unknown else frozenset())
