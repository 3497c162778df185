"""What became known late, held against the same story replayed as known just before and just then."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lifecycle import calendar
from lifecycle.clock import frozen
from lifecycle.money import Amount
from lifecycle.rulebook import Shelf
from projections.answers import Answer
from projections.months import months
from projections.moved import Change, Late, moved
from scenarios.format import Story
from scenarios.judging import Overlay, editions_for, rules_for
from scenarios.replay import replay
from tests.stories import BOOKS, SHELF, story

BILL = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
NEXT = "2024-07-05 billed: {period: 2024-07, amount: 412500}"
PAID = "2024-06-18 paid: 412500 | known_at: 2024-08-02"
END = "2024-08-31 letter-sent: {}"


def late(told: Story, shelf: Shelf = SHELF, known_on: str | None = None) -> tuple[Late, ...]:
    """What a story tells that became known late."""
    overlay = Overlay(known_on=None if known_on is None else calendar.parse_instant(known_on))
    rules = rules_for(told, editions_for(told, shelf, overlay), overlay)
    return moved(told.opening, told.facts, rules, told.last, overlay.known_on)


def said(found: Sequence[Late], *keys: str) -> list[str]:
    """Each month moved, with these figures."""
    return [
        f"{month.period} {one.key} {one.before} -> {one.after}"
        for each in found
        for month in each.months
        for one in month.changes
        if one.key in keys
    ]


def test_a_payment_known_late_moves_each_month_that_was_over_by_then() -> None:
    found = late(story(BILL, PAID, NEXT, END))
    assert said(found, "state", "payable") == [
        "2024-06 state isolated -> active",
        "2024-06 payable Rp 433.125 -> Rp 0",
        "2024-07 payable Rp 886.875 -> Rp 433.125",
    ], "July's own bill is late either way"


def test_a_fact_known_within_its_month_moves_none() -> None:
    (one,) = late(story(BILL, PAID.replace("2024-08-02", "2024-06-30"), NEXT, END))
    assert one.months == ()


def test_a_fact_known_in_the_first_second_of_a_month_moves_the_month_before() -> None:
    (one,) = late(story(BILL, PAID.replace("2024-08-02", "2024-07-01"), NEXT, END))
    assert [month.period for month in one.months] == ["2024-06"]


def test_a_fact_known_after_the_story_moves_its_last_month_too() -> None:
    found = late(story(BILL, PAID.replace("2024-08-02", "2025-01-01"), NEXT, "2024-07-10 letter-sent: {}"))
    assert [month.period for month in found[0].months] == ["2024-06", "2024-07"]


def test_a_fact_known_when_it_happened_is_not_late() -> None:
    assert late(story(BILL, PAID.replace("2024-08-02", "2024-06-18"), NEXT, END)) == ()


def test_two_facts_known_at_one_instant_count_one_after_the_other() -> None:
    first = "2024-06-18 paid: 200000 | known_at: 2024-08-02"
    second = "2024-06-19 paid: 212500 | known_at: 2024-08-02"
    found = late(story(BILL, first, second, END))
    assert said(found, "payable") == [
        "2024-06 payable Rp 433.125 -> Rp 223.125",
        "2024-07 payable Rp 453.750 -> Rp 233.750",
        "2024-06 payable Rp 223.125 -> Rp 0",
        "2024-07 payable Rp 233.750 -> Rp 0",
    ]


def test_what_rests_on_a_late_fact_moves_with_it() -> None:
    """The reversal was known at once, and until the payment was there was nothing to reverse."""
    reversed_ = "2024-07-10 payment-reversed: {amount: 412500}"
    assert said(late(story(BILL, PAID, reversed_, END)), "payable") == ["2024-06 payable Rp 433.125 -> Rp 0"]


def test_as_known_before_it_nothing_is_told_of_a_late_fact() -> None:
    told = story(BILL, PAID, NEXT, END)
    assert late(told, known_on="2024-08-01T23:59:59") == ()
    assert late(told, known_on="2024-08-02") == late(told)


def test_as_recorded_a_late_fact_moves_what_is_payable_and_no_recorded_state() -> None:
    found = late(story(BILL, PAID, "2024-06-21 isolated: {}", END, provider_acts="as_recorded"))
    assert said(found, "state", "payable") == [
        "2024-06 payable Rp 433.125 -> Rp 0",
        "2024-07 payable Rp 453.750 -> Rp 0",
    ]


def test_a_dispute_known_late_moves_what_is_in_suspense() -> None:
    """The disputed line was asked for by everybody who did not know of the dispute."""
    line = "2017-02-01 billed: {period: 2017-02, amount: 500, lines: [{for: package, package: a, amount: 500}]}"
    dispute = "2017-02-10 dispute-opened: {ticket: t, period: 2017-02, package: a} | known_at: 2017-04-01"
    told = story(
        line,
        dispute,
        "2017-04-30 letter-sent: {}",
        provider="telkomsel",
        activated="",
        readings="{dispute.policy: fair}",
        provider_acts="as_recorded",
    )
    assert said(late(told), "payable", "suspense", "dispute") == [
        "2017-02 suspense Rp 0 -> Rp 500",
        "2017-02 payable Rp 500 -> Rp 0",
        "2017-02 dispute none -> open",
        "2017-03 suspense Rp 0 -> Rp 500",
        "2017-03 payable Rp 500 -> Rp 0",
        "2017-03 dispute none -> open",
    ]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two editions, the second with a fee twice as high, in force from 10 July and known from 15 August."""
    for edition in ("2022-01-01", "2024-07-10"):
        text = (BOOKS / "ganti" / f"{edition}.md").read_text("utf-8")
        if edition == "2024-07-10":
            text = text.replace('"5%"', '"10%"').replace("authority", "known_from = 2024-08-15\nauthority", 1)
        path = tmp_path / "ganti" / f"{edition}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return Shelf.open(tmp_path)


