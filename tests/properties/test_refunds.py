"""Refunds: whatever happens, money is where it came from, and is sent on the days that the terms know."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.civil import DAY
from lifecycle.history import Fact, history
from lifecycle.money import UNSPECIFIED, Sen
from lifecycle.refunds.payout import payout
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from lifecycle.workdays import Workdays
from projections.answers import Refund
from projections.keys import KEYS
from projections.ledger import Mark, walk
from projections.months import months

BOOKS = Shelf.open().editions("masterweb")
START = calendar.day_number(date(2025, 3, 1)) * DAY
END = calendar.instant(START + 400 * DAY)
AMOUNTS = st.sampled_from((30_000, 50_000, 50_001, 62_500, 300_000, 5_000_000)).map(lambda rupiah: Sen(rupiah * 100))
ORDERS = st.sampled_from(("A", "B"))
ACCOUNT = events.BankAccount(name="Ani", number="111", bank="BNI")
PAYMENTS = st.builds(
    events.Paid,
    amount=AMOUNTS,
    order=st.none() | ORDERS,
    method=st.sampled_from((None, "atm", "atm", "cash", "card")),
    sender=st.sampled_from((None, ACCOUNT, ACCOUNT)),
)
REQUESTS = st.builds(
    events.RefundRequested,
    by=st.sampled_from(("email", "email", "email", "phone")),
    account=st.just(ACCOUNT),
    payment_data=st.just(True),
    reason=st.just("twice"),
    letter=st.booleans(),
    order=st.none() | ORDERS,
)
HAPPENINGS: st.SearchStrategy[events.Event] = st.one_of(
    PAYMENTS,
    PAYMENTS,
    REQUESTS,
    REQUESTS,
    st.builds(events.OrderPlaced, order=ORDERS, amount=AMOUNTS),
    st.builds(events.OrderProcessed, order=ORDERS),
    st.builds(events.OrderCancelled, order=ORDERS),
    st.builds(events.OrderFailed, order=ORDERS, fault=st.sampled_from(("provider", "client", "unfulfillable"))),
    st.builds(events.VoucherPrepared),
    st.builds(events.ConvertedToDeposit, amount=AMOUNTS),
    st.builds(events.TransferSent, amount=AMOUNTS),
    st.builds(events.PaymentReversed, amount=AMOUNTS),
    st.builds(events.Billed, period=st.just(calendar.Period("2025-03")), amount=AMOUNTS),
)
CHOICES = {
    "overpayment.at_threshold": ("deposit", "hold"),
    "order.processed_only": ("not_refundable", "refundable"),
    "calendar.monday": ("nth_monday", "week_of_first"),
    "calendar.holiday": ("as_written", "next_business_day"),
    "voucher.lag_business_days": ("0", "2", "12"),
}
READINGS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()})
FACTS = st.lists(st.tuples(st.integers(0, 90 * 24), HAPPENINGS), min_size=1, max_size=14)
Told = tuple[list[tuple[int, events.Event]], dict[str, str]]


TOO_MUCH = events.Paid(amount=Sen(6_250_000), method="atm", sender=ACCOUNT)
ASKED = events.RefundRequested(by="email", account=ACCOUNT, payment_data=True, reason="twice")
PLAIN = {name: values[0] for name, values in CHOICES.items()}
OVER_EID: Told = (
    [(0, TOO_MUCH), (24 * 24, ASKED)],
    {**PLAIN, "calendar.monday": "week_of_first", "calendar.holiday": "next_business_day"},
)
"""Asked for on 25 March: the Monday of the week of 1 April is a holiday, and so is the Tuesday."""

LAST_SECOND: Told = ([(0, TOO_MUCH), (62 * 24 + 23, ASKED)], PLAIN)
SATURDAY: Told = ([(0, TOO_MUCH), (63 * 24, ASKED)], PLAIN)
"""Asked for in the last hour of Friday, 2 May, and at the first instant of the Saturday."""
UNKNOWN: st.SearchStrategy[events.Event] = st.one_of(
    st.builds(events.OrderPlaced, order=ORDERS, amount=st.just(UNSPECIFIED)),
    st.builds(events.Billed, period=st.just(calendar.Period("2025-03")), amount=st.just(UNSPECIFIED)),
    st.builds(events.Paid, amount=st.just(UNSPECIFIED), order=st.none() | ORDERS),
    st.builds(events.TransferSent, amount=st.just(UNSPECIFIED)),
)
PARTLY_KNOWN = st.lists(st.tuples(st.integers(0, 90 * 24), UNKNOWN | HAPPENINGS), min_size=1, max_size=14)


def decided(told: Told) -> tuple[tuple[events.Recorded, ...], Rules]:
    """The history of facts at so many hours from the start, what is refused left out."""
    found, readings = told
    facts = [
        Fact(number, calendar.instant(START + hours * 3600), event)
        for number, (hours, event) in enumerate(sorted(found, key=lambda pair: pair[0]), 1)
    ]
    rules = Rules(BOOKS, readings)
    opening = events.Activated(provider="masterweb", number="1", name="Ani")
    return history(opening, facts, rules, END).events, rules


def without(kind: type[events.Event]) -> Callable[[Told], bool]:
    """Whether a story has no event of a kind."""
    return lambda told: not any(isinstance(event, kind) for _, event in told[0])


@settings(max_examples=150)
@given(st.tuples(FACTS | PARTLY_KNOWN, READINGS))
def test_what_was_paid_is_settled_held_deposited_or_given_back(told: Told) -> None:
    """At every event; and the months add up."""
    happened, rules = decided(told)
    marks = sorted({Mark(calendar.seconds(one.at)) for one in happened})
    for _, ledger in walk(happened, rules, marks):
        account = ledger.account
        settled = account.billed + account.adjusted - account.principal().sen + account.refunds.unsettled
        assert account.paid == settled + account.credit + account.refunds.deposit + account.refunded
    for row in months(happened, rules, END):
        moved = (
            row.charges.sen
            - row.credit_notes.sen
            + row.fees.sen
            - row.payments.sen
            + row.refunds.sen
            + row.deposited.sen
        )
        assert row.opening.sen + moved == row.closing.sen


@settings(max_examples=150)
@example(LAST_SECOND)
@given(st.tuples(FACTS, READINGS).filter(without(events.PaymentReversed)))
def test_nothing_is_given_back_beyond_what_was_paid_and_is_held(told: Told) -> None:
    """Nor is credit or deposit ever less than nothing, and the sums held make up the credit."""
    happened, rules = decided(told)
    for _, ledger in walk(happened, rules, sorted({Mark(calendar.seconds(one.at)) for one in happened})):
        account = ledger.account
        assert 0 <= account.refunded <= account.paid
        assert account.credit == sum(held.left for held in account.refunds.held)
        assert account.credit >= 0
        assert account.refunds.deposit >= 0


def mondays(week: str) -> list[date]:
    """The refund days of the terms, reckoned from the days of the week alone."""
    found = []
    for month in range(2025 * 12, 2027 * 12):
        first = date(month // 12, month % 12 + 1, 1)
        back = timedelta(first.weekday()) if week == "week_of_first" else -timedelta(-first.weekday() % 7)
        found += [first - back, first - back + timedelta(14)]
    assert {day.isoweekday() for day in found} == {1}
    return found


def closes(monday: date) -> int:
    """The second by which, exclusive, its voucher must be ready: the end of the Friday before."""
    return calendar.day_number(monday - timedelta(2)) * DAY


@settings(max_examples=150)
@example(OVER_EID)
@example(LAST_SECOND)
@example(SATURDAY)
@given(st.tuples(FACTS, READINGS))
def test_the_rules_send_money_on_a_refund_day_and_never_before_its_voucher(told: Told) -> None:
    """At 00:00 of the first Monday of the terms that it is ready for, or of the day to which a holiday moves that."""
    happened, rules = decided(told)
    moves = told[1]["calendar.holiday"] == "next_business_day"
    workdays = Workdays()
    sent = [one for one in happened if one.actor == "rules" and isinstance(one.event, events.TransferSent)]
    for mark, ledger in walk(happened, rules, [Mark(calendar.seconds(one.at) - 1) for one in sent]):
        day, rest = divmod(mark.at + 1, DAY)
        found = [payout(*pair, rules.givens) for pair in ledger.account.refunds.open_requests()]
        due = [one for one in found if one is not None and one.sent == day]
        assert rest == 0
        assert due
        for one in due:
            monday = next(each for each in mondays(told[1]["calendar.monday"]) if one.ready < closes(each))
            meant = calendar.day_number(monday)
            passed = range(meant, day)
            assert day == meant or (moves and not any(workdays.includes(between) for between in passed))
            assert workdays.includes(day) or not moves


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        pytest.param(OVER_EID, "2025-04-02", id="over a holiday of two days"),
        pytest.param(LAST_SECOND, "2025-05-05", id="ready within the Friday"),
        pytest.param(SATURDAY, "2025-05-19", id="ready at the first instant of the Saturday"),
    ],
)
def test_the_days_of_some_refunds(told: Told, sent: str) -> None:
    """So that what is asked above of every refund is asked of these."""
    happened, _ = decided(told)
    assert [str(one.at.date()) for one in happened if isinstance(one.event, events.TransferSent)] == [sent]


@settings(max_examples=80)
@given(st.tuples(FACTS, READINGS))
def test_what_follows_a_request_is_told_alike_by_everybody(told: Told) -> None:
    """A refund that is not granted comes to nothing and has no days; one that is has both."""
    happened, rules = decided(told)
    for mark, ledger in walk(happened, rules, sorted({Mark(calendar.seconds(one.at)) for one in happened})):
        found = KEYS["refund"](ledger, mark.at)
        assert isinstance(found, Refund)
        granted = found.status == "approved"
        assert (found.gross.sen > 0) == granted
        assert (found.transfer_on != "never") == granted == (found.arrives_by != "never")
        assert found.net.sen <= found.gross.sen
