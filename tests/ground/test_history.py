"""Given facts of a line, when the rules act between them, then this is recorded."""

import pytest

from lifecycle.events import EVENTS, Isolated, Reconnected, Terminated, word
from lifecycle.problems import Problems
from tests.stories import answer, replayed

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
LATER = "2025-06-01 letter-sent: {}"


def acts(*steps: str, **choices: object) -> list[str]:
    """What is recorded after the opening, as ``date event``; the rules' own acts are marked."""
    result = replayed(*steps, **choices)  # type: ignore[arg-type]
    return [
        f"{recorded.at:%Y-%m-%d} {word(recorded.event)}{' *' if recorded.actor == 'rules' else ''}"
        for recorded in result.events[1:]
    ]


def test_an_unpaid_bill_leads_to_isolation_and_the_end() -> None:
    """Given one bill and no payment, the rules isolate and end on their own days."""
    assert acts(BILL, LATER) == [
        "2024-06-05 billed",
        "2024-06-21 isolated *",
        "2024-09-01 terminated *",
        "2025-06-01 letter-sent",
    ]


def test_a_payment_reconnects_at_its_own_instant() -> None:
    """Given an isolated line, when all is paid, it is reconnected at once."""
    result = replayed(BILL, "2024-07-03T10:00 paid: 453750")
    assert [type(recorded.event) for recorded in result.events[2:]] == [
        Isolated,
        type(result.events[3].event),
        Reconnected,
    ]
    assert result.events[4].at == result.events[3].at


def test_the_rules_act_before_what_is_recorded_at_the_same_instant() -> None:
    """A payment stamped at the very instant of isolation comes after it (G6)."""
    assert acts(BILL, "2024-06-21T00:00:00 paid: 433125") == [
        "2024-06-05 billed",
        "2024-06-21 isolated *",
        "2024-06-21 paid",
        "2024-06-21 reconnected *",
    ]


def test_a_microsecond_before_is_in_time() -> None:
    """The last instant of the 20th."""
    assert acts(BILL, "2024-06-20T23:59:59.999999 paid: 412500", LATER)[1:-1] == ["2024-06-20 paid"]


def test_an_act_of_the_rules_says_why() -> None:
    """Clause, edition, and the readings consulted."""
    ended = replayed(BILL, LATER).events[3]
    assert isinstance(ended.event, Terminated)
    assert ended.because is not None
    assert ended.because.edition == "2023-07-01"
    assert ended.because.clause.startswith("Sanksi 2.d")
    assert ("termination.discretion", "exercised") in ended.because.readings


def test_as_recorded_only_the_file_acts() -> None:
    """The rules stand by, whatever falls due."""
    assert acts(BILL, LATER, provider_acts="as_recorded") == ["2024-06-05 billed", "2025-06-01 letter-sent"]


def test_facts_are_ordered_by_the_instant_that_counts() -> None:
    """A payment posted after the isolation is stored after it, where the bank's posting counts."""
    paid = "2024-06-19 paid: {amount: 412500, posted_at: 2024-06-22T09:00}"
    assert acts(BILL, paid, "2024-06-25 letter-sent: {}") == [
        "2024-06-05 billed",
        "2024-06-19 paid",
        "2024-06-25 letter-sent",
    ]
    assert acts(BILL, paid, "2024-06-25 letter-sent: {}", readings={"payment.dated_by": "posted"}) == [
        "2024-06-05 billed",
        "2024-06-21 isolated *",
        "2024-06-19 paid",
        "2024-06-25 letter-sent",
    ]


def test_as_recorded_keeps_the_order_written_and_still_counts_by_posting() -> None:
    """The stored order is the file's; the account goes by the effective instant."""
    result = replayed(
        BILL,
        "2024-06-19 paid: {amount: 412500, posted_at: 2024-06-22T09:00}",
        "2024-06-21 isolated: {}",
        LATER,
        readings={"payment.dated_by": "posted"},
        provider_acts="as_recorded",
    )
    assert [word(recorded.event) for recorded in result.events[2:4]] == ["paid", "isolated"]
    assert str(answer(result, "2024-06-21", "payable")) == "Rp 433.125"
    assert str(answer(result, "2024-06-22T09:00", "payable")) == "Rp 20.625"


def test_what_becomes_known_later_can_be_left_out() -> None:
    """A story as known on a day misses the facts that came to light after it."""
    from lifecycle import calendar  # noqa: PLC0415  (the one test that needs it)
    from lifecycle.clock import frozen  # noqa: PLC0415
    from scenarios.judging import Overlay  # noqa: PLC0415
    from scenarios.replay import replay  # noqa: PLC0415
    from tests.stories import SHELF, story  # noqa: PLC0415

    late = story(BILL, "2024-06-10 paid: 412500 | known_at: 2024-07-01", LATER)
    with frozen() as clock:
        known_on = Overlay(known_on=calendar.parse_instant("2024-06-30"))
        result = replay(late, SHELF, clock, known_on, calendar.parse_instant("2024-06-30"))
    assert [word(recorded.event) for recorded in result.events] == ["activated", "billed", "isolated"]


