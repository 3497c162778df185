"""The book that ships says what the specification of ICONNET's cancelling says, clause by clause."""

import pytest

from lifecycle import clauses
from lifecycle.clauses.cancellation import CancellationTable
from lifecycle.clauses.device import DeviceTable
from lifecycle.clauses.documents import DocumentsTable
from lifecycle.clauses.escalation import EscalationTable
from lifecycle.clauses.minimum_term import EarlyFee, MinimumTermTable
from lifecycle.clauses.no_refund import NoRefundTable
from lifecycle.money import Mode, Rounding, Sen
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.rulebook.lint import lint

READINGS = {
    "penalty.months_remaining": ("penalty for ending early", ["ceil", "floor", "daily"]),
    "penalty.month_end": ("minimum contract", ["clamp", "roll_forward"]),
    "penalty.cancelled_on": ("penalty for ending early", ["requested", "documents_complete", "confirmed"]),
    "billing.while_pending": ("after closing", ["until_confirmed", "until_requested"]),
}
CLAUSES = {
    "minimum_term.months": "minimum contract",
    "minimum_term.fee": "penalty for ending early",
    "no_refund": "no refund",
    "documents": "documents",
    "device": "device",
    "cancellation": "end of access",
    "cancellation.confirmed_after": "end of access",
    "escalation": "escalation",
}


@pytest.fixture
def book(shelf: Shelf) -> RuleBook:
    (only,) = shelf.editions("iconnet")
    return only


def test_it_is_a_third_party_s_account_of_every_date(book: RuleBook) -> None:
    assert (book.edition, book.in_force, book.known_from) == ("undated", None, None)
    assert book.authority == "third_party"
    assert book.rounding == Rounding(100, Mode.HALF_UP)


def test_its_numbers_are_the_guide_s(book: RuleBook) -> None:
    fee = EarlyFee(per_remaining_month=Sen(10_000_000), plus=Sen(20_000_000))
    assert book.minimum_term == MinimumTermTable(12, ("wish",), fee, "required")
    assert book.cancellation == CancellationTable(("documents", "device"))
    assert book.documents == DocumentsTable(
        all_of=("form", "signed", "identity", "device_receipt"), any_of=("payment_proof", "customer_number")
    )
    assert book.device == DeviceTable(("damaged", "without_receipt"), "given")
    assert book.no_refund == NoRefundTable("not_refunded")
    assert book.escalation == EscalationTable("provider")


def test_of_late_fees_isolation_and_a_blacklist_it_says_nothing(book: RuleBook) -> None:
    silent = ("billing", "late_fee", "arrears", "blacklist", "resale")
    assert [name for name in silent if book.table(name) is not None] == []


def test_it_declares_four_readings_the_default_first(book: RuleBook) -> None:
    found = {name: [clauses.word(value) for value in reading.allowed] for name, reading in book.readings.items()}
    assert found == {name: values for name, (_, values) in READINGS.items()}
    assert all(reading.question.endswith("?") for reading in book.readings.values())


@pytest.mark.parametrize(
    ("path", "clause"), [*CLAUSES.items(), *((name, clause) for name, (clause, _) in READINGS.items())]
)
def test_each_rule_is_cited_as_the_third_party_s(book: RuleBook, path: str, clause: str) -> None:
    citation = book.citation(path)
    assert citation.heading.startswith(f"Third party's guide, {clause} (")
    assert len(citation.prose) > 100


def test_what_is_not_modelled_is_said_in_place(book: RuleBook) -> None:
    said = {each.clause.partition(", ")[2].partition(" (")[0]: each.text for each in book.not_modelled()}
    assert list(said) == ["penalty for ending early", "documents", "device", "end of access", "escalation"]
    assert "usually" in said["penalty for ending early"]
    assert "repair charge" in said["device"]
    assert "how long" in said["end of access"]


def test_nothing_of_it_is_to_be_remarked(book: RuleBook) -> None:
    assert lint(book) == ()
