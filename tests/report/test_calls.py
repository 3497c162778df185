"""Calls as people and programs see them, and stories in which no rupiah moves."""

import json
from pathlib import Path
from typing import Any

import pytest

from lifecycle.problems import Problems
from scenarios.format import read_text
from scenarios.judging import Overlay, read_whole
from scenarios.report.as_csv import replay_csv
from scenarios.report.as_json import replay_json
from scenarios.report.as_text import replay_text
from scenarios.report.calls_table import calls
from scenarios.report.masking import Mask
from scenarios.report.page import Look
from scenarios.report.replay_report import ReplayReport
from scenarios.report.secrets import of_events
from tests.report.made import SHELF, report_of

CALLS = """\
scenario: Calls
provider: pln-routing
steps:
  - {at: 2021-08-16T23:59:59, contacted: {topic: coverage}}
  - {at: 2021-08-17, contacted: {topic: activation, agrees: true, routed_to: email}}
  - {at: 2021-08-18, contacted: {topic: bill_information, subscribed_through: other}}
  - {at: 2021-08-19, contacted: {topic: disturbance}}
  - {at: 2021-08, inferred: true, contacted: {topic: refund}}
""".replace("  - {at: 2021-08, inferred", "  - {at: 2021-09, inferred")


def text_of(report: ReplayReport) -> str:
    return replay_text(report, Mask.of(of_events([sealed.recorded for sealed in report.events])), Look(width=120))


def json_of(report: ReplayReport) -> Any:
    return json.loads(replay_json(report, Mask(sign="*")))


def test_calls_stand_in_a_part_of_their_own() -> None:
    """What was asked, where the terms send it and by which clause, and where it really went."""
    table = Look(width=120).rendered(calls(report_of(CALLS).calls, Mask()))
    assert [line.rstrip() for line in table.splitlines()] == [
        "2021-08-16 23:59:59  coverage → unknown ruleset: there were rules, and nobody knows them",
        "                     Where a call about ICONNET went (pengalihan), edition 2021-06-11",
        "2021-08-17           activation; agrees → iconnet contact centre, put through, key 3, logged as "
        "Informasi / Umum",
        "                     Activation and disturbance (aktivasi, gangguan), edition 2021-08-17",
        "                     really went to: email",
        "2021-08-18           bill information; subscribed through other → email, at iconnet@iconpln.co.id, not put "
        "through,",
        "                     logged as Informasi / Umum",
        "                     Bill information (informasi tagihan), edition 2021-08-17",
        "2021-08-19           disturbance → goes no further, logged as Informasi / Umum",
        "                     Activation and disturbance (aktivasi, gangguan), edition 2021-08-17",
        "2021-09              refund → unspecified: no source says where, logged as Informasi / Umum  "
        "[known to the month ·",
        "                     diketahui sampai bulannya; inferred · disimpulkan]",
        "                     Every call (pencatatan), edition 2021-08-17",
    ]


def test_a_story_without_money_has_no_table_of_money() -> None:
    """Nor a subscription, nor an activation of one; both editions are named."""
    text = text_of(report_of(CALLS))
    assert "Calls · Panggilan" in text
    assert "Months in rupiah" not in text
    assert "aktivasi\n" not in text
    assert "pln-routing no subscription; by the rules" in text
    assert "terms of      2021-06-11, 2021-08-17" in text
    assert " ".join(text.split()).endswith(
        "Owed at 2021-09-01 00:00 WIB: nothing; latest call: unspecified: no source says where, logged as Informasi / "
        "Umum"
    )


def test_a_payment_brings_the_table_back() -> None:
    """It is money, whoever's terms these are."""
    assert "Months in rupiah" in text_of(report_of(CALLS + "  - {at: 2021-09-02, paid: 5000}\n"))


def test_a_story_of_other_terms_has_no_part_for_calls() -> None:
    """The call is an event there, and nothing more."""
    report = report_of(CALLS.replace("pln-routing", "tangga-seluler\nsubscription: {number: 1}"))
    assert report.calls == ()
    assert "Panggilan" not in text_of(report)
    assert json_of(report)["calls"] == []
    assert json_of(report)["standing"]["route"] == "not_applicable"


def test_json_tells_each_call() -> None:
    found = json_of(report_of(CALLS))
    assert [one["route"] for one in found["calls"]] == [
        {"to": "unknown_ruleset", "transfer": False},
        {"to": "iconnet_contact_centre", "transfer": True, "key": 3, "log": "Informasi / Umum"},
        {"to": "email", "transfer": False, "log": "Informasi / Umum", "address": "iconnet@iconpln.co.id"},
        {"to": "none", "transfer": False, "log": "Informasi / Umum"},
        {"to": "unspecified", "transfer": False, "log": "Informasi / Umum"},
    ]
    assert found["calls"][1] | {"route": None} == {
        "number": 3,
        "at": "2021-08-17T00:00:00+07:00",
        "topic": "activation",
        "route": None,
        "routed_to": "email",
        "because": {
            "clause": "Activation and disturbance (aktivasi, gangguan)",
            "edition": "2021-08-17",
            "readings": {},
        },
    }
    assert found["standing"]["route"] == found["calls"][-1]["route"]
    assert [one["edition"] for one in found["editions"]] == ["2021-06-11", "2021-08-17"]
    assert found["subscription"] == "unnamed"


