"""What an account keeps up to date as time goes on is what adding everything up anew gives."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.civil import DAY
from projections.ledger import Ledger, Mark, walk
from tests.properties.stories import MOMENTS, Told, metered, seconds, told

LOOKS = st.lists(MOMENTS, min_size=1, max_size=5, unique=True)


def owed(ledger: Ledger, at: int) -> int:
    """The late fees owed on each open bill at a second, added up one by one."""
    return sum(bill.quote(at) - bill.fee_paid for bill in ledger.account.due)


@settings(max_examples=80)
@given(told(rare=3) | metered(), LOOKS, st.integers(0, 400))
def test_the_sum_of_fees_is_that_of_the_bills_forwards_and_backwards(
    story: Told, looks: list[datetime], back: int
) -> None:
    """At each look, some days before it, and at it again."""
    for mark, ledger in walk(story.history().events, story.rules, [Mark(seconds(at)) for at in looks]):
        for at in (mark.at, mark.at - back * DAY, mark.at):
            assert ledger.account.open.fees.owed(at) == owed(ledger, at)


@settings(max_examples=80)
@given(told(rare=3) | metered(), LOOKS)
def test_principal_order_and_rights_are_those_of_the_bills(story: Told, looks: list[datetime]) -> None:
    """Nothing open is missing from the list, nothing settled stands in it, the oldest is first."""
    for _, ledger in walk(story.history().events, story.rules, [Mark(seconds(at)) for at in looks]):
        account = ledger.account
        assert account.open.unpaid == sum(bill.open for bill in account.bills)
        assert account.due == sorted(account.due, key=lambda bill: bill.age)
        assert {bill for bill in account.bills if bill.open} <= set(account.due)
        ends = [right.ends for right in account.rights.standing]
        first = account.rights.first_to_end
        assert (first.ends if first else None) == min(ends, default=None)


@settings(max_examples=80)
@given(told(rare=1) | metered(), LOOKS, st.integers(0, 2 * 366 * DAY))
def test_a_fee_moves_at_no_instant_but_those_foretold(story: Told, looks: list[datetime], later: int) -> None:
    """Between a look and the next move the fee stays; asked anew, a bill says the same."""
    for mark, ledger in walk(story.history().events, story.rules, [Mark(seconds(at)) for at in looks]):
        for bill in ledger.account.due:
            quoted, moves = bill.quote(mark.at), bill.moves_after(mark.at)
            bill.reckon()
            assert moves > mark.at
            assert bill.quote(min(mark.at + later, moves - 1)) == quoted or bill.settled
