"""A demand beside what the rules give: what raises a finding, and what only nearly does."""

import pytest

from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.keys import answers
from tests.stories import ledger_at, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
SECOND = "2024-07-05 billed: {period: 2024-07, amount: 100000}"
UNKNOWN = "2024-06-05 billed: {period: 2024-06, amount: unspecified}"
PACKAGE = "2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}"
TAKEN = "2017-01-01 package-activated: {package: A, price: 500000, by: customer}"
DISPUTED = "2017-02-10 dispute-opened: {period: 2017-02, package: A}"
LEAVING = "2024-08-20 cancellation-requested: {channel: letter}"


def of_demands(
    *steps: str,
    provider: str = "indihome",
    acts: str = "by_the_rules",
    readings: dict[str, str] | None = None,
    **more: str,
) -> list[Finding]:
    """What the demands of a story show at its end."""
    result = replayed(*steps, readings=readings, provider=provider, provider_acts=acts, **more)
    ledger, second = ledger_at(result, steps[-1].split(" ")[0])
    return [one for one in shown(ledger, second) if "demanded as" in one.act]


MODES = pytest.mark.parametrize("acts", ["by_the_rules", "as_recorded"])

IN_JULY = [
    pytest.param("453750", [], id="the bill with its ten percent"),
    pytest.param("453751", [("OVERCHARGED", "Rp 1")], id="a rupiah more"),
    pytest.param("453749.99", [("UNDERCHARGED", "Rp 0,01")], id="a sen less"),
    pytest.param("474375", [("OVERCHARGED", "Rp 20.625")], id="both rates together"),
    pytest.param("0", [("UNDERCHARGED", "Rp 453.750")], id="nothing at all"),
    pytest.param("unspecified", [], id="of an amount that nobody gives"),
    pytest.param("{amount: 41250, of: late_fee}", [], id="the fee alone"),
    pytest.param("{amount: 20625, of: late_fee}", [("UNDERCHARGED", "Rp 20.625")], id="half of the fee"),
    pytest.param("{amount: 453750, period: 2024-06}", [], id="of the bill's month"),
    pytest.param("{amount: 41251, of: late_fee, period: 2024-06}", [("OVERCHARGED", "Rp 1")], id="the month's fee"),
    pytest.param("{amount: 453750, period: 2024-05}", [("OVERCHARGED", "Rp 453.750")], id="of a month without a bill"),
    pytest.param("{amount: 0, of: termination_fee}", [], id="no fee for an ending that has not come"),
    pytest.param("{amount: 1000000, of: termination_fee}", [("OVERCHARGED", "Rp 1.000.000")], id="an ending's fee"),
    pytest.param("{amount: 9, of: package_open}", [], id="of what the book has no clause on"),
]


@MODES
@pytest.mark.parametrize(("demand", "found"), IN_JULY)
def test_a_demand_on_one_bill(acts: str, demand: str, found: list[tuple[str, str]]) -> None:
    """In both modes the rules give the same; as recorded nobody need have isolated the line."""
    shown = of_demands(BILL, f"2024-07-03 demanded: {demand}", acts=acts)
    assert [(one.code, str(one.amount)) for one in shown] == found


@MODES
def test_a_demand_of_one_month_leaves_the_other_out(acts: str) -> None:
    """The bill of June has 10 % by then, and that of July nothing yet."""
    steps = [BILL, SECOND, "2024-07-10 demanded: {amount: %s, period: 2024-07}"]
    assert of_demands(*steps[:2], steps[2] % 100000, acts=acts) == []
    (found,) = of_demands(*steps[:2], steps[2] % 553750, acts=acts)
    assert (found.code, str(found.amount)) == ("OVERCHARGED", "Rp 453.750")
    assert of_demands(*steps[:2], "2024-07-10 demanded: 553750", acts=acts) == []


def test_each_demand_stands_by_itself_at_its_own_instant() -> None:
    """The second before the 21st gives no fee, the 21st does."""
    early = "2024-06-20T23:59:59 demanded: 433125"
    (found,) = of_demands(BILL, early, "2024-06-21 demanded: 433125")
    assert (found.code, str(found.amount), found.step) == ("OVERCHARGED", "Rp 20.625", 2)


def test_what_stands_above_in_the_file_counts_and_what_stands_below_does_not() -> None:
    """At one instant, too."""
    paid = "2024-06-10 paid: 412500"
    assert of_demands(BILL, "2024-06-10 demanded: 412500", paid) == []
    (found,) = of_demands(BILL, paid, "2024-06-10 demanded: 412500")
    assert str(found.amount) == "Rp 412.500"


def test_the_reading_decides_and_the_finding_names_it() -> None:
    """What is found under the default fits under the other one."""
    steps = (BILL, "2024-07-03 demanded: 474375")
    (found,) = of_demands(*steps)
    assert found.because.clause == "Sanksi 2.c: paying in the following month (denda keterlambatan 10 %)"
    assert ("late_fee.stacking", "replace") in found.because.readings
    assert of_demands(*steps, readings={"late_fee.stacking": "add"}) == []


