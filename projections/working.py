"""The working behind a change: which bill, which part of a payment, which sum."""

from collections.abc import Iterator
from typing import NamedTuple

from lifecycle import calendar, civil, ending, trial
from lifecycle.bill import Bill
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.clauses.late_fee import READINGS as LATE_FEE_READINGS
from lifecycle.clauses.late_fee import last_tier
from lifecycle.clauses.trial import FirstMonth, trial_ends
from lifecycle.events import (
    Because,
    Billed,
    CancellationRequested,
    ChargeCredited,
    Charged,
    Contacted,
    Demanded,
    Event,
    Isolated,
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    Paid,
    Recorded,
    RefundRequested,
    Terminated,
)
from lifecycle.money import Amount
from lifecycle.notation import Month
from lifecycle.sentence import Sentence, joined, said, word
from projections import cancelling, case_steps, refund_working, routes
from projections.arithmetic import late_fee_lines
from projections.ledger import Ledger


class Snapshot(NamedTuple):
    """What was paid of the ending's charges before an event, and the credit; of the bills, the account tells itself."""

    charges_paid: dict[str, int]
    credit: int


def snapshot(ledger: Ledger, at: int) -> Snapshot:
    """Remember what is open at a second, so that an event's effect can be told."""
    account = ledger.account
    return Snapshot(dict(account.charges_paid), account.held(at).sen)


def clause_of(ledger: Ledger, event: Event, at: int) -> Because | None:
    """The clause that a recorded fact falls under; None for a fact that stands for itself."""
    terms = ledger.rules.at(at)
    of_refunds = refund_working.clause_of(ledger, event, at)
    if of_refunds is not None:
        return of_refunds
    if isinstance(event, Paid):
        names = ("payment.dated_by", "payment.timezone", "payment.allocation")
        return terms.because("payment.allocation", *names)
    if _cancels(event) and trial.clause_of(ledger.state, ledger.rules) is not None:
        began = at if ledger.state.activated is None else ledger.state.activated
        return ledger.rules.at(began).because("trial", "trial.first_month")
    if isinstance(event, Contacted):
        return routes.because(ledger.rules, event, at)
    if isinstance(event, Terminated) and terms.book.minimum_term is not None:
        return terms.because("minimum_term", "termination.tenure_to", "termination.fee_on_resale")
    if isinstance(event, Billed) and terms.book.billing is not None:
        return terms.because("billing")
    return cancelling.clause_of(ledger, event, at) or case_steps.clause_of(ledger, event, at)


def clause_of_instant(ledger: Ledger, at: int, bills: list[Bill], *, vested: bool) -> Because:
    """The clause that moves an amount or a right at an instant without an event."""
    if vested:
        (right, *_) = ledger.account.standing_rights(at)
        terms = right.bill.terms
        index = next(i for i, rung in enumerate(terms.ladder) if rung.becomes == Becomes.TERMINATED)
        return terms.because(f"arrears.rung[{index}]", "termination.arrears", "termination.cure")
    bill = (*_moving(ledger, at, bills), *bills, *ledger.account.due, *ledger.account.unknown_bills)[0]
    index = max(0, last_tier(bill.opens, at))
    return bill.terms.because(f"late_fee.tier[{index}]", *LATE_FEE_READINGS)


def of_instant(ledger: Ledger, at: int, bills: list[Bill]) -> Iterator[Sentence]:
    """The arithmetic of the fees that move at an instant."""
    for bill in _moving(ledger, at, bills):
        yield said("bill {period}, {open} unpaid", period=Month(bill.period), open=Amount(bill.open))
        yield from late_fee_lines(bill, ledger.account.fee_clock(at))
    for bill in ledger.account.unknown_bills:
        if bill.tier_met(at) and not bill.tier_met(at - 1):
            yield said("bill {period} of an amount that no source gives: so is its fee", period=Month(bill.period))
    shares = ledger.account.shares(at)
    if shares:
        each = (said("{period} {share}", period=Month(bill.period), share=Amount(sen)) for bill, sen in shares.items())
        yield said("pooled, by bill: {shares}", shares=joined(", ", each))


def of_vesting(ledger: Ledger, at: int) -> Iterator[Sentence]:
    """The bills over which the right to end vests at an instant."""
    for right in ledger.account.standing_rights(at):
        if right.vests == at:
            found = {"period": Month(right.bill.period), "end": calendar.instant(right.ends)}
            yield said("bill {period} unpaid: the right to end vests, the end is {end}", **found)


def _moving(ledger: Ledger, at: int, bills: list[Bill]) -> list[Bill]:
    then, now = ledger.account.fee_clock(at - 1), ledger.account.fee_clock(at)
    return [bill for bill in bills if bill.quote(then) != bill.quote(now)]


def of_event(ledger: Ledger, recorded: Recorded, at: int, before: Snapshot) -> Iterator[Sentence]:
    """The arithmetic of an event's effect."""
    event = recorded.event
    if isinstance(event, Billed):
        yield from _billed(ledger, event)
    if isinstance(event, Isolated):
        yield from _unpaid(ledger, at)
    if isinstance(event, Terminated):
        yield from _ended(ledger, event, at)
    if isinstance(event, Charged | ChargeCredited):
        yield from _charged(event)
    if _cancels(event):
        yield from _cancelled(ledger)
    if isinstance(event, Demanded):
        yield said("what was asked for, as evidence: a demand moves no rupiah and no state")
    if not ledger.rules.heeds(event, at):
        yield said("no clause of these terms is about it: nothing follows")
    yield from cancelling.of_event(ledger, event, at)
    yield from case_steps.of_event(ledger, event, at)
    yield from refund_working.of_event(ledger, event, at)
    yield from _settled(ledger, at, before, event)


