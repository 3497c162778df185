"""Refunds: whatever happens, money is where it came from, and is sent on the days that the terms know."""

from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.civil import DAY
from lifecycle.clauses.refund_calendar import MondayOf, days_of_month, deadline
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
CALENDAR = BOOKS[0].refund.calendar.rota if BOOKS[0].refund else None
START = calendar.day_number(date(2025, 3, 1)) * DAY
END = calendar.instant(START + 400 * DAY)
AMOUNTS = st.sampled_from((30_000, 50_000, 50_001, 62_500, 300_000, 5_000_000)).map(lambda rupiah: Sen(rupiah * 100))
ORDERS = st.sampled_from(("A", "B"))
ACCOUNT = events.BankAccount(name="Ani", number="111", bank="BNI")
PAYMENTS = st.builds(
    events.Paid,
    amount=AMOUNTS,
    order=st.none() | ORDERS,
    method=st.sampled_from((None, None, "atm", "cash", "card")),
    sender=st.sampled_from((None, ACCOUNT)),
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
READINGS = st.fixed_dictionaries(
    {
        "overpayment.at_threshold": st.sampled_from(("deposit", "hold")),
        "order.processed_only": st.sampled_from(("not_refundable", "refundable")),
        "calendar.monday": st.sampled_from(("nth_monday", "week_of_first")),
        "calendar.holiday": st.sampled_from(("as_written", "next_business_day")),
        "voucher.lag_business_days": st.sampled_from(("0", "2", "12")),
    }
)
FACTS = st.lists(st.tuples(st.integers(0, 90 * 24), HAPPENINGS), min_size=1, max_size=14)
Told = tuple[list[tuple[int, events.Event]], dict[str, str]]


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
        moved = row.charges.sen + row.fees.sen - row.payments.sen + row.refunds.sen + row.deposited.sen
        assert row.opening.sen + moved == row.closing.sen


@settings(max_examples=150)
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


@settings(max_examples=150)
@given(st.tuples(FACTS, READINGS))
def test_the_rules_send_money_on_a_refund_day_and_never_before_its_voucher(told: Told) -> None:
    """At 00:00 of a Monday of the terms, or of the business day to which a holiday moves it."""
    assert CALENDAR is not None
    happened, rules = decided(told)
    week = MondayOf[told[1]["calendar.monday"].upper()]
    sent = [one for one in happened if one.actor == "rules" and isinstance(one.event, events.TransferSent)]
    for mark, ledger in walk(happened, rules, [Mark(calendar.seconds(one.at) - 1) for one in sent]):
        day, rest = divmod(mark.at + 1, DAY)
        written = _written(day, week, moves=told[1]["calendar.holiday"] == "next_business_day")
        found = [payout(*pair, rules.givens) for pair in ledger.account.refunds.open_requests()]
        due = [one for one in found if one is not None and one.sent == day]
        assert rest == 0
        assert due
        assert all(one.day == written and one.ready < deadline(CALENDAR, written) for one in due)


def _written(day: int, week: MondayOf, *, moves: bool) -> int:
    """The transfer day that was meant by the one on which money was sent."""
    assert CALENDAR is not None
    written = [d for month in range(2025 * 12, 2027 * 12) for d in days_of_month(CALENDAR, month, week)]
    if not moves:
        assert day in written
        return day
    workdays = Workdays()
    assert workdays.includes(day)
    meant = max(one for one in written if one <= day)
    assert not any(workdays.includes(between) for between in range(meant, day))
    return meant


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
