"""Random stories for the columns: bills, payments and acts at and beside the instants at which the rules turn."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from lifecycle import calendar, civil, events
from lifecycle.events import Event
from lifecycle.history import Fact
from lifecycle.money import UNSPECIFIED, Money, Sen
from projections.columns.stories import Story

SECOND = timedelta(seconds=1)
BASE = 2023 * 12 + 10  # November 2023: a leap day, a year's end and a change of editions lie ahead


def _midnight(month: int, day: int) -> datetime:
    return calendar.instant(civil.day_in_month(month, day) * civil.DAY)


MONTHS = st.integers(BASE, BASE + 5)
DAYS = st.sampled_from((1, 5, 6, 10, 13, 14, 15, 16, 20, 21, 22, 28, 29, 31))
SHIFTS = st.sampled_from((timedelta(0), timedelta(0), -SECOND, SECOND, timedelta(hours=10)))
MOMENTS = st.builds(lambda month, day, shift: _midnight(month, day) + shift, st.integers(BASE, BASE + 9), DAYS, SHIFTS)
SUMS = st.sampled_from((1, 333, 8_700_000, 15_000_000, 30_000_000, 41_250_000, 43_312_500, 45_375_000, 130_000_000))
FEES = st.sampled_from((8_700_000, 10_001_000, 30_000_000, 41_250_000))


def _maybe_unknown(draw: st.DrawFn, amount: int) -> Money:
    return UNSPECIFIED if draw(st.integers(0, 19)) == 0 else Sen(amount)


@st.composite
def bills(draw: st.DrawFn) -> tuple[datetime, Event]:
    """A bill on a usual day or another, some with tax or a due date of their own, now and then of no known amount."""
    month, amount = draw(MONTHS), draw(FEES)
    at = _midnight(month, draw(st.sampled_from((1, 5, 5, 5, 20, 21)))) + timedelta(
        days=draw(st.sampled_from((0, 0, 0, 0, -10, 16, 35, 61)))
    )
    due = draw(st.sampled_from((None, None, None, 10, 25, 35)))
    last = None if due is None else calendar.date_of(civil.month_start(month) + due - 1)
    tax = draw(st.sampled_from((0, 0, 0, 50_000, amount // 11, amount // 111 * 11)))
    money = _maybe_unknown(draw, amount)
    lines = (events.BillLine("service", Sen(amount - tax)), events.BillLine("tax", Sen(tax)))
    period = calendar.period(month)
    return at, events.Billed(period, money, last, lines if tax and money != UNSPECIFIED else ())


@st.composite
def payments(draw: st.DrawFn) -> tuple[datetime, Event]:
    """A payment, perhaps posted later, abroad, or for a month of its own."""
    at, posted = draw(MOMENTS), draw(st.sampled_from((None, None, 0, 1, 2)))
    offsets = st.sampled_from((420, 420, 540, 300))
    return at, events.Paid(
        _maybe_unknown(draw, draw(SUMS)),
        None if posted is None else at + posted * timedelta(days=1),
        draw(st.none() | MONTHS.map(calendar.period)),
        offset=draw(offsets),
        posted_offset=draw(offsets),
    )


@st.composite
def acts(draw: st.DrawFn) -> tuple[datetime, Event]:
    """Something rarer, or a step of a customer's cancelling."""
    papers = draw(st.lists(st.booleans(), min_size=6, max_size=6))
    charge = draw(st.sampled_from((None, Sen(0), Sen(5_000_000))))
    found: st.SearchStrategy[Event] = st.sampled_from(
        (
            events.Terminated("customer", "wish"),
            events.Terminated("provider", "no_fault"),
            events.ResaleProven(),
            events.Downgraded(_maybe_unknown(draw, 20_000_000)),
            events.PlanChanged(Sen(50_000_000)),
            events.Blacklisted(),
            events.CancellationRequested(),
            events.CancellationRequested(),
            events.DocumentsVerified(*papers),
            events.DocumentsVerified(True, True, True, True, True, True),
            events.DeviceReturned(draw(st.sampled_from(("good", "damaged"))), draw(st.booleans()), charge),
            events.CancellationConfirmed(),
        )
    )
    return draw(MOMENTS), draw(found)


@st.composite
def cancellings(draw: st.DrawFn) -> list[tuple[datetime, Event]]:
    """A customer's cancelling up to its confirmation, now and then with something missing, or done out of turn."""
    at, charge = draw(MOMENTS), draw(st.sampled_from((None, None, Sen(5_000_000))))
    device = events.DeviceReturned(draw(st.sampled_from(("good", "good", "damaged"))), draw(st.booleans()), charge)
    steps: list[Event] = [
        events.CancellationRequested(),
        events.DocumentsVerified(True, True, True, True, True, draw(st.booleans())),
        device,
        events.CancellationConfirmed(),
    ]
    if draw(st.integers(0, 3)) == 0:
        steps = draw(st.permutations(steps))
    waits = [draw(st.sampled_from((0, 0, 1, 9, 40))) for _ in steps]
    return [(at + timedelta(days=sum(waits[: place + 1])), step) for place, step in enumerate(steps)]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A subscription, young or old, billed by the provider or by the rules, with what happened to it."""
    told = draw(st.lists(bills(), max_size=5)) + draw(st.lists(payments(), max_size=6))
    told += draw(st.lists(acts(), max_size=draw(st.sampled_from((0, 1, 1, 5)))))
    told += draw(cancellings()) if draw(st.integers(0, 3)) == 0 else []
    if draw(st.booleans()):
        told.sort(key=lambda pair: pair[0])
    young = st.builds(_midnight, st.integers(BASE - 14, BASE + 1), DAYS)
    activated = draw(st.sampled_from((calendar.instant(0) + timedelta(days=19_000), draw(young), draw(young))))
    day = draw(st.sampled_from((0, 0, 0, 1, 5, 20, 31)))
    given = st.sampled_from((None, Sen(100_000_000)))
    opening = events.Activated(
        provider="acak",
        number="1",
        activated=None if draw(st.integers(0, 9)) == 0 else activated,
        monthly_fee=draw(FEES.map(Sen)) if day or draw(st.booleans()) else None,
        bills=events.IssuedBills(day) if day else None,
        givens=events.Givens(termination_fee=draw(given), device_charge=draw(given)),
    )
    return opening, [Fact(step, at, event) for step, (at, event) in enumerate(told, 1)]


UNTILS = MOMENTS.map(calendar.seconds)
