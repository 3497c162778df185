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
from tests.bench.lines import (
    Facts,
    Line,
    line,
    many_in_parts,
    many_paid_late,
    many_unpaid,
    one_unpaid,
    sometimes_reversed,
)

SHORT, LONG = 1_000, 10_000

SOME, MORE = 60, 600
"""Facts where each concerns many others: five years of months, and fifty."""

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


HARD = pytest.mark.parametrize(
    ("of", "said", "readings", "cause"),
    [
        pytest.param(
            one_unpaid,
            "one bill a month never paid, its fee growing",
            {**GOES_ON, "late_fee.after_last_tier": "grow"},
            "the fee of every open bill really moves every month",
            id="growing",
        ),
        pytest.param(
            one_unpaid,
            "one bill a month never paid, the fee on all of them together",
            {**GOES_ON, "late_fee.base": "all_overdue"},
            "the part of every open bill really moves with each bill",
            id="pooled",
        ),
        pytest.param(
            sometimes_reversed,
            "every sixth payment reversed",
            {},
            "a reversal folds all events before it anew, as if the payment had never been made",
            id="reversed",
        ),
    ],
)


@HARD
def test_what_grows_faster(
    race: Race, of: Callable[[int], Facts], said: str, readings: dict[str, str], cause: str
) -> None:
    """Deciding and presenting where each event concerns many others."""
    short, long = (line(of, facts, **readings) for facts in (SOME, MORE))
    few, many = short.decided(), long.decided()

    def both(one: Line, events: tuple[Recorded, ...]) -> None:
        one.decided()
        presented(events, one.rules)

    race(
        f"deciding, months and answers, cost per event: {MORE:,} facts, {said}",
        f"{SOME:,} facts",
        lambda: both(long, many),
        lambda: both(short, few),
        cause=cause,
        target=1.5,
        scale=len(few) / len(many),
        rounds=3,
    )


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
