"""A bill's line for a weekly package, beside the weeks that begin in its cycle."""

from pathlib import Path

import pytest

from lifecycle.clock import frozen
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.ledger import Mark, walk
from scenarios.format.story import read_text
from scenarios.replay import replay
from tests.stories import SHELF

CASE = Path(__file__).parents[2] / "scenarios/library/cases/weekly-package.yaml"
TOLD = CASE.read_text("utf-8")
BOTH = [("UNDERCHARGED", "Rp 10.000"), ("OVERCHARGED", "Rp 10.000")]


def findings(text: str) -> list[Finding]:
    """What the published case shows at its end, told in other words."""
    with frozen() as clock:
        result = replay(read_text(text, str(CASE)), SHELF, clock)
    last = Mark(1 << 40)
    ((_, ledger),) = walk(result.events, result.rules, [last])
    return shown(ledger, last.at)


@pytest.mark.parametrize(
    ("wrong", "right", "found"),
    [
        pytest.param("", "", [], id="as it is published"),
        pytest.param("30000", "30001", [("OVERCHARGED", "Rp 1")], id="a rupiah more"),
        pytest.param("50000", "49999", [("UNDERCHARGED", "Rp 1")], id="a rupiah less"),
        pytest.param("50000", "40000", [("UNDERCHARGED", "Rp 10.000")], id="a week left out"),
        pytest.param("at: 2011-07-16", "at: 2011-07-15", [], id="activated the day before: as many weeks"),
        pytest.param("at: 2011-07-16", "at: 2011-07-14", BOTH, id="two days before: a week goes over"),
        pytest.param("period: 2011-08", "period: 2011-07", [("UNCOVERED_CHARGE", "Rp 30.000")], id="the cycle before"),
        pytest.param(
            "package: weekly, amount: 50", "package: daily, amount: 50", [("UNCOVERED_CHARGE", "Rp 50.000")], id="x"
        ),
        pytest.param("per: week", "per: month", [("OVERCHARGED", "Rp 60.000")], id="a monthly price: once a cycle"),
    ],
)
def test_the_published_bills_changed(wrong: str, right: str, found: list[tuple[str, str]]) -> None:
    """Each change shows, and by how much."""
    summed: dict[str, int] = {}
    for one in findings(TOLD.replace(wrong, right) if wrong else TOLD):
        summed[one.code] = summed.get(one.code, 0) + (one.amount.sen if one.amount else 0)
    assert [(code, f"Rp {sen // 100:,}".replace(",", ".")) for code, sen in summed.items()] == found


def test_a_finding_counts_the_weeks() -> None:
    (found,) = findings(TOLD.replace("30000", "40000"))
    assert found.because.clause == "Package (paket mingguan): a week is charged in the cycle in which it begins"
    assert found.working == (
        "3 weeks begin in the cycle from 2011-07-05 until 2011-08-05, weekly at Rp 10.000 each",
        "in force in 2011-08 for package weekly: Rp 30.000",
        "asked here: Rp 40.000 - Rp 30.000 = Rp 10.000 more",
    )


def test_a_cycle_in_which_no_week_begins_has_no_ground_for_a_line() -> None:
    """Stopped on the 6th of August, in the week that began on the 30th of July."""
    stop = "  - {at: 2011-08-06, package-deactivated: {package: weekly}}\n"
    (found,) = findings(TOLD.replace("  - {at: 2011-08-20", f"{stop}  - {{at: 2011-08-20").replace("07-16", "07-17"))
    assert (found.code, found.entitled) == (
        "UNCOVERED_CHARGE",
        "nothing: no week of it begins in the cycle from 2011-08-05 until 2011-09-05",
    )
    assert found.working == ("weekly runs from 2011-07-17 to 2011-08-06: Rp 10.000 a week",)
