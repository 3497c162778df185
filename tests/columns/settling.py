"""Stories whose payments settle what the events say is owed, at and beside the seconds at which the rules turn."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from lifecycle import calendar, civil, events, issue
from lifecycle.bill import Bill
from lifecycle.civil import DAY, NEVER
from lifecycle.events import Event
from lifecycle.history import Fact, history
from lifecycle.money import MAX_SEN, Sen
from lifecycle.rulebook import RuleBook
from lifecycle.terms import Rules
from projections.columns.stories import Story
from projections.ledger import Ledger, Mark, walk

Choice = TypeVar("Choice")
Happened = tuple[int, Event]
"""An event at its WIB second."""

BASE = 2023 * 12 + 10  # as in the random stories
FEES = (1, 9_999_900, 10_000_100, 30_000_000, 41_250_000, 87_654_321)
SHIFTS = (0, 0, -1, 1, 40 * DAY)
"""By how many seconds somebody looks beside a fact."""


class Pick(Protocol):
    """What decides among some choices: hypothesis, or a die."""

    def __call__(self, choices: Sequence[Choice], /) -> Choice:
        """One of the choices."""
        ...


@st.composite
def settling(draw: st.DrawFn, books: Sequence[RuleBook], readings: Mapping[str, str], pin: str | None = None) -> Story:
    """Such a story, under some books and readings."""
    return settled(lambda choices: draw(st.sampled_from(choices)), books, readings, pin)


def settled(pick: Pick, books: Sequence[RuleBook], readings: Mapping[str, str], pin: str | None = None) -> Story:
    """A subscription whose bills are paid one after the other, some with credit at hand, some a bill or two late."""
    first = pick((BASE, BASE + 1, BASE + 3))
    begun = civil.day_in_month(first - pick((0, 2, 12, 40)), pick((1, 5, 31))) * DAY + pick((0, 0, 36_000))
    opening = events.Activated(
        provider=books[0].provider,
        number="1",
        activated=None if pick((False, False, False, True)) else calendar.instant(begun),
        givens=events.Givens(termination_fee=Sen(100_000_000)),
    )
    rules = Rules(books, readings, pin, opening.givens)
    billed = _billed(pick, first)
    facts: list[Happened] = [*billed]
    # Whatever comes first is stepped through, and so the bill after it may be told at once.
    before = pick((None, 0, 0, 0, 1, 9_000_000, *FEES))
    if before is not None:
        facts.append((billed[0][0] - DAY, events.Paid(Sen(before))))
    for place, (issued, event) in enumerate(billed):
        bill = issue.bill(0, event, issued, rules.at(issued), None, after_end=False)
        if pick((True,) * 9 + (False,)):
            later = [second for second, _ in billed[place + 1 :]]
            facts += _payments(pick, opening, facts, rules, bill, later)
    if pick((False,) * 7 + (True,)):
        facts.append((pick(billed)[0] + pick((0, 1, 15, 20, 40, 80)) * DAY + pick((-1, 0, 1)), _act(pick)))
    facts = sorted(facts if pick((True, False)) else facts[::-1], key=lambda fact: fact[0])
    return opening, _numbered(facts)


def _billed(pick: Pick, first: int) -> list[tuple[int, events.Billed]]:
    day, amount, every = pick((1, 5, 5, 20, 28)), pick(FEES), pick((1, 1, 1, 1, 1, 1, 0, 2))
    found = []
    for place in range(pick((2, 3, 4, 6))):
        month = first + place * every
        amount = pick((*(amount,) * 9, *FEES, MAX_SEN))
        late = pick((0,) * 12 + (-10, 16, 35, 61))
        issued = (civil.day_in_month(month, day) + late) * DAY + pick((0, 0, 28_800, DAY - 1))
        due = pick((None,) * 9 + (0, 5, 14, 19, 40))
        last = None if due is None else calendar.date_of(issued // DAY + due)
        tax = pick((0, 0, 0, amount // 11, amount))
        lines = (events.BillLine("service", Sen(amount - tax)), events.BillLine("tax", Sen(tax)))
        found.append((issued, events.Billed(calendar.period(month), Sen(amount), last, lines if tax else ())))
    return sorted(found, key=lambda fact: fact[0])


def _payments(
    pick: Pick, opening: events.Activated, facts: Sequence[Happened], rules: Rules, bill: Bill, later: Sequence[int]
) -> list[Happened]:
    """What is paid for a bill, of what is then owed: all, a little more or less, or of this bill only."""
    issued = bill.clock.issued
    turns = {bill.overdue_at, *bill.opens, *bill.closes, *(at for at, _ in bill.rungs), *later[:1], issued + 3 * DAY}
    rarer = {bill.vests_at, bill.ends_at, *later[1:], issued + 100 * DAY}
    coming = sorted(at for at in (turns if pick((True,) * 7 + (False,)) else rarer) if issued < at < NEVER)
    at = pick([*coming, *later[:1], *later[:1]] or [issued]) + pick((-1, 0, 0, 1, 36_000, 6 * DAY))
    account = _ledger(opening, facts, rules, at).account
    owed, others = account.payable(at).sen, sum(other.open for other in account.due[1:])
    this = owed - others
    sen = pick((this,) * 9 + (this - 1, this + 1, owed, owed, owed + 1, owed + 5_000_000, bill.amount, bill.amount - 1))
    posted = pick((None,) * 9 + (0, 1))
    paid = events.Paid(
        Sen(min(max(sen, 0), MAX_SEN)),
        None if posted is None else calendar.instant(at) + posted * timedelta(days=1),
        pick((None, None, None, calendar.period(bill.month))),
        offset=pick((420,) * 9 + (480,)),
    )
    return [(at, paid)]


def _ledger(opening: events.Activated, facts: Sequence[Happened], rules: Rules, at: int) -> Ledger:
    """What has come of some facts at a second."""
    told = history(opening, _numbered(sorted(facts, key=lambda fact: fact[0])), rules, calendar.instant(at))
    ((_, ledger),) = walk(told.events, rules, [Mark(at)])
    return ledger


def _numbered(facts: Sequence[Happened]) -> list[Fact]:
    return [Fact(step, calendar.instant(at), event) for step, (at, event) in enumerate(facts, 1)]


def _act(pick: Pick) -> Event:
    found: Sequence[Event] = (
        events.ResaleProven(),
        events.PlanChanged(Sen(50_000_000)),
        events.Terminated("customer", "wish"),
        events.CancellationRequested(),
        events.Billed(calendar.period(BASE), Sen(0)),
    )
    return pick(found)