def _cancels(event: Event) -> bool:
    """Whether an event stops charges still to come, where any are made in advance."""
    return isinstance(event, CancellationRequested) or (isinstance(event, Terminated) and event.notice)


def _charged(event: Charged | ChargeCredited) -> Iterator[Sentence]:
    charge = {"purpose": word(event.purpose), "amount": Amount(event.amount)}
    if isinstance(event, ChargeCredited):
        yield said("the {purpose} charged at once and avoided within the trial: {amount} credited", **charge)
    else:
        charge |= {"since": event.since, "until": event.until}
        yield said("{purpose} from {since} until {until}: {amount}, taken as paid at once", **charge)


def _cancelled(ledger: Ledger) -> Iterator[Sentence]:
    """Whether a cancellation came within the trial, and what is to come in spite of it."""
    clause, charges = trial.clause_of(ledger.state, ledger.rules), ledger.account.in_advance
    began, part = ledger.state.activated, ledger.state.part
    if clause is None or began is None or ledger.state.notice is None or charges.until is None:
        return
    over = calendar.instant(trial_ends(began, clause.hours), part)
    avoidable = ledger.rules.at(began)["trial.first_month"] == FirstMonth.AVOIDABLE_IN_TRIAL
    if trial.cancelled_within(ledger.state, clause):
        month = said("avoided") if avoidable else said("mandatory, charged all the same")
        yield said("within the trial, which runs until {over}: the first month is {month}", over=over, month=month)
    else:
        yield said("after the trial, which ran until {over}", over=over)
        until = calendar.instant(charges.until, part)
        yield said("what is charged runs until {until}; nothing more is charged", until=until)


def _billed(ledger: Ledger, event: Billed) -> Iterator[Sentence]:
    bill = next(iter(ledger.account.open.touched))
    due = said("none known") if bill.last_day < 0 else calendar.date_of(bill.last_day)
    found = {"period": Month(event.period), "amount": Amount.of(event.amount, bill.name), "due": due}
    yield said("bill {period}: {amount}, last day to pay {due}", **found)


def _unpaid(ledger: Ledger, at: int) -> Iterator[Sentence]:
    for bill in ledger.account.due:
        if bill.holds(at):
            found = {"period": Month(bill.period), "open": Amount(bill.open)}
            yield said("bill {period} not fully paid: {open} open", **found)


def _ended(ledger: Ledger, event: Terminated, at: int) -> Iterator[Sentence]:
    account = ledger.account
    right = account.rights.first_to_end if event.reason == "arrears" else None
    if right is not None:
        found: dict[str, object] = {"period": Month(right.bill.period), "vested": calendar.instant(right.vests)}
        yield said("bill {period} unpaid at {vested}: the right to end vested", **found)
    terms = right.bill.terms if right else ledger.rules.at(at)
    clause = terms.book.minimum_term
    if clause is None or account.activated is None:
        return
    started = account.activated // civil.DAY
    term_end = calendar.date_of(civil.month_add(started, clause.months))
    measured = calendar.date_of(ending.measured_to(at, terms, right))
    found = {
        "started": calendar.date_of(started),
        "months": clause.months,
        "end": term_end,
        "measured": measured,
    }
    if ending.within_term(event, at, account.activated, terms, right):
        yield said("{started} + {months} months = {end} > {measured}: the minimum term runs", **found)
        for name in account.charged:
            yield said("{name}: {amount}", name=word(name), amount=account.charged[name])
    elif term_end > measured:
        yield said("the minimum term runs, but the clause is not about such an ending: no fee")
    else:
        yield said("{started} + {months} months = {end} <= {measured}: no fee", **found)


def _settled(ledger: Ledger, at: int, before: Snapshot, event: Event) -> Iterator[Sentence]:
    account = ledger.account
    issued = isinstance(event, Billed | OrderPlaced)
    off = isinstance(event, OrderCancelled | OrderFailed | RefundRequested)
    for bill, (principal, fee_paid) in account.open.touched.items():
        if bill.open < principal:
            found = {"amount": Amount(principal - bill.open), "bill": bill.name, "left": Amount(bill.open)}
            if off:
                yield said("{amount} off the principal of {bill}, {left} left", **found)
            else:
                yield said("{amount} to the principal of {bill}, {left} left", **found)
        if bill.open > principal and not issued:
            yield said("{amount} more principal of {bill}", amount=Amount(bill.open - principal), bill=bill.name)
        if bill.fee_paid > fee_paid:
            yield said("{amount} to the late fee of {bill}", amount=Amount(bill.fee_paid - fee_paid), bill=bill.name)
    for name, paid in account.charges_paid.items():
        if paid > before.charges_paid.get(name, 0):
            to_it = Amount(paid - before.charges_paid.get(name, 0))
            yield said("{amount} to the {charge}", amount=to_it, charge=word(name))
    held = account.held(at).sen
    if held != before.credit:
        change, now = Amount(abs(held - before.credit)), Amount(held)
        if held > before.credit:
            yield said("{amount} to credit, {held} held", amount=change, held=now)
        else:
            yield said("{amount} out of credit, {held} held", amount=change, held=now)