BILLS = (
    BILL.replace("412500", "100000"),
    "2024-07-12 billed: {period: 2024-07, amount: 100000}",
    "2024-08-31 letter-sent: {}",
)


def test_an_edition_published_late_moves_the_months_since_it_is_in_force(shelf: Shelf) -> None:
    (one,) = late(story(*BILLS, provider="ganti"), shelf)
    assert one.edition is not None
    assert (one.edition.edition, calendar.iso(one.known_at)) == ("2024-07-10", "2024-08-15T00:00:00+07:00")
    assert said([one], "late_fee") == ["2024-07 late_fee Rp 10.000 -> Rp 15.000"]


def test_an_edition_counts_before_the_facts_of_its_instant(shelf: Shelf) -> None:
    """So the payment moves what the new fee had come to, and the moves add up."""
    paid = "2024-07-15 paid: 100000 | known_at: 2024-08-15"
    assert said(late(story(*BILLS[:2], paid, BILLS[2], provider="ganti"), shelf), "payable") == [
        "2024-07 payable Rp 210.000 -> Rp 215.000",
        "2024-07 payable Rp 215.000 -> Rp 115.000",
    ]


def test_a_pinned_edition_known_late_is_told_as_terms_that_nobody_knew(shelf: Shelf) -> None:
    found = late(story(*BILLS, provider="ganti", edition="2024-07-10"), shelf)
    assert said(found, "payable") == ["2024-06 payable None -> Rp 110.000", "2024-07 payable None -> Rp 220.000"]


STORIES = {
    "a payment": story(BILL, PAID, NEXT, END),
    "a reversal": story(BILL, PAID, NEXT, "2024-07-10 payment-reversed: {amount: 412500} | known_at: 2024-08-20", END),
    "a bill and its correction": story(
        f"{BILL} | known_at: 2024-07-02",
        "2024-06-18 paid: 400000",
        "2024-06-25 adjusted: {amount: -12500, reason: a} | known_at: 2024-08-03T10:00",
        NEXT,
        END,
    ),
    "a fee from 2022": story(
        "2024-01-05 billed: {period: 2024-01, amount: 412500} | known_at: 2024-03-02",
        "2024-02-05 billed: {period: 2024-02, amount: 412500}",
        "2024-03-10 paid: 825000 | known_at: 2024-05-01",
        "2024-06-30 letter-sent: {}",
        activated="2023-12-01",
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_the_figures_are_those_of_the_story_as_known_before_and_then(name: str) -> None:
    """Each move is the difference of two replays that anybody can ask for."""
    told = STORIES[name]
    found = late(told)
    assert any(each.months for each in found)
    for each in found:
        before, after = (
            _closes(told, each.known_at - timedelta(seconds=1), each.known_at),
            _closes(told, each.known_at, each.known_at),
        )
        for period, (payable, state) in after.items():
            moves = {one.key: one for month in each.months if month.period == period for one in month.changes}
            then = before.get(period, (Amount(), "active"))
            assert _move(moves, "payable") == ((then[0], payable) if then[0] != payable else None)
            assert _move(moves, "state") == ((then[1], state) if then[1] != state else None)


def _move(moves: Mapping[str, Change], key: str) -> tuple[object, object] | None:
    return (moves[key].before, moves[key].after) if key in moves else None


def _closes(told: Story, known_on: datetime, as_of: datetime) -> dict[str, tuple[Answer, Answer]]:
    """How the months close that were over by an instant, as known on another."""
    with frozen() as clock:
        result = replay(told, SHELF, clock, Overlay(known_on=known_on), as_of)
    rows = months(result.events, result.rules, result.until)
    ends = {row.period: calendar.month_end(calendar.month_number(row.period)) for row in rows}
    return {row.period: (row.payable, row.state) for row in rows if row.until == ends[row.period]}