def test_the_finding_works_out_what_the_rules_give() -> None:
    (found,) = of_demands(BILL, "2024-07-03 demanded: 474375")
    assert found.act == "Rp 474.375 demanded as payable"
    assert found.entitled == "Rp 453.750 is payable at that instant"
    assert found.working == (
        "bill 2024-06: Rp 412.500 unpaid",
        "tier 1 from 2024-06-21: max(5% x Rp 412.500, Rp 5.000) = Rp 20.625",
        "tier 2 from 2024-07-01: max(10% x Rp 412.500, Rp 10.000) = Rp 41.250",
        "the larger: Rp 41.250",
        "late fee on bill 2024-06: Rp 41.250",
        "demanded Rp 474.375, by the rules Rp 453.750: Rp 20.625 more",
    )


@MODES
@pytest.mark.parametrize(
    ("demand", "found"),
    [
        pytest.param("900000", [], id="more than is known of a partly unknown sum"),
        pytest.param("100000", [], id="just what is known of it"),
        pytest.param("99999", [("UNDERCHARGED", "Rp 1")], id="less than is known alone"),
        pytest.param("{amount: 1, period: 2024-06}", [], id="of the month whose bill nobody gives"),
        pytest.param("{amount: 1, of: late_fee}", [], id="of a fee on it"),
        pytest.param("{amount: 100001, period: 2024-07}", [("OVERCHARGED", "Rp 1")], id="of the month that is known"),
    ],
)
def test_a_part_that_nobody_gives_raises_nothing(acts: str, demand: str, found: list[tuple[str, str]]) -> None:
    """Unless what is known alone exceeds the demand."""
    shown = of_demands(UNKNOWN, SECOND, f"2024-07-10 demanded: {demand}", acts=acts)
    assert [(one.code, str(one.amount)) for one in shown] == found


def test_as_recorded_the_rules_decide_and_not_the_recorded_acts() -> None:
    """By them the subscription ended on 1 September; its early end costs what the story gives."""
    bills = [BILL, "2024-07-05 billed: {period: 2024-07, amount: 412500}"]
    givens = "{termination.fee: 1000000}"
    fitting = "2024-09-01 demanded: {amount: 1000000, of: termination_fee}"
    assert of_demands(*bills, fitting, activated="2023-09-02", givens=givens, acts="as_recorded") == []
    over = fitting.replace("1000000", "1000001")
    (found,) = of_demands(*bills, over, activated="2023-09-02", givens=givens, acts="as_recorded")
    assert (found.code, str(found.amount)) == ("OVERCHARGED", "Rp 1")
    assert found.working[0] == "termination fee: Rp 1.000.000"


@MODES
@pytest.mark.parametrize(
    ("policy", "demand", "found"),
    [
        pytest.param("fair", "500000", [("OVERCHARGED", "Rp 500.000")], id="fair: what is in suspense is not payable"),
        pytest.param("fair", "{amount: 500000, period: 2017-02}", [("OVERCHARGED", "Rp 500.000")], id="fair, by month"),
        pytest.param("as_recorded", "500000", [], id="as recorded it is"),
        pytest.param("fair", "{amount: 500000, of: package_open}", [], id="open it is, all the same"),
        pytest.param(
            "fair", "{amount: 1, of: package_open, period: 2017-02}", [("UNDERCHARGED", "Rp 499.999")], id="1"
        ),
    ],
)
def test_a_disputed_line(acts: str, policy: str, demand: str, found: list[tuple[str, str]]) -> None:
    """What a demand of it comes to hangs on the policy."""
    steps = (TAKEN, PACKAGE, DISPUTED, f"2017-02-20 demanded: {demand}")
    shown = of_demands(
        *steps, provider="telkomsel", activated="2015-01-01", acts=acts, readings={"dispute.policy": policy}
    )
    assert [(one.code, str(one.amount)) for one in shown] == found


@MODES
@pytest.mark.parametrize(
    ("demand", "found"),
    [
        pytest.param("{amount: 1100000, of: penalty}", [], id="nine months and 200.000"),
        pytest.param("{amount: 1200000, of: penalty}", [("OVERCHARGED", "Rp 100.000")], id="a month too many"),
        pytest.param("{amount: 500000, of: device_charge}", [], id="a device that is still to come back"),
        pytest.param("1100000", [], id="all of it, which the device makes unspecified"),
        pytest.param("1099999", [("UNDERCHARGED", "Rp 1")], id="less than the penalty alone"),
    ],
)
def test_leaving_early(acts: str, demand: str, found: list[tuple[str, str]]) -> None:
    """As a third party tells the terms."""
    steps = (LEAVING, f"2024-08-20 demanded: {demand}")
    shown = of_demands(*steps, provider="iconnet", activated="2024-05-20", acts=acts)
    assert [(one.code, str(one.amount)) for one in shown] == found


@pytest.mark.parametrize("provider", ["indihome", "iconnet", "telkomsel", "masterweb", "pln-routing", "postclic"])
@MODES
def test_every_provider_may_demand_and_nothing_moves(provider: str, acts: str) -> None:
    """It is stored, and is no bill."""
    result = replayed("2024-06-05 demanded: unspecified", provider=provider, provider_acts=acts)
    ledger, second = ledger_at(result, "2024-06-05")
    before = replayed("2024-06-05 letter-sent: {}", provider=provider, provider_acts=acts)
    without, _ = ledger_at(before, "2024-06-05")
    asked = answers(ledger, second)
    assert asked == answers(without, second)
    assert [one.event.topic for one in result.events if one.step] == ["demanded.1"]
