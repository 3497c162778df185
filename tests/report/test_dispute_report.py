"""The page of a dispute, its JSON and its CSV say the same, and mark what is not surely known."""

import csv
import json
from collections.abc import Callable
from importlib import resources
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lifecycle.clock import frozen
from lifecycle.money import Amount
from lifecycle.rulebook import Shelf
from projections.findings.finding import Found
from scenarios.judging import Overlay, read_whole
from scenarios.replay import replay
from scenarios.report.as_json import answer
from scenarios.report.dispute_csv import COLUMNS, dispute_csv
from scenarios.report.dispute_json import dispute_json
from scenarios.report.dispute_report import DisputeReport, disputed, verdict
from scenarios.report.dispute_text import dispute_text
from scenarios.report.masking import Mask
from scenarios.report.page import Look
from tests.disputes.told import PACKAGE, reported

SHIPPED = Path(str(resources.files("scenarios"))) / "library"
COMPLAINT = SHIPPED / "cases" / "the-complaint-as-recorded.yaml"
SCHEMA = json.loads(resources.files("scenarios.report").joinpath("dispute.schema.json").read_text("utf-8"))
STORIES = [
    path
    for folder in ("telkomsel", "iconnet", "postclic", "pln-routing", "masterweb", "cases")
    for path in sorted((SHIPPED / folder).glob("*.yaml"))
    if not path.name.endswith(".invalid.yaml")
]
MASK = Mask(sign="*")
BILL = "2024-06-05 billed: {period: 2024-06, amount: 400000}"


def of(path: Path) -> DisputeReport:
    story, editions = read_whole(path, Shelf.open(), Overlay())
    with frozen() as clock:
        return disputed(replay(story, editions, clock), clock)


def lowered(report: DisputeReport) -> Any:
    return json.loads(dispute_json(report, MASK))


