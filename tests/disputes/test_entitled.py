"""What the rules give of the same facts: what is unfounded comes off, and what was given back is not given twice."""

import pytest

from tests.disputes.told import PACKAGE, over, telkomsel
from tests.stories import replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 275000}"
TOO_HIGH = "2024-06-05 billed: {period: 2024-06, amount: 300000}"
LATER = "2017-04-01 dispute-noted: {note: later}"

OFF: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "an uncovered line is not owed": ((PACKAGE, LATER), "Rp 500.000", "Rp 0", "Rp 500.000"),
    "what was paid on it is the customer's, and still in dispute": (
        (PACKAGE, "2017-02-10 paid: 500000", LATER), "Rp 0", "-Rp 500.000", "Rp 500.000",
    ),
    "a correction of its month settles it once": (
        (PACKAGE, "2017-02-10 adjusted: {amount: -500000, period: 2017-02}", LATER), "Rp 0", "Rp 0", "Rp 0",
    ),
    "a correction that names no month does, too": (
        (PACKAGE, "2017-02-10 adjusted: {amount: -500000}", LATER), "Rp 0", "Rp 0", "Rp 0",
    ),
    "a larger correction still gives the rest": (
        (PACKAGE, "2017-02-10 adjusted: {amount: -600000}", LATER), "-Rp 100.000", "-Rp 100.000", "Rp 0",
    ),
    "a smaller correction leaves the rest in dispute": (
        (PACKAGE, "2017-02-10 adjusted: {amount: -200000}", LATER), "Rp 300.000", "Rp 0", "Rp 300.000",
    ),
    "a decision's credit settles it once": (
        (
            PACKAGE,
            "2017-02-05 dispute-opened: {ticket: T, period: 2017-02, package: A}",
            "2017-03-01 dispute-resolved: {ticket: T, outcome: upheld, credit: 500000}",
            LATER,
        ),
        "Rp 0", "Rp 0", "Rp 0",
    ),
    "a refund of the line is one of the account": (
        (
            PACKAGE,
            "2017-02-10 paid: 500000",
            "2017-02-20 refunded: {amount: 500000, of: {period: 2017-02, package: A}}",
            LATER,
        ),
        "Rp 0", "Rp 0", "Rp 0",
    ),
    "of a refund of half the line the other half stays in dispute": (
        (
            PACKAGE,
            "2017-02-10 paid: 500000",
            "2017-02-20 refunded: {amount: 250000, of: {period: 2017-02, package: A}}",
            LATER,
        ),
        "Rp 0", "-Rp 250.000", "Rp 250.000",
    ),
    "only the line comes off, not the bill": (
        (
            "2017-02 billed: {period: 2017-02, amount: 600000, lines: [{for: service, amount: 100000},"
            " {for: package, package: A, amount: 500000}]}",
            LATER,
        ),
        "Rp 600.000", "Rp 100.000", "Rp 500.000",
    ),
    "of two packages only the one that does not run": (
        (
            "2017-01-01 package-activated: {package: B, price: 50000, by: customer, consent: true}",
            "2017-02 billed: {period: 2017-02, amount: 550000, lines: [{for: package, package: A, amount: 500000},"
            " {for: package, package: B, amount: 50000}]}",
            LATER,
        ),
        "Rp 550.000", "Rp 50.000", "Rp 500.000",
    ),
}  # fmt: skip


@pytest.mark.parametrize("acts", ["as_recorded", "by_the_rules"])
@pytest.mark.parametrize(("steps", "asked", "owed", "at_end"), OFF.values(), ids=OFF)
def test_what_is_owed(steps: tuple[str, ...], asked: str, owed: str, at_end: str, acts: str) -> None:
    found = telkomsel(*steps, acts=acts)
    last = found.months[-1]
    assert (str(last.asked.balance), str(last.owed.balance), str(found.at_end)) == (asked, owed, at_end)


def test_a_fee_too_high_is_owed_as_agreed_with_the_fee_for_being_late_on_that() -> None:
    """The tier is of what is left of the bill: 5 % of 275.000, not of 300.000."""
    found = over(replayed(TOO_HIGH, "2024-06-30 letter-sent: {}", block="  monthly_fee: 275000"))
    assert [one.code for one in found.findings] == ["OVERCHARGED"]
    assert (str(found.months[0].asked.payable), str(found.months[0].owed.payable)) == ("Rp 315.000", "Rp 288.750")


def test_a_fee_too_low_stays_as_billed() -> None:
    """The customer owes no more than was billed, and nothing is in dispute."""
    found = over(replayed(BILL, "2024-06-06 letter-sent: {}", block="  monthly_fee: 300000"))
    assert [one.code for one in found.findings] == ["UNDERCHARGED"]
    assert (str(found.months[0].owed.payable), found.parting) == ("Rp 275.000", None)


def test_a_bill_after_the_end_is_not_owed() -> None:
    steps = ("2024-06-12 terminated: {by: customer}", "2024-07-05 billed: {period: 2024-07, amount: 412500}")
    assert str(over(replayed(*steps)).at_end) == "Rp 412.500"


def test_a_charge_for_a_device_without_a_fault_is_not_owed() -> None:
    steps = (
        "2024-06-03 cancellation-requested: {}",
        "2024-06-04 device-returned: {condition: good, receipt: true, charge: 500000}",
        "2024-06-05 letter-sent: {}",
    )
    found = over(replayed(*steps, provider="iconnet", activated="2020-01-01"))
    assert ([one.code for one in found.findings], str(found.at_end)) == (["OVERCHARGED"], "Rp 500.000")


def test_bills_of_a_trial_stand_beside_the_charges_and_never_both() -> None:
    """The provider's bills are what is owed, lowered to what the rules charge; the charges only measure them."""
    steps = (
        "2025-03-10T09:00 billed: {period: 2025-03, amount: 20000}",
        "2025-03-11 letter-sent: {}",
    )
    found = over(replayed(*steps, provider="postclic", activated="2025-03-10T09:00", provider_acts="as_recorded"))
    (month,) = found.months
    assert (str(month.asked.payable), str(month.owed.payable)) == ("Rp 20.000", "Rp 17.336,70")
    assert str(found.at_end) == "Rp 2.663,30"


def test_what_no_source_gives_of_both_sides_is_no_difference() -> None:
    """A bill of an amount that nobody knows, asked for on both sides alike."""
    found = telkomsel("2017-01 billed: {period: 2017-01, amount: unspecified}", PACKAGE, LATER)
    assert (str(found.months[-1].owed.payable), str(found.at_end)) == ("unspecified", "Rp 500.000")


def test_the_policy_of_a_story_changes_neither_what_is_asked_nor_what_is_owed() -> None:
    steps = (PACKAGE, "2017-02-05 dispute-opened: {ticket: T, period: 2017-02}", LATER)
    plain, fair = telkomsel(*steps), telkomsel(*steps, policy="fair")
    assert [(one.asked, one.owed, one.fair) for one in plain.months] == [
        (one.asked, one.owed, one.fair) for one in fair.months
    ]
    assert plain.fair is not None
    assert (str(plain.fair.payable), str(plain.fair.suspense)) == ("Rp 0", "Rp 500.000")


def test_a_book_that_knows_no_such_reading_says_nothing_of_fair() -> None:
    assert over(replayed(BILL, "2024-06-06 letter-sent: {}")).fair is None
