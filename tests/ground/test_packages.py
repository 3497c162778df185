"""Packages: how long one is free, when it stops by itself, and what a line of a month may stand on."""

import pytest

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.clauses.package import NO_PRICE, FreeTerm, PackageTable
from lifecycle.events import PackageActivated, PackageDeactivated
from lifecycle.money import Sen
from lifecycle.packages import Packages

CALENDAR, ANNIVERSARY = FreeTerm.CALENDAR_MONTHS, FreeTerm.ANNIVERSARY


def second(text: str) -> int:
    return calendar.seconds(calendar.parse_instant(text))


def month(text: str) -> int:
    return calendar.month_number(text)


def packages(
    since: str,
    price: int = 0,
    free_months: int = 0,
    free_term: int = CALENDAR,
    stopped: str | None = None,
    then: tuple[str, int] | None = None,
) -> Packages:
    """A package by its activation, perhaps stopped, perhaps activated again at another price."""
    kept = Packages()
    kept.take(PackageActivated("A", Sen(price), "staff", free_months), second(since), free_term)
    if stopped:
        kept.take(PackageDeactivated("A"), second(stopped), free_term)
    if then:
        kept.take(PackageActivated("A", Sen(then[1]), "customer"), second(then[0]), free_term)
    return kept


@pytest.mark.parametrize(
    ("since", "months", "free_term", "until"),
    [
        pytest.param("2016-07-01", 6, CALENDAR, "2017-01-01", id="six calendar months from July end with December"),
        pytest.param("2016-07-31T23:59:59", 6, CALENDAR, "2017-01-01", id="from the last second of July, too"),
        pytest.param("2016-07-20T15:00", 6, ANNIVERSARY, "2017-01-20", id="the anniversary: to the day before it"),
        pytest.param("2016-07-01", 6, ANNIVERSARY, "2017-01-01", id="of the first of July both say the same"),
        pytest.param("2016-08-31", 6, ANNIVERSARY, "2017-02-28", id="31 August and six months: clamped"),
        pytest.param("2015-08-31", 6, ANNIVERSARY, "2016-02-29", id="in a leap year a day later"),
        pytest.param("2016-07-20T15:00", 0, CALENDAR, "2016-07-20T15:00", id="no free months"),
    ],
)
def test_the_free_term_is_over(since: str, months: int, free_term: int, until: str) -> None:
    """At 00:00 of the day after its last one."""
    assert packages(since, 100, months, free_term).taken[0].free_until == second(until)