VERDICTS: dict[str, tuple[Callable[[], DisputeReport], str]] = {
    "the complaint: three findings, half a million from February, nothing under fair": (
        lambda: of(COMPLAINT),
        "3 findings; Rp 500.000 in dispute since 2017-02, nothing left at the end, 2017-04-01 "
        "(inferred: paid, refunded); read as fair nothing is payable",
    ),
    "a demand above what the rules give, though no balance differs": (
        lambda: of(SHIPPED / "cases" / "indihome-example-with-both-rates.yaml"),
        "1 finding; Rp 14.000 more was demanded than the rules give",
    ),
    "a clean story says so": (
        lambda: of(SHIPPED / "indihome" / "three-bills-unpaid.yaml"),
        "Nothing found: no recorded charge or act goes against what the rules give; no amount is in dispute",
    ),
    "what is still in dispute at the end": (
        lambda: of(SHIPPED / "iconnet" / "the-final-bill.yaml"), "2 findings; Rp 550.000 in dispute since 2024-12",
    ),
    "a finding about no amount": (
        lambda: of(SHIPPED / "indihome" / "the-provider-acted-otherwise.yaml"), "1 finding; no amount is in dispute",
    ),
    "a number expected that the rules do not give": (
        lambda: reported(BILL, "2024-07-31 expect: {payable: 460000}"),
        "1 number expected is not what the rules give, by Rp 20.000",
    ),
    "a demand that exceeds what is payable, though no balance does": (
        lambda: reported(BILL, "2024-06-25 demanded: 430000", "2024-06-26 demanded: 420001"),
        "2 findings; Rp 1 more was demanded than the rules give",
    ),
    "a demand known to its month": (
        lambda: reported(BILL, "2024-07 demanded: 450000"),
        "1 finding; Rp 10.000 more was demanded than the rules give",
    ),
    "in dispute again after a month in which nothing was": (
        lambda: reported(
            "2024-06-05 billed: {period: 2024-06, amount: 100000}", "2024-06-06 terminated: {by: customer}",
            "2024-07-05 billed: {period: 2024-07, amount: 70000}", "2024-08-05 adjusted: {amount: -70000}",
            "2024-09-05 billed: {period: 2024-09, amount: 30000}",
        ),
        "2 findings; Rp 30.000 in dispute since 2024-09",
    ),
    "nothing found, though the rules would have ended the line": (
        lambda: reported(
            BILL, "2024-06-21 isolated: {}",
            "2024-09-05 billed: {period: 2024-09, amount: 400000}", "2024-09-30 paid: 1",
            provider_acts="as_recorded",
        ),
        "Nothing found: no recorded charge or act goes against what the rules give; yet Rp 20.000 more is asked for "
        "than in the history by the rules, since 2024-09",
    ),
    "what stays payable when read as fair": (
        lambda: reported(
            PACKAGE, "2017-02-05 dispute-opened: {ticket: T, period: 2017-02, amount: 200000}",
            "2017-03-01 dispute-noted: {}", provider="telkomsel", activated="",
        ),
        "1 finding; Rp 500.000 in dispute since 2017-02; read as fair Rp 300.000 is payable at the end",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("report", "words"), VERDICTS.values(), ids=VERDICTS)
def test_the_verdict_in_one_sentence(report: Callable[[], DisputeReport], words: str) -> None:
    assert verdict(report()) == words


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_every_dispute_agrees_with_the_schema(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(lowered(of(path)))


def test_a_claim_agrees_with_the_schema_and_says_under_what_it_comes_out() -> None:
    found = lowered(reported(BILL, "2024-07-31 expect: {payable: 460000}"))
    Draft202012Validator(SCHEMA).validate(found)
    (claim,) = found["claims"]
    assert claim["comes_out"] == [{"readings": {"late_fee.stacking": "add"}, "edition": None}]
    assert (claim["key"], claim["difference"]["rupiah"], found["found"]) == ("payable", "-20000", True)


def test_the_readme_names_every_key() -> None:
    readme = resources.files("scenarios.report").joinpath("README.md").read_text("utf-8")
    assert [key for key in SCHEMA["properties"] if f"`{key}`" not in readme] == []


def test_the_complaint_in_json() -> None:
    found = lowered(of(COMPLAINT))
    assert found["in_dispute"]["most"]["rupiah"] == "500000"
    assert found["in_dispute"]["months"] == ["2017-02", "2017-03"]
    assert (found["parting"]["month"], found["parting"]["recorded"]["precision"]) == ("2017-02", "month")
    assert [one["precision"] for one in found["findings"]] == ["month"] * 3
    assert {month["fair"]["payable"]["rupiah"] for month in found["months"]} == {"0"}
    assert found["editions"][0]["authority"] == "evidence"


def test_the_table_has_a_row_a_finding_and_a_row_a_month() -> None:
    data = dispute_csv(of(COMPLAINT), MASK)
    rows = list(csv.DictReader(StringIO(data.decode(), newline="")))
    assert data.startswith(",".join(COLUMNS).encode() + b"\r\n")
    assert [row["row"] for row in rows] == ["finding"] * 3 + ["month"] * 10
    charge, february = rows[1], rows[10]
    assert (charge["code"], charge["amount"], charge["precision"]) == ("UNCOVERED_CHARGE", "500000", "month")
    assert (february["asked"], february["owed"], february["fair_suspense"]) == ("500000", "0", "500000")
    assert {row["subscription"] for row in rows} == {"***001"}


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", ["cases/the-complaint-as-recorded", "iconnet/the-final-bill"])
def test_no_line_is_wider_than_the_page_and_no_amount_breaks(name: str, width: int) -> None:
    lines = dispute_text(of(SHIPPED / f"{name}.yaml"), MASK, Look(width)).splitlines()
    assert max(map(len, lines)) <= max(width, 74), "only a hash is longer than the narrowest page"
    assert not any(line.endswith(("Rp", " ")) for line in lines)


def test_what_is_left_out_of_a_narrow_page_is_named() -> None:
    page = dispute_text(of(COMPLAINT), MASK, Look(60))
    assert "left out to fit 60 columns: by the rules · menurut aturan" in page


def test_a_terminal_without_unicode_reads_plain_letters() -> None:
    assert dispute_text(of(COMPLAINT), MASK, Look(80, unicode=False)).isascii()


def test_what_time_alone_shows_and_what_is_missing_are_said() -> None:
    page = dispute_text(of(SHIPPED / "masterweb" / "as-the-provider-recorded-it.yaml"), MASK, Look(120))
    assert "no event: time alone shows it" in page
    assert "converted to deposit · menjadi deposit is missing" in page
    assert "below nothing: less is asked for than the rules give" in page


def test_an_end_has_the_word_of_who_ended_it_on_either_side() -> None:
    """The customer's own is no sanction, though only the rules' side has it."""
    page = dispute_text(of(SHIPPED / "postclic" / "charged-for-a-month-after-cancelling.yaml"), MASK, Look(width=120))
    assert "terminated · berhenti berlangganan" in page
    assert "pencabutan" not in page


def test_the_readings_that_only_the_rules_side_consults_are_named() -> None:
    report = of(SHIPPED / "postclic" / "charged-for-a-month-after-cancelling.yaml")
    assert "renewal.anchor" in [one.name for one in report.replay.readings]


def test_a_source_of_a_fact_is_said_beside_it() -> None:
    report = reported(
        f"{PACKAGE} | source: the customer's letter",
        "2017-03-01 dispute-noted: {}",
        provider="telkomsel",
        activated="",
    )
    assert "; source: the customer's letter" in dispute_text(report, MASK, Look(120)).replace("\n" + " " * 17, " ")


def test_a_finding_over_nothing_is_a_number_in_json() -> None:
    ended = ("2024-06-05 terminated: {by: customer}", "2024-07-05 billed: {period: 2024-07, amount: 0}")
    found = lowered(reported(*ended))
    Draft202012Validator(SCHEMA).validate(found)
    assert [(one["code"], one["amount"]["rupiah"]) for one in found["findings"]] == [("BILLED_AFTER_TERMINATION", "0")]


def test_codes_over_nothing_are_numbers_among_the_answers() -> None:
    assert answer(Found((("BILLED_AFTER_TERMINATION", Amount()),)), MASK) == [
        {"code": "BILLED_AFTER_TERMINATION", "amount": {"sen": 0, "rupiah": "0", "unspecified": []}}
    ]