def test_bills_issued_by_the_rules_stop_with_the_subscription() -> None:
    """One a month on its day, clamped, from the activation to the end."""
    found = acts(
        "2024-04-15 terminated: {by: customer}",
        LATER,
        activated="2024-01-31",
        block="  monthly_fee: 100000\n  bills: {day: 31}",
        readings={"termination.discretion": "eligible_only"},
    )
    assert [act for act in found if "billed" in act] == [
        "2024-01-31 billed *",
        "2024-02-29 billed *",
        "2024-03-31 billed *",
    ]


def test_the_first_bill_is_on_or_after_the_activation() -> None:
    """A line activated in the morning of the day gets its first bill the month after."""
    block = "  monthly_fee: 100000\n  bills: {day: 5}"
    assert acts("2024-06-06 letter-sent: {}", activated="2024-05-05", block=block)[0] == "2024-05-05 billed *"
    assert acts("2024-06-06 letter-sent: {}", activated="2024-05-05T08:00", block=block)[0] == "2024-06-05 billed *"


REFUSALS = {
    "before the activation": ("2022-05-01 paid: 1000", "not active before 2022-05-10"),
    "a reversal without a payment": ("2024-06-01 payment-reversed: {amount: 5000}", "no payment of Rp 5.000"),
    "raising a bill where there is none": ("2024-06-01 adjusted: {amount: 5000}", "no bill to raise"),
    "an adjustment of a period that has none": (
        "2024-06-01 adjusted: {amount: 5000, period: 2024-01}",
        "no bill of 2024-01",
    ),
    "moving the due date of no bill": (
        "2024-06-01 due-date-moved: {period: 2024-01, to: 2024-06-30}",
        "no bill of 2024-01",
    ),
    "resolving no dispute": ("2024-06-01 dispute-resolved: {outcome: upheld}", "no open dispute"),
    "a refund of what was not paid": ("2024-06-01 refunded: 5000", "exceeds what was paid"),
}


@pytest.mark.parametrize(("step", "why"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_names_the_place_and_the_reason(step: str, why: str) -> None:
    """An event that the subscription refuses fails the file, in words, where it stands."""
    step = step.replace("refunded: 5000", "refunded: {amount: 5000}")
    with pytest.raises(Problems) as told:
        replayed(step, LATER)
    (problem,) = told.value.problems
    assert why in problem.message
    assert problem.line > 5


ONCE_ENDED = ["downgraded: {monthly_fee: 100000}", "resale-proven: {}", "terminated: {by: customer}"]


@pytest.mark.parametrize("what", ONCE_ENDED)
def test_an_ended_line_refuses_what_only_a_running_one_can_have(what: str) -> None:
    """And says since when it has ended."""
    with pytest.raises(Problems, match="ended on 2024-06-12"):
        replayed("2024-06-12 terminated: {by: customer}", f"2024-06-13 {what}")


def test_a_refusal_that_is_meant_stores_nothing() -> None:
    """The story goes on, and the event is not there."""
    found = acts("2024-06-01 payment-reversed: {amount: 5000} | refused: true", "2024-06-02 letter-sent: {}")
    assert found == ["2024-06-02 letter-sent"]


def test_a_fact_before_the_first_edition_lists_what_is_covered() -> None:
    """The dates that the editions cover (G10)."""
    with pytest.raises(Problems, match=r"covered from 2022-01-01 \(editions 2022-01-01, 2023-07-01\); 2021-12-31"):
        replayed("2021-12-31T23:59:59 billed: {period: 2021-12, amount: 1000}", LATER, activated="2020-01-01")


def test_a_pinned_edition_serves_dates_before_it() -> None:
    """A pin takes its edition everywhere."""
    assert acts("2021-12-05 billed: {period: 2021-12, amount: 1000}", activated="2020-01-01", edition="2023-07-01")


def test_every_event_has_a_topic_of_its_own() -> None:
    """The word files write, and the version of its shape."""
    assert len(EVENTS) == len({word(event) for event in EVENTS.values()}) == 43
    assert all(topic.partition(".")[2] == "1" for topic in EVENTS)


def test_writing_another_expectation_changes_nothing_that_is_stored() -> None:
    """Only facts are numbered, so a stored story may be asked more and more."""
    paid = "2024-06-10 paid: 412500"
    asked = replayed(BILL, "2024-06-06 expect: {state: active}", paid, LATER)
    assert replayed(BILL, paid, LATER).events == asked.events


def test_rules_act_before_1970_too() -> None:
    """A line whose activation nobody knows begins with its first fact, however long ago that is."""
    steps = ("1950-01-05 billed: {period: 1950-01, amount: 100000}", "1951-01-01 expect: {state: terminated}")
    result = replayed(*steps, provider="tangga-seluler", activated="")
    acts = [recorded for recorded in result.events if recorded.actor == "rules"]
    assert acts
    assert {recorded.at.year for recorded in acts} == {1950}
