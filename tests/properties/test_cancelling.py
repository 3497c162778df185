"""Cancelling: random stories, told to the program and to a plain second model; and letters, which change nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Event, Recorded
from lifecycle.history import Fact as Step
from lifecycle.history import history
from lifecycle.money import Amount, Sen
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.explanation import explain
from projections.keys import answers
from projections.ledger import Mark, walk
from projections.months import months
from tests.properties.plain_cancelling import DOCUMENTS, PROOFS, Fact, Plain

BOOKS = Shelf.open().editions("iconnet")
DAY = timedelta(days=1)
ALL = frozenset((*DOCUMENTS, PROOFS[0]))
READINGS = st.fixed_dictionaries(
    {
        "penalty.months_remaining": st.sampled_from(("ceil", "floor", "daily")),
        "penalty.month_end": st.sampled_from(("clamp", "roll_forward")),
        "penalty.cancelled_on": st.sampled_from(("requested", "documents_complete", "confirmed")),
        "billing.while_pending": st.sampled_from(("until_confirmed", "until_requested")),
    }
)
STARTS = st.sampled_from(
    [
        datetime(2024, 5, 20),
        datetime(2024, 10, 31, 9),
        datetime(2024, 2, 29),
        datetime(2023, 3, 1),
        datetime(2024, 1, 30),
    ]
)
AFTER = st.builds(
    lambda days, shift: days * DAY + shift,
    st.integers(0, 400),
    st.sampled_from((timedelta(0), timedelta(hours=10), DAY - timedelta(seconds=1))),
)
SHOWN = st.just(ALL) | st.sets(st.sampled_from((*DOCUMENTS, *PROOFS))).map(frozenset)
BACK = st.sampled_from([frozenset({"good", "receipt"}), frozenset({"good"}), frozenset({"damaged", "receipt"})])
KINDS = ("asked", "asked", "shown", "shown", "returned", "confirmed", "confirmed", "billed", "paid", "paid", "dropped")
Story = tuple[datetime, dict[str, str], int | None, list[Fact]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A contract, readings, perhaps a charge given, and facts in the order of time; half of them lead to an end."""
    start, facts = draw(STARTS), list[Fact]()
    if draw(st.booleans()):
        asked, *later = sorted(draw(st.lists(AFTER, min_size=4, max_size=4)))
        facts = [Fact(start + asked, "asked"), Fact(start + later[0], "shown", what=ALL)]
        facts += [Fact(start + later[1], "returned", 90_000, draw(BACK)), Fact(start + later[2], "confirmed")]
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=9)):
        amount = draw(st.sampled_from((90_000, 250_000, 800_000, 1_400_000)))
        what: frozenset[str] = frozenset()
        if kind == "shown":
            what = draw(SHOWN)
        elif kind == "returned":
            what, amount = draw(BACK), draw(st.sampled_from((-1, 0, 90_000)))
        facts.append(Fact(start + draw(AFTER), kind, amount, what))
    given_ = draw(st.sampled_from((None, 350_000)))
    return start, draw(READINGS), given_, sorted(facts, key=lambda fact: fact.at)


def event_of(fact: Fact) -> Event:
    """The program's event for a fact of the model."""
    amount = Sen(fact.amount * 100)
    match fact.kind:
        case "billed":
            return events.Billed(calendar.Period(f"{fact.at:%Y-%m}"), amount)
        case "paid":
            return events.Paid(amount)
        case "asked":
            return events.CancellationRequested()
        case "shown":
            return events.DocumentsVerified(**dict.fromkeys(fact.what, True))
        case "returned":
            condition = "good" if "good" in fact.what else "damaged"
            return events.DeviceReturned(condition, "receipt" in fact.what, amount if fact.amount >= 0 else None)  # type: ignore[arg-type]
        case "confirmed":
            return events.CancellationConfirmed()
        case "dropped":
            return events.Terminated("provider", "no_fault")
        case _:
            return events.LetterSent(via="a letter-sending service")