FAILS = {
    "another destination": ("{to: email}", "route: expected to email, derived to pln_mobile, transfer false, log"),
    "a transfer": ("{to: pln_mobile, transfer: true}", "expected to pln_mobile, transfer true, derived"),
    "a key that is absent": ("{key: 3}", "expected key 3, derived"),
    "a key where there is one": ("{to: pln_mobile, key: 0}", "expected to pln_mobile, key 0, derived"),
    "another log": ("{log: Umum}", "expected log Umum, derived"),
}


@pytest.mark.parametrize(("route", "words"), FAILS.values(), ids=FAILS)
def test_a_route_is_judged_by_each_part_that_is_asked(route: str, words: str) -> None:
    """And told with the clause behind it."""
    story = CALLS.partition("  - {at: 2021-08-16")[0] + "  - {at: 2021-08-20, contacted: {topic: coverage}}\n"
    report = report_of(f"{story}  - {{at: 2021-08-20, expect: {{route: {route}}}}}\n")
    assert report.holds is False
    text = " ".join(text_of(report).split())
    assert words in text
    assert "Coverage, product, registration (jangkauan, produk, registrasi), edition 2021-08-17" in text


@pytest.mark.parametrize("word", ["absent", "none"])
@pytest.mark.parametrize(("agrees", "holds"), [("false", True), ("true", False)], ids=["without", "with"])
def test_that_a_route_has_no_key_may_be_expected(word: str, agrees: str, holds: bool) -> None:
    """It is told as any part of a route is, and is wrong where there is a key."""
    story = CALLS.partition("  - {at: 2021-08-16")[0]
    story += f"  - {{at: 2021-08-20, contacted: {{topic: activation, agrees: {agrees}}}}}\n"
    report = report_of(f"{story}  - {{at: 2021-08-20, expect: {{route: {{key: {word}}}}}}}\n")
    assert report.holds is holds
    assert holds or "route: expected key absent, derived to iconnet_contact_centre" in " ".join(text_of(report).split())


def test_nobody_told_of_an_activation_and_nothing_is_told_of_one() -> None:
    """Neither where there is no subscription nor where its block gives no day, and in the CSV no more."""
    for block in ("", "subscription: {number: 5}\n"):
        report = report_of(CALLS.replace("steps:", f"{block}steps:"))
        assert "aktivasi  [" not in text_of(report)
        assert b"activated" not in replay_csv(report, Mask())


def test_a_destination_must_be_the_formats_or_a_books_own(tmp_path: Path) -> None:
    """Told with the file's other mistakes."""
    path = tmp_path / "story.yaml"
    text = CALLS + "  - {at: 2021-09-03, expect: {route: {to: help_desc}}}\n"
    path.write_text(text, "utf-8")
    with pytest.raises(Problems) as caught:
        read_whole(path, SHELF, Overlay())
    assert [(one.line, one.message) for one in caught.value.problems] == [
        (9, 'unknown value "help_desc"; known are pln_mobile, email, pln_mobile_or_email, iconnet_contact_centre, '
            "none, unspecified, unknown_ruleset, no_rule"),
    ]  # fmt: skip
    path.write_text(text.replace("pln-routing", "awan-kilat").replace("help_desc", "help_desk"), "utf-8")
    with pytest.raises(Problems, match="subscription is missing"):
        read_whole(path, SHELF, Overlay())


def test_a_charge_cannot_be_written_either_way() -> None:
    """Told by the rules or as recorded, it is the rules' own; what was really charged is a bill."""
    for acts in ("by_the_rules", "as_recorded"):
        with pytest.raises(Problems, match=r"charged is decided by the rules; .* with each charge as `billed`"):
            read_text(f"{CALLS}  - {{at: 2021-09-03, charged: {{amount: 5}}}}\nprovider_acts: {acts}\n", "a.yaml")


def test_charges_keep_their_sen_and_no_column_is_empty() -> None:
    """Nothing was ever owed, so that there is no balance to show."""
    story = "scenario: A trial\nprovider: postclic\nsubscription: {number: 1, activated: 2025-03-10T09:00}\nsteps:\n"
    text = text_of(report_of(story + "  - {at: 2025-04-12T09:00, expect: {charges: 3}}\n"))
    assert "2025-03  961.223,70  961.223,70  active · aktif" in text
    assert "2025-04     943.887     943.887  active · aktif" in text
    assert not {"Saldo awal", "Saldo akhir", "Denda"} & set(text.split("  "))
