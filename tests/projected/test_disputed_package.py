"""What a package and a dispute answer, and how that is explained."""

import pytest

from lifecycle.clock import frozen
from projections.consulted import consulted
from projections.explanation import Explanation, explain
from projections.ledger import Mark, walk
from projections.months import months
from scenarios.check import check
from scenarios.format.story import read_text
from scenarios.replay import replay
from tests.stories import SHELF, answer, ledger_at, replayed

ACTIVATED = "2016-07 package-activated: {package: A, price: 0, free_months: 6, by: staff}"
BILL = (
    "2017-02-01 billed: {period: 2017-02, amount: 600000, "
    "lines: [{for: service, amount: 100000}, {for: package, package: A, amount: 500000}]}"
)
OPENED = "2017-02-10 dispute-opened: {ticket: T, period: 2017-02, package: A}"
BLOCKED = "2017-03-01 blocked: {reason: for not paying}"
LAST = "2017-06-01 letter-sent: {}"
OURS = "Dispute (keberatan): a policy of ours, not a clause of theirs"


def explained(*steps: str, policy: str = "as_recorded", acts: str = "as_recorded") -> dict[str, Explanation]:
    """The changes of a story, by the word of their event."""
    result = replayed(
        *steps, readings={"dispute.policy": policy}, provider="telkomsel", activated="2015-01-01", provider_acts=acts
    )
    return {one.trigger.partition(",")[0]: one for one in explain(result.events, result.rules, result.until)}


def test_an_activation_says_when_it_ends_and_by_which_reading() -> None:
    """The clause, the day, and that it is to stop by itself."""
    one = explained(ACTIVATED)["package-activated"]
    assert one.clause == "Package (paket): free at first, then paid or stopped"
    assert one.arithmetic == (
        "free for 6 months, to the end of 2016-12-31 (calendar_months)",
        "no price is agreed for later: the package is to stop by itself",
    )
    assert one.readings == (("package.free_term", "calendar_months"),)
    assert (one.precision, one.inferred) == ("month", False)


def test_a_package_with_a_price_says_it() -> None:
    """From the end of the free months on, or at once."""
    later = explained("2016-07-20 package-activated: {package: A, price: 65000, free_months: 2, by: customer}")
    assert later["package-activated"].arithmetic[1] == "from then on Rp 65.000 a month"
    at_once = explained("2016-07-20 package-activated: {package: A, price: 65000, free_months: 0, by: customer}")
    assert at_once["package-activated"].arithmetic == ("Rp 65.000 a month",)
    assert at_once["package-activated"].readings == ()


@pytest.mark.parametrize("acts", ["as_recorded", "by_the_rules"])
def test_a_dispute_says_what_it_makes_of_the_line(acts: str) -> None:
    """Payable all the same, or in suspense; wherever the policy is cited its name says whose it is."""
    asked = explained(BILL, OPENED, acts=acts)["dispute-opened"]
    assert asked.arithmetic == ("Rp 500.000 of bill 2017-02 is disputed: payable all the same",)
    assert asked.differences == ()
    fair = explained(BILL, OPENED, policy="fair", acts=acts)["dispute-opened"]
    assert fair.arithmetic == ("Rp 500.000 of bill 2017-02 is disputed: in suspense, not payable",)
    assert {one.key: str(one.after) for one in fair.differences} == {
        "suspense": "Rp 500.000",
        "payable": "Rp 100.000",
        "balance": "Rp 100.000",
    }
    assert (fair.clause, fair.readings) == (OURS, (("dispute.policy", "fair"),))


