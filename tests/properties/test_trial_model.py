"""The program and a plain second model agree on a trial, whenever it was bought and cancelled."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.history import Fact, history
from lifecycle.money import Amount
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.keys import answers
from projections.ledger import Mark, walk
from projections.months import months
from tests.properties.trial_model import Bought

BOOKS = Shelf.open().editions("postclic")
EDGES = (timedelta(0), timedelta(seconds=-1), timedelta(seconds=1))


@st.composite
def bought(draw: st.DrawFn) -> Bought:
    """A purchase on any day of two years, cancelled never, at an edge of its periods, or anywhere."""
    day = draw(st.integers(0, 730) | st.sampled_from((26, 27, 28, 29, 30, 57, 58, 59, 87, 88, 89, 90)))
    at = datetime(2024, 1, 1) + timedelta(days=day, seconds=draw(st.sampled_from((0, 32_400, 86_399))))
    plain = Bought(at, None, draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))
    edge = draw(st.sampled_from((at, plain.over, *(plain.month(number) for number in range(1, 5)))))
    cancelled = draw(
        st.none()
        | st.sampled_from(EDGES).map(lambda shift: max(at, edge + shift))
        | st.integers(0, 150 * 86_400).map(lambda seconds: at + timedelta(seconds=seconds))
    )
    return Bought(at, cancelled, plain.avoidable, plain.upfront, plain.from_purchase)


def wib(at: datetime) -> datetime:
    return at.replace(tzinfo=calendar.WIB)


def rules(one: Bought) -> Rules:
    chosen = {
        "trial.first_month": "avoidable_in_trial" if one.avoidable else "mandatory",
        "trial.charged_at": "upfront" if one.upfront else "after_trial",
        "renewal.anchor": "purchase" if one.from_purchase else "first_month_start",
    }
    return Rules(BOOKS, chosen)


def told(one: Bought, *, by_wish: bool) -> tuple[events.Recorded, ...]:
    """The history of a purchase, long enough for all that is asked."""
    opening = events.Activated(provider="postclic", number="1", activated=wib(one.at))
    event = events.Terminated("customer", "wish") if by_wish else events.CancellationRequested()
    facts = [] if one.cancelled is None else [Fact(1, wib(one.cancelled), event)]
    return history(opening, facts, rules(one), wib(one.month(8))).events


@settings(max_examples=300)
@given(bought(), st.booleans(), st.integers(0, 200 * 86_400))
def test_program_and_model_agree(one: Bought, by_wish: bool, later: int) -> None:
    """At every edge of every period, a second before and after it, and at some other instant."""
    looks = {one.at, one.over, one.at + timedelta(seconds=later), one.cancelled or one.at}
    looks |= {one.month(number) + shift for number in range(1, 7) for shift in EDGES}
    marks = sorted(looks)
    happened = told(one, by_wish=by_wish)
    walked = walk(happened, rules(one), [Mark(calendar.seconds(wib(at))) for at in marks])
    for at, (mark, ledger) in zip(marks, walked, strict=True):
        found = answers(ledger, mark.at)
        charged = one.charges(at)
        assert found["charges"] == len(charged), at
        assert found["total_charged"] == Amount(sum(charged)), at
        assert found["credit"] == Amount(one.credit(at)), at
        assert found["balance"] == Amount(-one.credit(at)), at
        assert found["payable"] == found["principal"] == Amount(), at
        assert found["state"] == one.state(at), at
        assert found["terminated_at"] == (wib(one.ends) if at >= one.ends else "never"), at


@settings(max_examples=60)
@given(bought())
def test_the_months_of_a_trial_add_up(one: Bought) -> None:
    """Opening and movements give the closing, which is what is owed less what is held."""
    for row in months(told(one, by_wish=False), rules(one), wib(one.month(8))):
        movements = row.charges.sen - row.credit_notes.sen + row.fees.sen - row.payments.sen + row.refunds.sen
        assert row.opening.sen + movements == row.closing.sen == row.payable.sen - row.credit.sen
