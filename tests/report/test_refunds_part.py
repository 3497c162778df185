"""What reports say of orders and refunds, and that they are silent where the terms know none."""

import json
from typing import Any

from lifecycle.rulebook import Shelf
from scenarios.report.as_csv import replay_csv
from scenarios.report.as_json import replay_json
from scenarios.report.as_text import replay_text
from scenarios.report.masking import Mask
from scenarios.report.page import Look
from scenarios.report.replay_report import ReplayReport
from scenarios.report.secrets import of_events
from tests.report.kept import STORIES
from tests.report.made import BILLED_ONCE, report_of

SHELF = Shelf.open()
TOLD = """\
scenario: Two orders, one given up and one paid too much for
provider: masterweb
givens: {refund.bank_fee: 6500}
subscription: {number: MK-7788, name: Ani Lestari}
steps:
  - {at: 2025-04-01, order-placed: {order: A-17, item: toko.id for a year, amount: 250000}}
  - {at: 2025-04-02, paid: {amount: 550000, order: A-17, method: atm, from: {name: Ani Lestari, number: "0123456"}}}
  - {at: 2025-04-03, order-placed: {order: A-18, amount: 32000}}
  - {at: 2025-04-04, paid: {amount: 74000, order: A-18}}
  - {at: 2025-04-05, order-cancelled: {order: A-18}}
  - at: 2025-04-28T10:00
    refund-requested:
      {by: email, account: {name: Ani Lestari, number: "0123456", bank: BNI}, payment_data: true, reason: twice}
  - {at: 2025-05-06, expect: {refund: {status: refused, net: 0, to: {bank: BCA}, transfer_on: never}}}
"""


def report() -> ReplayReport:
    return report_of(TOLD, shelf=SHELF)


def text(width: int = 100, *, on: bool = True) -> str:
    found = report()
    return replay_text(found, Mask.of(of_events([one.recorded for one in found.events]), on=on), Look(width))


def lowered() -> Any:
    found = report()
    return json.loads(replay_json(found, Mask.of(of_events([one.recorded for one in found.events]), sign="*")))


def test_the_text_has_a_part_about_them() -> None:
    lines = text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Orders and refunds"))
    part = " ".join(" ".join(lines[start : start + 11]).split())
    assert "A-17 (toko.id for a year): all paid; not processed" in part
    assert "A-18: all paid; not processed; no longer owed" in part
    assert "Rp 300.000 given back" in part
    assert "Rp 42.000 deposit" in part
    assert "approved for the overpayment of 2025-04-02; net Rp 293.500; to A. L. •••456 BNI" in part
    assert "Rp 32.000 credit · kredit; Rp 42.000 deposit" in part


def test_the_last_line_says_what_is_held_and_no_state() -> None:
    last = " ".join(text().splitlines()[-2:])
    assert last.endswith("nothing; Rp 32.000 held in the customer's favour (kredit); Rp 42.000 held as deposit")
    assert "applicable" not in text()


def test_it_fits_the_page_and_masks_the_account() -> None:
    for width in (60, 80, 100, 120):
        lines = text(width).splitlines()
        assert max(map(len, lines)) <= max(width, 64)
        assert not any(line.endswith("Rp") for line in lines)
    assert "0123456" not in text()
    assert "Lestari" not in text()
    assert "Ani Lestari 0123456 BNI" in text(on=False)


def test_a_refund_that_is_not_as_expected_is_told_with_its_reason() -> None:
    found = " ".join(text().split())
    assert "refund: expected net Rp 0, status refused, to BCA, transfer_on never, derived status approved" in found
    assert "Rp 300.000 less the bank's fee: Rp 293.500" in found
    assert "by the end of Friday 2025-05-02 for Monday 2025-05-05" in found


def test_json_has_all_of_it() -> None:
    found = lowered()
    refunds = found["refunds"]
    assert [(one["order"], one["given_up"]) for one in refunds["orders"]] == [("A-17", False), ("A-18", True)]
    assert [one["deposit"]["rupiah"] for one in refunds["overpayments"]] == ["0", "42000"]
    (asked,) = refunds["requests"]
    assert asked["to"] == {"name": "A. L.", "number": "***456", "bank": "BNI"}
    assert (asked["transfer_on"], asked["arrives_by"], asked["paid"]) == ("2025-05-05", "2025-05-06", True)
    assert (asked["bank_fee"]["rupiah"], asked["voucher_ready"]) == ("6500", "2025-04-28T10:00:00+07:00")
    assert found["standing"]["refund"] == {key: asked[key] for key in found["standing"]["refund"]}
    assert found["standing"]["state"] == "not_applicable"
    april, may = found["months"]
    assert [april[key]["rupiah"] for key in ("deposited", "deposit", "closing")] == ["42000", "42000", "-332000"]
    assert [may[key]["rupiah"] for key in ("deposited", "deposit", "refunds")] == ["0", "42000", "300000"]


def test_csv_has_the_deposit_in_columns_of_its_own() -> None:
    found = report()
    head, april, _ = replay_csv(found, Mask()).decode().splitlines()
    row = dict(zip(head.split(","), april.split(","), strict=True))
    assert (row["deposited"], row["deposit"], row["credit"], row["state"]) == (
        "42000", "42000", "332000", "not_applicable",
    )  # fmt: skip


def test_where_the_terms_know_no_refunds_nothing_is_said_of_them() -> None:
    found = report_of(STORIES / "unpaid-to-the-end.yaml")
    assert found.refunds is None
    assert "refunds" not in replay_text(found, Mask(), Look()).lower()
    assert json.loads(replay_json(found, Mask()))["refunds"] is None


def test_where_nothing_was_ordered_or_paid_the_part_is_left_out() -> None:
    billed = BILLED_ONCE.replace("without-fees", "masterweb")
    assert "Orders and refunds" not in replay_text(report_of(billed, shelf=SHELF), Mask(), Look())