def test_a_block_during_a_dispute_says_that_the_policy_is_ours() -> None:
    """And what it stands on; read as fair the line stays active, and the act stays stored."""
    recorded = explained(BILL, OPENED, BLOCKED)["blocked"]
    assert recorded.clause == OURS
    assert recorded.arithmetic == (
        "disputed: Rp 500.000; open and not disputed: Rp 100.000",
        "of what is not disputed past a last day to pay: Rp 0",
        "to hold this against the dispute is a policy of ours, not a clause of theirs",
    )
    assert [one.key for one in recorded.differences] == ["state"]
    fair = explained(BILL, OPENED, BLOCKED, policy="fair")["blocked"]
    assert fair.arithmetic[-1] == "read as fair, the line is active; the recorded act stays stored"
    assert fair.differences == ()


def test_a_block_without_a_dispute_is_no_matter_of_the_policy() -> None:
    """No clause of the book is about it."""
    assert explained(BILL, BLOCKED)["blocked"].clause is None


def test_a_note_decides_nothing_and_says_so() -> None:
    """Only a decision closes a dispute."""
    found = explained(
        BILL, OPENED, "2017-03-24 dispute-noted: {note: no}", "2017-03-30 dispute-resolved: {outcome: upheld}"
    )
    assert found["dispute-noted"].arithmetic == ("a note, not a decision: the dispute stays open",)
    assert found["dispute-resolved"].arithmetic == ("decided: upheld; no dispute is open",)


def test_a_book_without_the_clauses_says_that_nothing_follows() -> None:
    """A package under the terms of another provider is a fact and no more."""
    result = replayed("2024-06-01 package-activated: {package: A, price: 0, free_months: 6, by: staff}")
    (change,) = explain(result.events, result.rules, result.until)
    assert change.arithmetic == ("no clause of these terms is about it: nothing follows",)
    assert [str(answer(result, "2024-06-01", key)) for key in ("package_open", "suspense")] == ["not_applicable"] * 2


def test_readings_are_consulted_where_their_clause_ran() -> None:
    """Free months, and a dispute."""

    def names(*steps: str) -> dict[str, str]:
        ledger, second = ledger_at(replayed(*steps, LAST, provider="telkomsel", activated="2015-01-01"), "2017-06-01")
        return consulted(ledger, second)

    paid = "2016-07-20 package-activated: {package: A, price: 65000, free_months: 0, by: customer}"
    assert names(BILL) == names(paid, BILL) == {}
    assert names(BILL, ACTIVATED.replace("2016-07 ", "2017-03-01 ")) == {"package.free_term": "calendar_months"}
    assert names(BILL, OPENED) == {"dispute.policy": "as_recorded"}


@pytest.mark.parametrize("acts", ["as_recorded", "by_the_rules"])
def test_the_months_add_up_with_what_is_in_suspense(acts: str) -> None:
    """What is not payable is taken out of the month in which the dispute opens, and comes back when it is rejected."""
    steps = (BILL, OPENED, "2017-03-05 paid: 100000", "2017-04-10 dispute-resolved: {outcome: rejected}", LAST)
    result = replayed(
        *steps, readings={"dispute.policy": "fair"}, provider="telkomsel", activated="2015-01-01", provider_acts=acts
    )
    rows = {row.period: row for row in months(result.events, result.rules, result.until)}
    found = {period: (str(row.suspense), str(row.closing)) for period, row in rows.items()}
    assert found == {
        "2017-02": ("Rp 500.000", "Rp 100.000"),
        "2017-03": ("Rp 0", "Rp 0"),
        "2017-04": ("-Rp 500.000", "Rp 500.000"),
        "2017-05": ("Rp 0", "Rp 500.000"),
        "2017-06": ("Rp 0", "Rp 500.000"),
    }
    for row in rows.values():
        moved = row.charges.sen - row.credit_notes.sen - row.payments.sen + row.refunds.sen - row.suspense.sen
        assert row.opening.sen + moved == row.closing.sen == row.payable.sen - row.credit.sen