PRICES = {
    "free in its first month": (packages("2016-07-20", 50, 2), "2016-07", 0),
    "nothing in the month before": (packages("2016-07-20", 50, 2), "2016-06", NO_PRICE),
    "the price once the calendar months are over": (packages("2016-07-20", 50, 2), "2016-09", 50),
    "free to the end of the second": (packages("2016-07-20", 50, 2), "2016-08", 0),
    "by the anniversary the third month has a price": (packages("2016-07-20", 50, 2, ANNIVERSARY), "2016-09", 50),
    "but not the second": (packages("2016-07-20", 50, 2, ANNIVERSARY), "2016-08", 0),
    "without a price it is over with its free months": (packages("2016-07-01", 0, 6), "2017-01", NO_PRICE),
    "by the anniversary it still runs in January": (packages("2016-07-20", 0, 6, ANNIVERSARY), "2017-01", 0),
    "stopped at a month's first instant it covers that month no more": (
        packages("2016-07-01", 50, stopped="2016-12-01"), "2016-12", NO_PRICE,
    ),
    "stopped a second later it does": (packages("2016-07-01", 50, stopped="2016-12-01T00:00:01"), "2016-12", 50),
    "stopped in the second of its start it never ran": (
        packages("2016-07-01", 50, stopped="2016-07-01"), "2016-07", NO_PRICE,
    ),
    "activated in the month's last second": (packages("2016-07-31T23:59:59", 50), "2016-07", 50),
    "free for good where no months are free and no price is said": (packages("2016-07-01"), "2026-01", 0),
    "activated again the new price holds": (packages("2016-07-01", 50, then=("2016-09-10", 70)), "2016-09", 70),
    "and before that the old one": (packages("2016-07-01", 50, then=("2016-09-10", 70)), "2016-08", 50),
    "stopped and activated again, nothing between": (
        packages("2016-07-01", 50, stopped="2016-08-01", then=("2016-09-01", 70)), "2016-08", NO_PRICE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kept", "period", "price"), PRICES.values(), ids=PRICES)
def test_the_price_in_force_in_a_month(kept: Packages, period: str, price: int) -> None:
    """At the last second of the month at which the package runs; a line has ground where it is above 0."""
    assert kept.price_in_force("A", month(period)) == price
    assert kept.covered("A", month(period)) == (price > 0)
    assert kept.covered(None, month(period)) == (price > 0), "a line that names no package may be of any"
    assert not kept.covered("B", month(period))


def test_the_price_at_a_second() -> None:
    """Half-open: in force from its first second, gone at the second of the stop."""
    kept = packages("2016-07-20", 50, 1, stopped="2016-09-10T12:00")
    asked = ("2016-07-19T23:59:59", "2016-07-20", "2016-07-31T23:59:59", "2016-08-01", "2016-09-10T11:59:59")
    assert [kept.price_at("A", second(at)) for at in asked] == [NO_PRICE, 0, 0, 50, 50]
    assert kept.price_at("A", second("2016-09-10T12:00")) == NO_PRICE


def test_the_step_from_free_to_paid() -> None:
    """Where a price waits after the free months, unless the package was stopped before."""
    assert packages("2016-07-01", 50, 6).taken[0].converts_at == second("2017-01-01")
    assert packages("2016-07-01", 50, 6, stopped="2017-01-01").taken[0].converts_at == NEVER
    assert packages("2016-07-01", 0, 6).taken[0].converts_at == NEVER
    assert packages("2016-07-01", 50).taken[0].converts_at == NEVER


def test_a_stop_of_what_nobody_saw_running_changes_nothing() -> None:
    """The fact is kept elsewhere."""
    kept = packages("2016-07-01", 50, stopped="2016-08-01")
    kept.take(PackageDeactivated("A"), second("2016-09-01"), CALENDAR)
    kept.take(PackageDeactivated("B"), second("2016-09-01"), CALENDAR)
    assert [taken.activation.stopped for taken in kept.taken] == [second("2016-08-01")]


FROM_THE_5TH = PackageTable(consent_for=(), cycle_from=5)


def weekly(*spans: tuple[str, str | None], free_months: int = 0) -> Packages:
    """A weekly package of 10 sen, activated and perhaps stopped, once or more."""
    kept = Packages()
    for since, stopped in spans:
        kept.take(PackageActivated("A", Sen(10), "customer", free_months, per="week"), second(since), CALENDAR)
        if stopped:
            kept.take(PackageDeactivated("A"), second(stopped), CALENDAR)
    return kept


@pytest.mark.parametrize(
    ("kept", "period", "price"),
    [
        pytest.param(weekly(("2011-07-16", None)), "2011-07", NO_PRICE, id="not begun before the 5th of July"),
        pytest.param(weekly(("2011-07-16", None)), "2011-08", 30, id="three weeks before the 5th of August"),
        pytest.param(weekly(("2011-07-16", None)), "2011-09", 50, id="five weeks in the whole cycle after it"),
        pytest.param(weekly(("2011-07-15", None)), "2011-08", 30, id="a day earlier changes nothing yet"),
        pytest.param(weekly(("2011-07-14", None)), "2011-08", 40, id="a fourth week begins on the 4th"),
        pytest.param(weekly(("2011-08-05", None)), "2011-08", NO_PRICE, id="a week from the 5th is the next bill's"),
        pytest.param(
            weekly(("2011-08-04T23:59:59", None)), "2011-08", 10, id="one from the second before is this one's"
        ),
        pytest.param(weekly(("2011-07-16", "2011-07-23")), "2011-08", 10, id="stopped as the second week would begin"),
        pytest.param(weekly(("2011-07-16", "2011-07-23T00:00:01")), "2011-08", 20, id="stopped a second later"),
        pytest.param(weekly(("2011-07-16T10:00", "2011-07-23T09:00")), "2011-08", 10, id="a week is seven whole days"),
        pytest.param(weekly(("2011-07-30", "2011-08-06")), "2011-09", 0, id="it runs, and no week begins"),
        pytest.param(
            weekly(("2011-07-16", "2011-07-20"), ("2011-07-25", None)),
            "2011-08",
            30,
            id="begun again, each week counts",
        ),
        pytest.param(
            weekly(("2011-06-20", None), free_months=1), "2011-07", 10, id="the first week after the free month"
        ),
    ],
)
def test_a_weekly_package_costs_each_week_that_begins_in_the_cycle(kept: Packages, period: str, price: int) -> None:
    """The bill of a month is about the time from the 5th of the month before."""
    assert kept.price_in_force("A", month(period), FROM_THE_5TH) == price
    assert kept.price_in_force(None, month(period), FROM_THE_5TH) == price


def test_without_a_cycle_the_weeks_of_the_bill_s_own_month_count() -> None:
    kept = weekly(("2011-07-16", None))
    assert [kept.price_in_force("A", month(period)) for period in ("2011-07", "2011-08")] == [30, 40]


def test_a_monthly_package_goes_by_the_cycle_too() -> None:
    """The price at the last second of it in which it runs."""
    kept = packages("2011-08-04", 50)
    assert [kept.price_in_force("A", month(f"2011-0{n}"), FROM_THE_5TH) for n in (7, 8, 9)] == [NO_PRICE, 50, 50]


@pytest.mark.parametrize("day", [0, 29, -1])
def test_a_cycle_begins_on_a_day_that_every_month_has(day: int) -> None:
    with pytest.raises(ValueError, match="1 to 28"):
        PackageTable(consent_for=(), cycle_from=day)
