"""Money: what was charged less what was paid is the balance, at every instant and month by month."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Recorded
from lifecycle.terms import Rules
from projections.ledger import Mark, walk
from projections.months import months
from tests.properties.model import Contract
from tests.properties.plain_facts import DAY, Fact, month_start
from tests.properties.stories import BASE, MOMENTS, RP, Told, derived, metered, seconds, told, wib

LOOKS = st.lists(MOMENTS, min_size=1, max_size=5, unique=True)


def moved(happened: Sequence[Recorded], rules: Rules, at: int) -> int:
    """Billed and adjusted, less paid and not reversed, plus refunded: what the events themselves say, in sen."""
    sum_ = 0
    for recorded in happened:
        event = recorded.event
        if rules.effective(recorded.at, event) > at:
            continue
        match event:
            case events.Billed() | events.Adjusted() | events.Refunded() | events.PaymentReversed():
                sum_ += int(event.amount)
            case events.Paid():
                sum_ -= int(event.amount)
            case _:
                pass
    return sum_


@settings(max_examples=80)
@given(told(rare=3) | metered(), LOOKS)
def test_charged_less_paid_is_the_balance(story: Told, looks: list[datetime]) -> None:
    """Events, plus the late fees and the fee of ending, are the balance; payable less credit is, too."""
    rules = story.rules
    happened = story.history(rules=rules).events
    for mark, ledger in walk(happened, rules, [Mark(seconds(at)) for at in (*looks, story.last)]):
        account = ledger.account
        charged = account.late_fees_charged(mark.at).sen + sum(charge.sen for charge in account.charged.values())
        assert moved(happened, rules, mark.at) + charged == account.balance(mark.at).sen
        assert account.payable(mark.at).sen - account.credit == account.balance(mark.at).sen


@settings(max_examples=60)
@given(told(rare=3) | metered())
def test_the_months_add_up(story: Told) -> None:
    """Opening and movements give the closing; each closing is the next opening and the balance at that instant."""
    rules = story.rules
    happened = story.history(rules=rules).events
    rows = months(happened, rules, wib(story.last))
    for row in rows:
        movements = row.charges.sen - row.credit_notes.sen + row.fees.sen - row.payments.sen + row.refunds.sen
        assert row.opening.sen + movements == row.closing.sen == row.payable.sen - row.credit.sen
    assert all(before.closing == after.opening for before, after in pairwise(rows))
    ends = [Mark(calendar.seconds(row.until)) for row in rows]
    assert [ledger.account.balance(mark.at) for mark, ledger in walk(happened, rules, ends)] == [
        row.closing for row in rows
    ]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from((87_000, 100_010, 412_500)), min_size=1, max_size=4),
    st.sampled_from(("hold", "none", "grow")),
    st.sampled_from(("replace", "add")),
    st.integers(0, 150),
)
def test_a_fee_is_never_part_of_a_later_base(amounts: list[int], after: str, stacking: str, days: int) -> None:
    """The fees of several unpaid bills are the sum of each one's alone: no fee of one weighs on another."""
    readings = {"late_fee.after_last_tier": after, "late_fee.stacking": stacking}
    bills = [Fact(month_start(BASE + k, 5), "billed", amount * RP, month=BASE + k) for k, amount in enumerate(amounts)]
    contract = Contract(datetime(2022, 5, 10), readings | {"termination.discretion": "eligible_only"})
    at = month_start(BASE + len(bills)) + days * DAY
    alone = [derived(Told(contract, (bill,)), [at])[0]["late_fees_charged"] for bill in bills]
    together = derived(Told(contract, tuple(bills)), [at])[0]["late_fees_charged"]
    assert together == sum(fee for fee in alone if isinstance(fee, int))


@settings(max_examples=60)
@given(st.sampled_from((87_000, 300_000, 412_500)), st.integers(0, 9), st.integers(0, 80), st.booleans())
def test_paying_a_fee_early_or_never_leaves_the_fees_as_they_are(amount: int, day: int, later: int, add: bool) -> None:
    """Under `oldest_bill_fee_first`, tier 1's fee paid alone or left open: the next tier's base is the principal."""
    readings = {"payment.allocation": "oldest_bill_fee_first", "late_fee.stacking": "add" if add else "replace"}
    contract = Contract(datetime(2022, 5, 10), readings)
    bill = Fact(month_start(BASE, 5), "billed", amount * RP, BASE)
    fee = max(amount // 20, 5_000)
    payment = Fact(month_start(BASE, 21) + timedelta(days=day), "paid", fee * RP)
    at = month_start(BASE + 1) + later * DAY
    left, paid = (derived(Told(contract, facts), [at])[0] for facts in ((bill,), (bill, payment)))
    assert paid["late_fees_charged"] == left["late_fees_charged"]
    assert paid["principal"] == left["principal"] == amount * RP
    owed = left["late_fee"]
    assert isinstance(owed, int)
    assert paid["late_fee"] == owed - fee * RP