def wib(at: datetime) -> datetime:
    return at.replace(tzinfo=calendar.WIB)


def rules_of(story: Story) -> Rules:
    given_ = story[2]
    charge = None if given_ is None else Sen(given_ * 100)
    return Rules(editions=BOOKS, readings=story[1], givens=events.Givens(device_charge=charge))


def happened(story: Story, rules: Rules, letters: Sequence[datetime] = ()) -> tuple[Recorded, ...]:
    """The events of a story, up to long after the last fact, perhaps with letters in between."""
    facts = [*story[3], *(Fact(at, "letter") for at in letters)]
    facts.sort(key=lambda fact: fact.at)
    steps = [Step(number, wib(fact.at), event_of(fact)) for number, fact in enumerate(facts, 1)]
    opening = events.Activated(provider="iconnet", number="330000", activated=wib(story[0]))
    return history(opening, steps, rules, wib(story[0] + 500 * DAY)).events


def seconds(at: datetime) -> int:
    return calendar.seconds(wib(at))


@settings(max_examples=150)
@given(stories(), st.lists(AFTER, min_size=1, max_size=4))
def test_the_plain_model_agrees(story: Story, after: list[timedelta]) -> None:
    """On the state, the penalty, the device, and what is owed after all that was paid."""
    rules, looks = rules_of(story), sorted({story[0] + wait for wait in after} | {story[0] + 450 * DAY})
    recorded = happened(story, rules)
    for mark, ledger in walk(recorded, rules, [Mark(seconds(at)) for at in looks]):
        now = calendar.instant(mark.at).replace(tzinfo=None)
        model = Plain(story[0], story[1], story[2])
        for fact in story[3]:
            if fact.at <= now:
                model.tell(fact)
        device = model.device()
        charges = ledger.account.charges(mark.at)
        assert answers(ledger, mark.at)["state"] == model.state
        assert charges.get("penalty", Amount()).sen == model.penalty(now) * 100
        unknown = Amount(0, frozenset({"device.charge"}))
        assert charges.get("device_charge", Amount()) == (unknown if device is None else Amount(device * 100))
        owed = model.billed - model.paid + model.penalty(now) + (device or 0)
        assert ledger.account.balance(mark.at).sen == owed * 100
        payable, held = ledger.account.payable(mark.at), ledger.account.held(mark.at)
        assert payable.sen >= 0
        assert held.sen >= 0
        assert payable.sen - held.sen == owed * 100


@settings(max_examples=80)
@given(stories(), st.lists(AFTER, min_size=1, max_size=4), st.lists(AFTER, min_size=1, max_size=3))
def test_a_letter_changes_no_answer(story: Story, letters: list[timedelta], after: list[timedelta]) -> None:
    """Wherever it stands, and however many there are."""
    rules = rules_of(story)
    marks = [Mark(seconds(story[0] + wait)) for wait in (*after, 450 * DAY)]
    counts = {"events", "events_visible_to_customer"}
    plainly, with_letters = (
        [
            {key: value for key, value in answers(ledger, mark.at).items() if key not in counts}
            for mark, ledger in walk(happened(story, rules, [story[0] + wait for wait in some]), rules, marks)
        ]
        for some in ((), letters)
    )
    assert plainly == with_letters


@settings(max_examples=50)
@given(stories())
def test_the_months_and_the_changes_add_up(story: Story) -> None:
    """Each month ends in the next one's opening; each change begins where the one before it ended."""
    rules = rules_of(story)
    recorded, until = happened(story, rules), wib(story[0] + 450 * DAY)
    rows = months(recorded, rules, until)
    for row in rows:
        assert (
            row.opening.sen + row.charges.sen - row.credit_notes.sen - row.payments.sen
            == row.closing.sen
            == row.payable.sen - row.credit.sen
        )
    changes = explain(recorded, rules, until)
    assert all(before.balance_after == after.balance_before for before, after in pairwise(changes))
    if changes:
        assert changes[-1].balance_after == rows[-1].closing
