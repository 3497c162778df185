"""What the provider demanded, beside what its rules give at that instant."""

from collections.abc import Callable, Iterator

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.clauses.late_fee import READINGS as LATE_FEE_READINGS
from lifecycle.clauses.late_fee import last_tier
from lifecycle.events import Because, Demanded, Recorded
from lifecycle.money import UNSPECIFIED, Amount, total
from lifecycle.notation import Month
from lifecycle.sentence import Sentence, said, word
from projections import balances, penalties
from projections.answers import Answer
from projections.arithmetic import late_fee_lines
from projections.findings.finding import Finding, FindingCode
from projections.findings.scene import Scene
from projections.ledger import Ledger

GIVEN: dict[str, Callable[[Ledger, int], Answer]] = {
    "payable": balances.payable,
    "late_fee": balances.late_fee,
    "penalty": penalties.penalty,
    "termination_fee": penalties.termination_fee,
    "device_charge": penalties.device_charge,
    "package_open": balances.package_open,
}
"""What the rules give of the account, by what a demand may be of."""

CLAUSES = {
    "penalty": "minimum_term",
    "termination_fee": "minimum_term",
    "device_charge": "device",
    "package_open": "package",
}
"""The clause that a demand is held against, where its kind alone says which."""


def demanded(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A demand that is not what the rules give.

    Nothing shows where its amount is not known, where these terms have no clause on what it is of (G12), or where
    a part of what the rules give is unspecified; unless what is known of that alone exceeds it.
    """
    event = recorded.event
    if not isinstance(event, Demanded) or event.amount == UNSPECIFIED:
        return
    entitled = scene.entitled(recorded, at)
    given = GIVEN[event.of](entitled, at)
    if not isinstance(given, Amount):
        return
    bills = _bills(entitled, event)
    if event.period is not None:
        given = _of_bills(entitled, event.of, bills, at)
    over = int(event.amount) - given.sen
    if over == 0 or (given.unspecified and over > 0):
        return
    code: FindingCode = "OVERCHARGED" if over > 0 else "UNDERCHARGED"
    what: Sentence = word(event.of)
    if event.period:
        what = said("{answer} of {period}", answer=what, period=Month(event.period))
    amounts = {"asked": Amount(int(event.amount)), "given": given, "difference": Amount(abs(over))}
    if over > 0:
        difference = said("demanded {asked}, by the rules {given}: {difference} more", **amounts)
    else:
        difference = said("demanded {asked}, by the rules {given}: {difference} less", **amounts)
    yield scene.finding(
        code,
        recorded,
        at,
        said("{amount} demanded as {what}", amount=Amount(int(event.amount)), what=what),
        said("{amount} is {what} at that instant", amount=given, what=what),
        _because(scene, event, bills, at),
        amount=Amount(abs(over)),
        working=(*_working(entitled, event, bills, at), difference),
    )


def _bills(ledger: Ledger, event: Demanded) -> list[Bill]:
    """The bills that a demand is about: those of its month, or all on which anything may be open."""
    if event.period is None:
        return sorted(ledger.account.bills, key=lambda bill: bill.age)
    month = calendar.month_number(event.period)
    return [bill for bill in ledger.account.bills if bill.month == month and bill.order is None]


def _of_bills(ledger: Ledger, of: str, bills: list[Bill], at: int) -> Amount:
    """What the rules give of bills alone; the account's own reckoning, bill by bill."""
    return total(_packages(bill) if of == "package_open" else _of_bill(ledger, of, bill, at) for bill in bills)


def _of_bill(ledger: Ledger, of: str, bill: Bill, at: int) -> Amount:
    account = ledger.account
    fee = _fee(ledger, bill, at)
    unknown = bill.unknown and bill.name in account.principal().unspecified
    fees = frozenset(
        {said("late fee {period}", period=Month(bill.period))}
        if unknown and bill.tier_met(account.fee_clock(at))
        else ()
    )
    if of == "late_fee":
        return Amount(fee, fees)
    held = bill.unknown and bill.name in account.suspense().unspecified
    return Amount(fee + bill.open - bill.suspense, fees | ({bill.name} if unknown and not held else set()))


def _packages(bill: Bill) -> Amount:
    if bill.lines is None:
        return Amount()
    return Amount(bill.lines.open, frozenset({bill.unknown_lines} if bill.lines.unknown else ()))


def _fee(ledger: Ledger, bill: Bill, at: int) -> int:
    """What is owed in late fees on one bill, in sen."""
    account = ledger.account
    return account.fee(bill, at, account.shares(at)) - bill.fee_paid


def _because(scene: Scene, event: Demanded, bills: list[Bill], at: int) -> Because:
    """The clause that the demand is held against: on the late fee where one is reached, else on bills at all."""
    clause = CLAUSES.get(event.of)
    if clause is not None:
        return scene.terms(at).because(clause)
    for bill in bills:
        if bill.open > 0 and bill.terms.late_fee is not None and bill.tier_met(at):
            return bill.terms.because(f"late_fee.tier[{last_tier(bill.opens, at)}]", *LATE_FEE_READINGS)
    if event.of == "late_fee":
        return scene.terms(at).because("late_fee")
    return scene.terms(at).because("billing")


def _working(ledger: Ledger, event: Demanded, bills: list[Bill], at: int) -> Iterator[Sentence]:
    """How what the rules give comes about, a step a line."""
    for bill in bills:
        fee = _fee(ledger, bill, at)
        if event.of == "payable" and (bill.open > 0 or bill.unknown):
            held = Amount(bill.suspense)
            suspense = said(", {amount} of it in suspense", amount=held) if bill.suspense else ""
            unpaid = said("unspecified") if bill.unknown else said("{amount} unpaid", amount=Amount(bill.open))
            yield said("{bill}: {unpaid}{suspense}", bill=bill.name, unpaid=unpaid, suspense=suspense)
        if event.of == "package_open" and bill.lines is not None and (bill.lines.open or bill.lines.unknown):
            yield said("package lines of {bill}: {amount} unpaid", bill=bill.name, amount=_packages(bill))
        if event.of in ("payable", "late_fee") and fee > 0:
            yield from late_fee_lines(bill, ledger.account.fee_clock(at))
            yield said("late fee on {bill}: {fee}", bill=bill.name, fee=Amount(fee))
    if event.period is None and event.of not in ("late_fee", "package_open"):
        for name in ledger.account.charges(at):
            if event.of in ("payable", name):
                yield said("{name}: {amount}", name=word(name), amount=ledger.account.charge(name, at))
    elif event.period is not None and not bills:
        yield said("no bill of {period} is on record", period=Month(event.period))
