"""A story carries what its file says, exactly, and says where it stands."""

import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lifecycle import money
from lifecycle.calendar import Period
from lifecycle.events import (
    EVENTS,
    ONLY_BY_THE_RULES,
    Activated,
    BankAccount,
    Billed,
    BillLine,
    Givens,
    IssuedBills,
    Paid,
    Slip,
    word,
)
from lifecycle.money import Sen
from scenarios.format import Problem, Problems, read, read_text

TEN = """\
scenario: Ten mistakes
provider: contoh-net
reading: {a: b}
subscription: {nummer: 1, activated: 2023-02-29}
steps:
  - at: 2024-06-05
    payed: 412500
  - at: 2024-06-06
    billed: {period: 2024-13, amount: "1.500", lines: [{for: sevice, amount: 1}]}
  - at: 2024-06-04
    paid: 412500
  - at: 2024-06-07
    adjusted: {amount: -5, amount: -6}
  - at: 2024-06-08
    expect: {state: isolate}
"""


def rp(rupiah: str) -> Sen:
    return money.parse(rupiah)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_ten_mistakes_are_told_at_once_each_at_its_place() -> None:
    with pytest.raises(Problems) as told:
        read_text(TEN, "ten.yaml")
    assert [(one.line, one.column) for one in told.value.problems] == [
        (3, 1),
        (4, 16),
        (4, 38),
        (7, 5),
        (9, 22),
        (9, 39),
        (9, 62),
        (10, 9),
        (13, 28),
        (15, 21),
    ]
    assert str(told.value).startswith('ten.yaml:3:1: unknown key "reading"; did you mean "readings"?\n    reading: {')


def test_the_head_of_a_file_becomes_the_opening(small: str) -> None:
    story = read_text(small, "a.yaml")
    assert (story.path, story.title, story.provider) == ("a.yaml", "Paid in the month after the bill", "indihome")
    assert story.opening == Activated(
        provider="indihome",
        number="00122001",
        activated=datetime.fromisoformat("2022-05-10T00:00+07:00"),
        plan="no",
        monthly_fee=rp("412500"),
        edition="2023-07-01",
        readings=(("late_fee.base", "each_bill"), ("late_fee.stacking", "replace")),
        givens=Givens(termination_fee=rp("1000000"), holidays=(date(2024, 6, 17),)),
    )
    assert story.last == utc(2024, 7, 31, 16, 59, 59)


def test_scalars_are_read_by_what_their_key_wants(every_event: str) -> None:
    story = read_text(every_event, "a.yaml")
    assert story.opening.number == "1"
    assert story.opening.name == "Null"
    assert story.opening.monthly_fee == 1_733_670
    assert story.opening.bills == IssuedBills(31)
    events = {fact.index + 1: fact.event for fact in story.facts}
    assert events[4] == Billed(
        Period("2017-02"),
        rp("600000.50"),
        date(2017, 2, 20),
        (BillLine("package", rp("500000"), "12 GB"), BillLine("tax", rp("100000.50"))),
    )
    assert events[6] == Paid(
        amount=rp("345000"),
        posted_at=utc(2017, 2, 4, 1),
        for_period=Period("2017-02"),
        order="010",
        method="atm",
        sender=BankAccount("A", "001", "BNI"),
        slip=Slip("A", attached=True),
        posted_offset=480,
    )


def test_every_event_but_the_opening_can_be_written(every_event: str) -> None:
    written = {word(fact.event) for fact in read_text(every_event, "a.yaml").facts}
    assert written == {word(event) for event in EVENTS.values() if event not in ONLY_BY_THE_RULES} - {"activated"}


def test_instants_are_kept_in_wib_and_the_customers_offset_on_the_payment(small: str) -> None:
    payment = read_text(small, "a.yaml").facts[1]
    assert payment.at.isoformat() == "2024-07-03T08:00:00+07:00"
    assert payment.event == Paid(rp("453750"), offset=540)


def test_what_a_step_says_beside_its_event_is_kept(every_event: str) -> None:
    facts = {fact.index + 1: fact for fact in read_text(every_event, "a.yaml").facts}
    assert (facts[1].at.isoformat(), facts[1].precision) == ("2016-07-01T00:00:00+07:00", "month")
    assert (facts[5].precision, facts[5].inferred) == ("unknown", True)
    assert (facts[5].source, facts[5].note) == ("a guess", "no: day")
    assert facts[6].known_at == utc(2017, 2, 28, 17)
    assert facts[6].precision == "instant"
    assert facts[11].refused


def test_a_story_knows_where_everything_stands(small: str) -> None:
    story = read_text(small, "a.yaml")
    assert "subscription" in story.places
    assert ("givens", "device.charge") not in story.places
    places = story.places
    assert (places["provider"].line, places["provider"].column) == (2, 11)
    assert (places["steps", 2, "paid"].line, places["steps", 2, "paid"].column) == (18, 11)
    assert (places["steps", 2].line, places["steps", 2].column) == (17, 5)
    with pytest.raises(KeyError):
        places["steps", 9]


def test_a_later_problem_points_at_a_value_or_at_its_key(small: str) -> None:
    story = read_text(small, "a.yaml")
    reading = ("readings", "late_fee.stacking")
    line = "readings: {late_fee.stacking: replace, late_fee.base: each_bill}"
    assert story.problem(reading, "?") == Problem("a.yaml", 5, 31, "?", line)
    assert story.problem(reading, "?", key=True) == Problem("a.yaml", 5, 12, "?", line)
    assert story.problem(story.facts[1].place, "?").line == 18


def test_a_later_problem_with_what_is_not_written_points_at_what_is_around_it(small: str) -> None:
    story = read_text(small, "a.yaml")
    assert story.problem(("subscription", "name"), "?", key=True).line == 8
    assert story.problem("colour", "?").line == 1


def test_a_story_without_a_subscription_says_so() -> None:
    story = read_text("scenario: A\nprovider: a\nsteps: [{at: 2024-06-05, contacted: {topic: product}}]\n", "a")
    assert "subscription" not in story.places
    assert story.opening.number == "unnamed"


def test_a_story_travels_between_processes(every_event: str) -> None:
    story = read_text(every_event, "a.yaml")
    carried = pickle.loads(pickle.dumps(story))
    assert carried == story
    assert carried.problem(("steps", 3, "billed", "lines", 1), "?") == story.problem(
        ("steps", 3, "billed", "lines", 1), "?"
    )


def test_a_file_is_read_as_its_text_is(tmp_path: Path, small: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(small, "utf-8")
    assert read(file) == read_text(small, str(file))
