"""How an account moves: what each instant adds to the balance, so that a journal can tell it."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.events import Activated, Recorded
from lifecycle.money import Amount
from lifecycle.terms import Rules
from projections import balances
from projections.ledger import Mark, timeline, walk
from projections.months import Totals, totals


@frozen
class Movement:
    """An instant of an account: the totals up to it, what is payable, the credit held, and what happened there.

    ``month_ends`` says that a month's balance is struck: at its last second, and of the last month at the last event.
    Amounts are sums from the beginning on, so that the difference of two is what moved between them.
    """

    at: int
    totals: Totals
    payable: Amount
    credit: Amount
    events: tuple[Recorded, ...]
    month_ends: bool


def movements(events: Sequence[Recorded], rules: Rules) -> Iterator[Movement]:
    """Each second at which something happened, and each month's end, up to the last event's month."""
    happened: dict[int, list[Recorded]] = {}
    for at, recorded in timeline(events, rules):
        if not isinstance(recorded.event, Activated):
            happened.setdefault(at, []).append(recorded)
    if not happened:
        return
    first, last = min(happened), max(happened)
    months = range(civil.month_of(first // civil.DAY), civil.month_of(last // civil.DAY) + 1)
    ends = {min(calendar.seconds(calendar.month_end(month)), last) for month in months}
    for mark, ledger in walk(events, rules, [Mark(at) for at in sorted({*happened, *ends})]):
        yield Movement(
            mark.at,
            totals(ledger, mark.at),
            balances.owed(ledger, mark.at),
            ledger.account.held(mark.at),
            tuple(happened.get(mark.at, ())),
            mark.at in ends,
        )
