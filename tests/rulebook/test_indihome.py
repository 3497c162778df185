"""The two editions that ship say what the specification of IndiHome says, clause by clause."""

import pytest

from lifecycle import clauses
from lifecycle.clauses.blacklist import BlacklistTable, EndingKind, Scope
from lifecycle.clauses.instant import InstantForm
from lifecycle.clauses.late_fee import TierEntry
from lifecycle.clauses.minimum_term import EarlyFee, MinimumTermTable
from lifecycle.clauses.pricing import BillingTable
from lifecycle.money import Mode, Rounding, Sen
from lifecycle.rulebook import RuleBook, Shelf, pinned

EDITIONS = ["2022-01-01", "2023-07-01"]
READINGS = {
    "2.a": [
        "late_fee.base",
        "late_fee.partial_payment",
        "late_fee.tax",
        "payment.dated_by",
        "payment.timezone",
        "payment.allocation",
    ],
    "2.b": ["isolation.lifted_when", "isolation.billing"],
    "2.c": ["late_fee.stacking", "late_fee.after_last_tier"],
    "2.d": [
        "termination.arrears",
        "termination.cure",
        "termination.discretion",
        "termination.tenure_to",
        "termination.fees_after",
    ],
    "2.e": ["termination.fee_on_resale", "blacklist.scope", "blacklist.action"],
}


@pytest.fixture(params=EDITIONS)
def book(request: pytest.FixtureRequest, shelf: Shelf) -> RuleBook:
    return pinned(shelf.editions("indihome"), request.param)


def test_the_editions_are_the_provider_s_own_terms_from_an_inferred_day(book: RuleBook) -> None:
    assert (book.provider, book.inferred, book.authority) == ("indihome", True, "own_terms")
    assert book.known_from == book.in_force
    assert book.rounding == Rounding(100, Mode.HALF_UP)


def test_bills_are_due_to_the_end_of_the_20th(book: RuleBook) -> None:
    assert book.billing == BillingTable(due=InstantForm(month=0, day=20))


def test_the_tiers_are_those_of_2a_and_2c(book: RuleBook) -> None:
    assert book.late_fee is not None
    next_month, month_after = InstantForm(month=1, day=1), InstantForm(month=2, day=1)
    first, second = book.late_fee.tier
    assert first.opens == InstantForm(days_after=1, of="due")
    assert (first.until, first.rate, first.minimum, first.growth) == (next_month, 500, 500_000, None)
    assert second == TierEntry(next_month, month_after, rate=second.rate, minimum=Sen(1_000_000), growth=second.growth)
    assert (second.rate, second.growth) == (1000, 1000)


@pytest.mark.parametrize(
    ("edition", "vests", "at"),
    [
        pytest.param("2022-01-01", (2, 1), (2, 1), id="the first ends on 1 N+2, at the instant at which it vests"),
        pytest.param("2023-07-01", (2, 21), (3, 1), id="the second vests on 21 N+2 and ends on 1 N+3"),
    ],
)
def test_the_ladder_isolates_on_the_21st_and_may_end(
    shelf: Shelf, edition: str, vests: tuple[int, int], at: tuple[int, int]
) -> None:
    arrears = pinned(shelf.editions("indihome"), edition).arrears
    assert arrears is not None
    isolated, terminated = arrears.rung
    assert (isolated.becomes, isolated.right) == ("isolated", False)
    assert isolated.at == InstantForm(days_after=1, of="due")
    assert (terminated.becomes, terminated.right) == ("terminated", True)
    assert terminated.vests == InstantForm(month=vests[0], day=vests[1])
    assert terminated.at == InstantForm(month=at[0], day=at[1])


def test_ending_in_arrears_within_a_year_costs_what_the_story_gives(book: RuleBook) -> None:
    assert book.minimum_term == MinimumTermTable(12, ("arrears",), EarlyFee(flat="given"), "required")


@pytest.mark.parametrize(
    ("ending", "scopes"),
    [
        pytest.param("no_fault", set(), id="ended without fault"),
        pytest.param("wish", {Scope.ANY_EXIT}, id="stops and owes nothing"),
        pytest.param("wish_in_arrears", {Scope.ANY_EXIT, Scope.ARREARS_OR_FAULT}, id="stops in arrears"),
        pytest.param("arrears", {Scope.ANY_EXIT, Scope.ARREARS_OR_FAULT}, id="ended under 2.d"),
        pytest.param("resale", set(Scope), id="ended for proven resale"),
    ],
)
def test_who_is_eligible_for_the_blacklist(book: RuleBook, ending: EndingKind, scopes: set[Scope]) -> None:
    table = book.blacklist
    assert isinstance(table, BlacklistTable)
    assert {scope for scope in Scope if table.eligible(scope, ending)} == scopes
    assert book.resale is not None


def test_all_readings_are_declared_with_every_value_and_the_plain_default(book: RuleBook) -> None:
    assert {name: reading.allowed for name, reading in book.readings.items()} == {
        name: tuple(clauses.READINGS[name]) for names in READINGS.values() for name in names
    }
    assert all(reading.question.endswith(("?", ".)")) for reading in book.readings.values())


@pytest.mark.parametrize(
    ("clause", "name"), [pytest.param(clause, name, id=name) for clause, names in READINGS.items() for name in names]
)
def test_each_reading_stands_under_the_clause_it_belongs_to(book: RuleBook, clause: str, name: str) -> None:
    assert book.citation(name).heading.startswith(f"Sanksi {clause}: ")


@pytest.mark.parametrize(
    ("path", "clause"),
    [
        ("billing.due", "2.a"),
        ("late_fee.tier[0]", "2.a"),
        ("arrears.rung[0]", "2.b"),
        ("late_fee.tier[1].rate", "2.c"),
        ("arrears.rung[1].vests", "2.d"),
        ("minimum_term.fee", "2.d"),
        ("resale", "2.e"),
        ("blacklist.eligible_on.any_exit", "2.e"),
    ],
)
def test_each_rule_stands_under_its_clause(book: RuleBook, path: str, clause: str) -> None:
    citation = book.citation(path)
    assert citation.heading.startswith(f"Sanksi {clause}: ")
    assert len(citation.prose) > 100


def test_what_the_source_gives_no_number_for_is_said_in_place(book: RuleBook) -> None:
    said = {each.clause.partition(":")[0]: each.text for each in book.not_modelled()}
    assert list(said) == ["Sanksi 1", "Sanksi 2.d", "Sanksi 2.e"]
    assert "downgrade" in said["Sanksi 1"]
    assert "termination fee" in said["Sanksi 2.d"]
    assert "duration" in said["Sanksi 2.e"]


def test_the_editions_differ_in_2d_alone(shelf: Shelf) -> None:
    first, second = (
        {each.path: each.value for each in pinned(shelf.editions("indihome"), edition).parameters()}
        for edition in EDITIONS
    )
    assert {path for path in first if first[path] != second[path]} == {
        "arrears.rung[1].vests.day",
        "arrears.rung[1].at.month",
    }
