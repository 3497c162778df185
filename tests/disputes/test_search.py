"""Under which reading or edition a provider's number comes out exactly, or that under none does."""

import pytest

from lifecycle import calendar
from lifecycle.clock import frozen
from projections.disputes.dispute import dispute
from projections.ledger import Told
from scenarios.check import check
from scenarios.choices import Choice
from scenarios.replay import replay
from scenarios.report import search_lines
from scenarios.search import Search, Sought, search
from tests.disputes.told import PACKAGE, reported
from tests.stories import SHELF, story

BILL = "2024-06-05 billed: {period: 2024-06, amount: 400000}"
PART = "2024-06-10 paid: 100000"
ISOLATED = "2024-06-21 isolated: {}"
PRINCIPAL = "2024-06-25 paid: 400000"


def claim(at: str, key: str, value: object) -> str:
    return f"{at} expect: {{{key}: {value}}}"


CLAIMS: dict[str, tuple[tuple[str, ...], str]] = {
    "a fee added where the book replaces": (
        (BILL, claim("2024-07-31", "payable", 460000)), "late_fee.stacking=add",
    ),
    "two readings together, where neither does alone": (
        (BILL, PART, claim("2024-07-31", "payable", 360000)),
        "late_fee.stacking=add, late_fee.partial_payment=full_bill",
    ),
    "an instant under the other edition": (
        (BILL, claim("2024-09-30", "terminated_at", "2024-08-01")), "edition 2022-01-01",
    ),
    "a number that nothing gives": ((BILL, claim("2024-07-31", "payable", 412345)), ""),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "under"), CLAIMS.values(), ids=CLAIMS)
def test_a_number_that_is_claimed(steps: tuple[str, ...], under: str) -> None:
    report = reported(*steps)
    ((_, sought),) = report.search.claims
    found = [{*str(one).split(", ")} for one in sought.comes_out]
    assert ({*under.split(", ")} in found) if under else not found
    assert report.found


def test_a_number_that_the_rules_give_is_no_claim() -> None:
    report = reported(BILL, claim("2024-07-31", "payable", 440000))
    assert (report.search.claims, report.search.tried, report.found) == ((), 0, False)


def test_one_choice_is_enough_before_two_are_tried() -> None:
    """Where a reading alone explains all, no pair is tried."""
    report = reported(BILL, claim("2024-07-31", "payable", 460000))
    ((_, sought),) = report.search.claims
    assert [str(one) for one in sought.comes_out] == ["late_fee.stacking=add"]
    assert report.search.tried < 20, "so many other values and editions there are, one by one"


def test_a_finding_hangs_on_the_readings_that_make_it_go() -> None:
    """The principal is paid and its fee is not: whether that brings the line back is a reading."""
    report = reported(
        BILL, ISOLATED, PRINCIPAL, "2024-06-30 letter-sent: {}",
        readings={"isolation.lifted_when": "overdue"}, provider_acts="as_recorded",
    )  # fmt: skip
    (finding,) = report.dispute.findings
    (sought,) = report.search.findings
    assert finding.code == "NOT_RECONNECTED"
    assert "isolation.lifted_when" in sought.readings
    assert "isolation.lifted_when=overdue_and_fees" in map(str, sought.comes_out)


def test_a_finding_that_no_reading_touches_says_so() -> None:
    report = reported(PACKAGE, "2017-03-01 dispute-noted: {}", provider="telkomsel", activated="")
    (sought,) = report.search.findings
    assert (sought.hangs_on, sought.comes_out) == ((), ())
    (told,) = search_lines.finding_lines(sought, report.search)
    assert told == search_lines.NO_OTHER, "no reading was consulted: there is nothing else to try"


def test_an_edition_that_nobody_knows_makes_nothing_right() -> None:
    """Under the rules of June 2021 no call is misrouted, as nobody knows where they sent it."""
    call = "2021-11-05 contacted: {topic: coverage, routed_to: iconnet_contact_centre}"
    report = reported(call, provider="pln-routing", activated="", provider_acts="as_recorded")
    (sought,) = report.search.findings
    assert (sought.hangs_on, sought.comes_out) == ((), ())


@pytest.mark.parametrize(
    ("tried", "words"),
    [
        (0, search_lines.NO_OTHER),
        (1, "the same under the one other choice tried"),
        (7, "the same under each of the 7 other choices tried"),
    ],
    ids=["none", "one", "several"],
)
def test_how_many_other_choices_leave_a_finding_as_it_is(tried: int, words: str) -> None:
    search = Search(tried, cut=False, findings=(), claims=())
    assert list(search_lines.finding_lines(Sought(), search)) == [words]


def test_a_finding_that_turns_into_another_has_not_come_out() -> None:
    """Isolated in June for a bill due in June; under the older edition as well, and under no reading rightly."""
    report = reported(BILL, "2024-06-20 isolated: {}", "2024-06-22 letter-sent: {}", provider_acts="as_recorded")
    (finding,) = report.dispute.findings
    (sought,) = report.search.findings
    assert (finding.code, sought.comes_out) == ("ISOLATED_TOO_EARLY", ())
    assert finding.working[-1] == "that is 1 day too early"


def test_the_search_stops_where_it_is_told_and_says_so() -> None:
    told = story(BILL, claim("2024-07-31", "payable", 412345))
    with frozen() as clock:
        replayed = replay(told, SHELF, clock)
        found = dispute(Told(replayed.events, replayed.rules, calendar.seconds(replayed.until)))
        sought = search(replayed, found.findings, check(replayed, clock).outcomes, clock, most=20)
    assert (sought.tried, sought.cut) == (20, True)
    assert search_lines.tried(sought).endswith("there are more, which were not tried")


def test_a_choice_that_refuses_what_the_story_tells_explains_nothing() -> None:
    """Under `add` more is owed than was paid; what the book then refuses is no explanation."""
    steps = (BILL, "2024-08-01 adjusted: {amount: -1}", "2024-08-02 terminated: {by: customer}")
    report = reported(*steps, claim("2024-08-03", "payable", 1))
    ((_, sought),) = report.search.claims
    assert sought.comes_out == ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("a=1", "a=2", "b=1"), "a=1 or 2; b=1"),
        ((), ""),
    ],
    ids=["values of one reading stand together", "none"],
)
def test_choices_in_words(said: tuple[str, ...], words: str) -> None:
    choices = [Choice(((name.partition("=")[0], name.partition("=")[2]),)) for name in said]
    assert search_lines.listed(choices) == words
