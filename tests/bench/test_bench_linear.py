"""The cost of one event in a long story against its cost in a short one."""

from collections.abc import Callable

import pytest

from lifecycle import calendar, civil
from lifecycle.events import Recorded
from lifecycle.terms import Rules
from projections.keys import answers
from projections.ledger import Mark, walk
from projections.months import months
from tests.bench.conftest import Race
from tests.bench.lines import Facts, line, many_in_parts, many_paid_late, many_unpaid

SHORT, LONG = 1_000, 10_000

GOES_ON = {"termination.discretion": "eligible_only"}

KINDS = pytest.mark.parametrize(
    ("of", "said", "readings"),
    [
        pytest.param(many_paid_late, "bills paid late", {}, id="paid late"),
        pytest.param(many_in_parts, "bills paid in parts", {}, id="in parts"),
        pytest.param(many_unpaid, "bills never paid", GOES_ON, id="never paid"),
    ],
)


def presented(events: tuple[Recorded, ...], rules: Rules) -> None:
    """Every month, and every answer at each month's end."""
    until = events[-1].at
    months(events, rules, until)
    first, last = (civil.month_of(calendar.day_of(at)) for at in (events[1].at, until))
    marks = [Mark(calendar.seconds(calendar.month_end(month))) for month in range(first, last)]
    for mark, ledger in walk(events, rules, marks):
        answers(ledger, mark.at)


@KINDS
def test_deciding_is_linear(race: Race, of: Callable[[int], Facts], said: str, readings: dict[str, str]) -> None:
    """`history` alone."""
    short, long = line(of, SHORT, **readings), line(of, LONG, **readings)
    scale = len(short.decided()) / len(long.decided())
    race(
        f"deciding, cost per event: {LONG:,} facts of one subscription, {said}",
        f"{SHORT:,} facts",
        long.decided,
        short.decided,
        target=1.5,
        scale=scale,
        rounds=3,
    )


@KINDS
def test_presenting_is_linear(race: Race, of: Callable[[int], Facts], said: str, readings: dict[str, str]) -> None:
    """Months, and all answers at each month's end."""
    short, long = (line(of, facts, **readings) for facts in (SHORT, LONG))
    few, many = short.decided(), long.decided()
    race(
        f"months and answers, cost per event: {LONG:,} facts, {said}",
        f"{SHORT:,} facts",
        lambda: presented(many, long.rules),
        lambda: presented(few, short.rules),
        target=1.5,
        scale=len(few) / len(many),
        rounds=3,
    )
