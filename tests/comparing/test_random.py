"""What must hold of any story and any change: the parts and the rest are the whole, to the sen."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.clock import frozen
from lifecycle.money import Amount
from lifecycle.problems import Problems
from scenarios.check import check
from scenarios.comparing.change import Change, added
from scenarios.comparing.comparison import Comparison
from scenarios.comparing.outcome import outcome
from scenarios.format.story import Story, read_text
from scenarios.judging import Overlay
from scenarios.replay import decided, replay
from tests.comparing.told import SHELF, changed

VALUES = {
    "late_fee.tier[0].rate": ("0%", "4%", "7%", "33.33%"),
    "late_fee.tier[0].minimum": ("0", "1", "90000"),
    "late_fee.tier[1].rate": ("5%", "12.5%"),
    "arrears.rung[0].at.days_after": ("2", "5", "40"),
    "arrears.rung[1].at.month": ("4", "5"),
    "arrears.rung[1].vests.day": ("1", "28"),
    "minimum_term.months": ("1", "36"),
    "billing.due.day": ("10", "25"),
    "readings.late_fee.stacking.default": ("add",),
    "readings.late_fee.base.default": ("all_overdue", "all_billed"),
    "readings.payment.allocation.default": ("oldest_bill_fee_first",),
    "readings.isolation.lifted_when.default": ("overdue", "all_billed"),
}

changes = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 9), min_size=1, max_size=4).map(
    lambda chosen: {path: VALUES[path][number % len(VALUES[path])] for path, number in chosen.items()}
)
months = st.lists(
    st.tuples(st.integers(1, 600_000), st.integers(1, 28), st.one_of(st.none(), st.integers(1, 60))),
    min_size=1,
    max_size=4,
)


def story(bills: list[tuple[int, int, int | None]]) -> Story:
    """Bills of the months from May 2024 on: how much, issued on which day, what part of it paid how much later."""
    lines = ["scenario: s", "provider: indihome", 'subscription: {number: "1", activated: 2023-09-02}', "steps:"]
    steps = []
    for number, (amount, day, paid) in enumerate(bills):
        period = f"2024-{5 + number:02d}"
        steps.append((f"{period}-{day:02d}", f"billed: {{period: {period}, amount: {amount}}}"))
        if paid is not None:
            later = f"2024-{5 + number + (day + paid) // 28:02d}-{1 + (day + paid) % 28:02d}T10:00"
            steps.append((later, f"paid: {max(1, amount * (paid % 4 + 1) // 4)}"))
    looked = [f"2024-{month:02d}-{day}" for month in range(5, 12) for day in ("03", "22", "26")]
    steps += [(at, "expect: {late_fee: 0, payable: 0, state: active}") for at in (*looked, "2024-12-24")]
    for at, what in sorted(steps):
        lines += [f"  - at: {at}", f"    {what}"]
    return read_text("\n".join(lines) + "\n", "story.yaml")


@settings(max_examples=60)
@given(months, changes)
def test_the_parts_and_the_rest_are_what_two_replays_differ_by(
    bills: list[tuple[int, int, int | None]], values: dict[str, str]
) -> None:
    told, editions = story(bills), SHELF.editions("indihome")
    try:
        between = changed(values)
    except Problems:
        return
    with frozen() as clock:
        try:
            found = Comparison(between, clock).of(told, editions)
        except Problems:
            return
        first, second = (
            outcome(decided(told, between.place(editions, book), Overlay(), clock))
            for book in (between.before, between.after)
        )
    differs = {kind: Change.between(one, second.amounts[kind]) for kind, one in first.amounts.items()}
    assert {one.kind: one.change for one in found.sums if one.change} == {
        kind: one for kind, one in differs.items() if one
    }
    for one in found.sums:
        assert added((*one.shares, one.rest)) == one.change
        assert one.before.sen + sum(share.sen for share in one.shares) + one.rest.sen == one.after.sen
    assert (found.reason is None) or first == second


LATE_FEES = {
    "late_fee.tier[0].rate": ("0%", "4%", "5.01%"),
    "late_fee.tier[0].minimum": ("0", "1", "6000", "90000"),
    "late_fee.tier[0].from.days_after": ("2", "9"),
    "late_fee.tier[1].rate": ("5%", "11%"),
    "late_fee.tier[1].minimum": ("1", "12000"),
    "late_fee.tier[1].growth": ("0%", "20%"),
    "readings.late_fee.stacking.default": ("add",),
    "readings.late_fee.partial_payment.default": ("full_bill", "per_portion", "each_payment"),
    "readings.late_fee.after_last_tier.default": ("none", "grow"),
    "readings.late_fee.base.default": ("all_overdue",),
    "readings.late_fee.tax.default": ("without_tax",),
}

fee_changes = st.dictionaries(st.sampled_from(sorted(LATE_FEES)), st.integers(0, 9), min_size=1, max_size=2).map(
    lambda chosen: {path: LATE_FEES[path][number % len(LATE_FEES[path])] for path, number in chosen.items()}
)


@settings(max_examples=80)
@given(months, fee_changes)
def test_fees_that_one_replay_shows_to_be_the_same_are_so_at_every_instant(
    bills: list[tuple[int, int, int | None]], values: dict[str, str]
) -> None:
    """At the end, and at whatever a story looks on its way."""
    told, editions = story(bills), SHELF.editions("indihome")
    try:
        between = changed(values)
    except Problems:
        return
    with frozen() as clock:
        try:
            first = replay(told, editions, clock)
        except Problems:
            return
        if Comparison(between, clock).ruled_out(first, editions)[0] is None:
            return
        second = decided(told, between.place(editions, between.after), Overlay(), clock)
        assert outcome(first) == outcome(second)
        looked = ([one.derived for one in check(each, clock).outcomes] for each in (first, second))
        assert next(looked) == next(looked)


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.frozensets(st.sampled_from("abc"))), min_size=2, max_size=5),
)
def test_changes_along_a_way_add_up_to_the_change_from_end_to_end(way: list[tuple[int, frozenset[str]]]) -> None:
    """In the known part, and for each unspecified part."""
    amounts = [Amount(sen, parts) for sen, parts in way]
    steps = [Change.between(one, other) for one, other in pairwise(amounts)]
    assert added(steps) == Change.between(amounts[0], amounts[-1])
    assert not added([*steps, -added(steps)])
