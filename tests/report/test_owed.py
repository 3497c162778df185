"""The last line says what is owed, of which what, and how the subscription stands."""

from typing import Any

import pytest

from lifecycle.calendar import parse_instant
from lifecycle.money import Amount
from projections.answers import Answer
from projections.keys import KEYS
from scenarios.report.owed import owed

AT = parse_instant("2024-09-01")
NOTHING: dict[str, Answer] = {
    **dict.fromkeys(KEYS, "not_applicable"),
    "state": "active",
    "principal": Amount(),
    "payable": Amount(),
    "credit": Amount(),
    "terminable_from": "never",
    "next_termination": "never",
    "blacklist_eligible": False,
    "blacklisted": False,
}


def said(**standing: Any) -> str:
    return owed(NOTHING | standing, AT).removeprefix("Owed at 2024-09-01 00:00 WIB: ")


def test_a_block_known_to_the_month_is_said_so() -> None:
    since = parse_instant("2017-03-01")
    blocked: dict[str, Answer] = {"state": "blocked", "isolated_since": since, "blacklist_eligible": "not_applicable"}
    assert owed(NOTHING | blocked, AT, {since: "2017-03 [known to the month]"}).endswith(
        "nothing; blocked since 2017-03 [known to the month]"
    )


def test_what_is_in_suspense_is_said_beside_what_is_owed() -> None:
    held: dict[str, Answer] = {"payable": Amount(1), "principal": Amount(100), "suspense": Amount(99)}
    assert said(**held).startswith(
        "Rp 0,01, of which principal Rp 1; Rp 0,99 disputed and in suspense (tagihan ditangguhkan); active"
    )


def test_a_midnight_is_said_with_its_time() -> None:
    assert owed(NOTHING, parse_instant("2024-06-30T23:59:59")).startswith("Owed at 2024-06-30 23:59:59 WIB: ")
    assert owed(NOTHING, AT).startswith("Owed at 2024-09-01 00:00 WIB: ")


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ({}, "nothing; active; blacklist: not eligible"),
        ({"blacklist_eligible": "not_applicable"}, "nothing; active"),
        (
            {"credit": Amount(5000000)},
            "nothing; Rp 50.000 held in the customer's favour (kredit); active; blacklist: not eligible",
        ),
        (
            {
                "payable": Amount(136125000, frozenset({"termination.fee"})),
                "principal": Amount(123750000),
                "late_fee": Amount(12375000),
                "termination_fee": Amount(0, frozenset({"termination.fee"})),
                "state": "terminated",
                "terminated_at": AT,
                "terminable_from": AT,
                "blacklist_eligible": True,
            },
            "Rp 1.361.250 + unspecified (termination.fee), of which principal Rp 1.237.500, late fee Rp 123.750, "
            "termination fee unspecified; terminated since 2024-09-01; blacklist: eligible",
        ),
        (
            {
                "payable": Amount(100),
                "principal": Amount(100),
                "state": "isolated",
                "isolated_since": parse_instant("2024-06-21"),
                "terminable_from": parse_instant("2024-08-21"),
                "next_termination": parse_instant("2024-10-01"),
                "blacklisted": True,
            },
            "Rp 1, of which principal Rp 1; isolated since 2024-06-21; may be ended since 2024-08-21; "
            "ends 2024-10-01 if nothing more is paid; blacklist: on it",
        ),
    ],
    ids=["nothing", "no blacklist clause", "credit", "ended", "isolated"],
)
def test_what_is_owed(standing: dict[str, Answer], words: str) -> None:
    assert said(**standing) == words
