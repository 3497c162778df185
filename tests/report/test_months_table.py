"""The table of months fits its page, and its columns add up."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from lifecycle.money import Amount, Sen
from projections.answers import NOT_APPLICABLE
from scenarios.report import months_table, terms
from scenarios.report.as_text import replay_text
from scenarios.report.masking import Mask
from scenarios.report.months_table import Column, fitted
from scenarios.report.page import Look
from scenarios.report.terms import Term
from tests.report.kept import STORIES
from tests.report.made import LIBRARY, report_of

STORY = sorted(STORIES.glob("*.yaml"))


@pytest.mark.parametrize(
    ("amount", "cell"),
    [
        (Amount(118525000), "1.185.250"),
        (Amount(1733670), "17.336,70"),
        (Amount(-2500000), "-25.000"),
        (Amount(), "–"),
        (Amount(100, frozenset({"x"})), "1 +?"),
        (Amount(0, frozenset({"x"})), "+?"),
        (NOT_APPLICABLE, "n/a"),
    ],
    ids=["rupiah", "sen", "negative", "zero", "partly unspecified", "unspecified", "no clause"],
)
def test_an_amount_in_a_cell(amount: Amount | str, cell: str) -> None:
    assert months_table.amount(amount) == cell


def wide(amount: str, state: str = "isolated · isolir") -> list[Column]:
    """A table with every column, all amounts as wide as this one."""
    heads = (terms.OPENING, terms.CHARGES, terms.FEES, terms.PAYMENTS, terms.REFUNDS, terms.CLOSING, terms.CREDIT)
    amounts = [Column(head, (amount,)) for head in heads]
    return [Column(terms.MONTH, ("2024-06",), right=False), *amounts, Column(terms.STATE, (state,), right=False)]


def heads(columns: list[Column]) -> list[Term]:
    return [column.head for column in columns]


def test_a_page_wide_enough_leaves_nothing_out() -> None:
    found = fitted(wide("1"), 120)
    assert len(found.columns) == 9
    assert (found.shortened, found.left_out) == ((), ())
    assert found.columns[-1].cells == ("isolated · isolir",)


def test_first_the_states_are_written_in_one_language() -> None:
    found = fitted(wide("1"), 100)
    assert found.columns[-1].cells == ("isolated",)
    assert found.shortened == ("isolated · isolir",)
    assert found.left_out == ()


def test_then_the_heads_are_shorter_so_that_no_column_goes() -> None:
    found = fitted(wide("1"), 92)
    assert found.left_out == ()
    assert [column.label.indonesian for column in found.columns if column.label != column.head] == [
        "Awal", "Kembali", "Akhir",
    ]  # fmt: skip
    assert all(column.label == column.head for column in fitted(wide("1"), 100).columns)


def test_then_the_credit_goes_then_the_opening_balance_then_the_state() -> None:
    """A month is read from its opening, which stays as long as it can."""
    assert fitted(wide("1"), 80).left_out == (terms.CREDIT,)
    assert fitted(wide("1.000.000"), 84).left_out == (terms.CREDIT,)
    assert fitted(wide("100.000.000"), 82).left_out == (terms.CREDIT, terms.OPENING)
    assert fitted(wide("100.000.000"), 80).left_out == (terms.CREDIT, terms.OPENING, terms.STATE)


def test_a_deposit_goes_first() -> None:
    """It is the sum of what became deposit, whose column stays."""
    columns = [*wide("1")[:-1], *(Column(head, ("1",)) for head in (terms.DEPOSITED, terms.DEPOSIT)), wide("1")[-1]]
    assert fitted(columns, 110).left_out == ()
    assert fitted(columns, 100).left_out == (terms.DEPOSIT,)
    assert fitted(columns, 92).left_out == (terms.DEPOSIT, terms.CREDIT)


@pytest.mark.parametrize("width", range(74, 121, 2))
def test_no_cell_is_ever_cut(width: int) -> None:
    fit = fitted(wide("123.456.789"), width)
    lines = Look(width).rendered(months_table.table(fit.columns)).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert lines[-1].split()[0] == "2024-06"
    assert lines[-1].count("123.456.789") == sum(column.right for column in fit.columns)


def test_a_column_that_nothing_fills_is_not_there() -> None:
    report = report_of(STORIES / "unpaid-to-the-end.yaml")
    found = heads(months_table.columns(report.months, [month.fees for month in report.months]))
    assert terms.REFUNDS not in found
    assert terms.CREDIT not in found
    assert terms.FEES not in heads(months_table.columns(report.months, [NOT_APPLICABLE] * len(report.months)))


@pytest.mark.parametrize("path", STORY, ids=lambda path: path.stem)
def test_every_month_adds_up(path: Path) -> None:
    report = report_of(path)
    closing = Amount(Sen(0))
    assert report.months
    for month in report.months:
        assert month.opening == closing
        moved = month.charges - month.credit_notes + month.fees - month.payments + month.refunds - month.suspense
        assert month.opening + moved == month.closing
        closing = month.closing


def test_the_months_are_those_of_the_projection() -> None:
    report = report_of(STORIES / "unpaid-to-the-end.yaml")
    assert [month.period for month in report.months] == ["2024-06", "2024-07", "2024-08", "2024-09"]


ENDS = {
    "the customer stops": ("terminated: {by: customer}", "terminated · berhenti berlangganan"),
    "the provider ends it without fault": (
        "terminated: {by: provider, reason: no_fault}", "terminated · penghentian layanan",
    ),
    "it ends for proven resale": ("resale-proven: {}", "terminated · pencabutan"),
}  # fmt: skip


@pytest.mark.parametrize(("step", "said"), ENDS.values(), ids=ENDS)
def test_a_months_state_is_called_by_who_ended_it_and_why(step: str, said: str) -> None:
    """Only what is withdrawn as a sanction is *pencabutan*."""
    story = "scenario: An end\nprovider: indihome\nsubscription: {number: 1, activated: 2022-05-10}\nsteps:\n"
    report = report_of(f"{story}  - {{at: 2024-06-05, {step}}}\n")
    assert months_table.columns(report.months, ())[-1].cells == (said,)


def test_the_disputed_package_keeps_its_state_at_80_columns() -> None:
    """That the number is blocked is what the complaint is about."""
    report = report_of(LIBRARY / "cases" / "the-complaint-as-recorded.yaml")
    found = fitted(months_table.columns(report.months, ()), 80)
    assert found.left_out == (terms.OPENING,)
    assert terms.CREDIT_NOTES in heads(found.columns)


def test_a_fact_that_is_only_inferred_is_named_under_the_table() -> None:
    """Its amount stands in a month as if it were sure (G11)."""
    story = "scenario: Inferred\nprovider: indihome\nsubscription: {number: 1, activated: 2022-05-10}\nsteps:\n"
    bill = "  - {at: 2024-06-05, billed: {period: 2024-06, amount: 412500}}\n"
    report = report_of(f"{story}{bill}  - {{at: 2024-06, inferred: true, paid: 412500}}\n".replace("06-05", "06-01"))
    assert "inferred · disimpulkan: paid · pembayaran in 2024-06" in replay_text(report, Mask(), Look())