def test_the_shadow_is_decided_only_where_somebody_asks_for_it() -> None:
    """A story whose policy is not fair has none, and one by the rules needs none."""
    for acts, policy, wanted in (
        ("as_recorded", "as_recorded", False),
        ("by_the_rules", "fair", False),
        ("as_recorded", "fair", True),
    ):
        result = replayed(
            BILL,
            OPENED,
            readings={"dispute.policy": policy},
            provider="telkomsel",
            activated="2015-01-01",
            provider_acts=acts,
        )
        ledger, second = ledger_at(result, "2017-02-10")
        assert (ledger.judging(second) is not ledger) == wanted


def test_looking_back_walks_the_shadow_anew() -> None:
    """A mark before the last one gives what stood there."""
    steps = (BILL, OPENED, BLOCKED, LAST)
    result = replayed(
        *steps,
        readings={"dispute.policy": "fair"},
        provider="telkomsel",
        activated="2015-01-01",
        provider_acts="as_recorded",
    )
    ledger, second = ledger_at(result, "2017-06-01")
    assert ledger.judging(second).account.suspense().sen == 500_000_00
    ledger.mark = Mark(second - 200 * 86_400)
    assert ledger.judging(second).account.bills == []
    assert [mark for mark, _ in walk((), result.rules, [Mark(second)])] == [Mark(second)]


def test_before_the_first_edition_nothing_is_fair() -> None:
    """The question is answered from what is recorded."""
    steps = ("2024-06-05 billed: {period: 2024-06, amount: 1000}", "2024-06-06 isolated: {}")
    result = replayed(*steps, provider="sengketa-net", activated="2024-01-01", provider_acts="as_recorded")
    assert answer(result, "2023-12-31", "state") == "not_active"
    assert answer(result, "2024-06-06", "state") == "active"


def test_one_file_asks_under_both_policies() -> None:
    """The same stored events, judged twice."""
    text = """\
scenario: a
provider: telkomsel
provider_acts: as_recorded
subscription: {number: "1"}
steps:
  - {at: 2017-02-01, billed: {period: 2017-02, amount: 500000}}
  - {at: 2017-02-02, dispute-opened: {ticket: T, period: 2017-02}}
  - {at: 2017-03-01, blocked: {}}
  - {at: 2017-03-01, expect: {state: blocked, payable: 500000, suspense: 0, events: 3}}
  - {at: 2017-03-01, expect: {under: {dispute.policy: fair}, state: active, payable: 0, suspense: 500000, events: 3}}
"""
    with frozen() as clock:
        assert check(replay(read_text(text, "a.yaml"), SHELF, clock), clock).holds


@pytest.mark.parametrize(
    ("lines", "payable", "suspense"),
    [
        pytest.param(
            "{for: service, amount: 100000}, {for: package, package: A, amount: unspecified}",
            "Rp 100.000",
            "unspecified",
            id="nothing else is unspecified, so what is payable is known",
        ),
        pytest.param(
            "{for: service, amount: unspecified}, {for: package, package: A, amount: unspecified}",
            "unspecified",
            "unspecified",
            id="another line is unspecified, and payable",
        ),
        pytest.param(
            "{for: package, package: B, amount: unspecified}, {for: package, package: A, amount: unspecified}",
            "unspecified",
            "unspecified",
            id="another package is unspecified, and payable",
        ),
        pytest.param(
            "{for: service, amount: unspecified}, {for: package, package: A, amount: 500000}",
            "unspecified",
            "Rp 500.000",
            id="the disputed line is known, the other is not",
        ),
    ],
)
def test_an_unspecified_line_that_is_disputed_is_not_payable(lines: str, payable: str, suspense: str) -> None:
    """Read as fair; nobody knows how much is in suspense, and yet it may be all that nobody knows of the bill."""
    billed = f"2017-02-01 billed: {{period: 2017-02, amount: unspecified, lines: [{lines}]}}"
    told = replayed(billed, OPENED, LAST, readings={"dispute.policy": "fair"}, provider="telkomsel", activated="")
    found = {key: str(answer(told, "2017-03-01", key)).partition(" (")[0] for key in ("payable", "suspense")}
    assert found == {"payable": payable, "suspense": suspense}
