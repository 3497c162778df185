"""What the compiled stepping answers, what it leaves to the events, and what it refuses."""

from collections.abc import Callable

import pytest

from lifecycle import calendar
from lifecycle.rulebook import NotCovered, Shelf

np = pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from projections.columns.batch import Batch, State, chosen  # noqa: E402  (needs the extra)
from projections.columns.checks import sound  # noqa: E402
from projections.columns.judged import judged, stepped  # noqa: E402
from projections.columns.packing import batch_of  # noqa: E402
from projections.columns.replayed import by_replay  # noqa: E402
from projections.columns.uncovered import Uncovered  # noqa: E402
from tests.columns.agreement import differences  # noqa: E402
from tests.columns.histories import EDITIONS, cases  # noqa: E402
from tests.columns.interpreted import interpreted  # noqa: E402
from tests.stories import SHELF, story  # noqa: E402

POOLED = {"late_fee.base": "all_overdue", "late_fee.tax": "without_tax"}
UNTIL = calendar.seconds(calendar.parse_instant("2024-09-02"))


def bill(period: str, amount: int, tax: int) -> str:
    lines = f"[{{for: service, amount: {amount - tax}}}, {{for: tax, amount: {tax}}}]"
    return f"{period}-05 billed: {{period: {period}, amount: {amount}, lines: {lines}}}"


def packed(*steps: str, **head: str) -> Batch:
    told = story(*steps, **head)
    return batch_of([(told.opening, told.facts)])


NOTHING = batch_of([])


def test_compiled_the_stepping_comes_to_what_the_events_come_to() -> None:
    for case in cases():
        assert differences(case.batch, case.editions, case.readings, case.until, case.pin, step=None) == []


def test_what_64_bits_do_not_hold_goes_the_way_of_the_events() -> None:
    batch = packed(*(bill(f"2024-0{month}", 99_999_999 + month, 9_909_989) for month in (6, 7, 8)))
    _, beyond = stepped(batch, EDITIONS, POOLED, UNTIL, step=interpreted)
    assert list(beyond) == [1]
    for ours, theirs in zip(
        judged(batch, EDITIONS, POOLED, UNTIL), by_replay(batch, EDITIONS, POOLED, UNTIL), strict=True
    ):
        assert list(ours) == list(theirs)


def test_subscriptions_are_chosen_in_any_order() -> None:
    told = [
        story(bill("2024-06", 300_000, 0)),
        story("2024-06-05 paid: 1"),
        story(bill("2024-06", 412_500, 0), "2024-06-10 paid: 412500"),
    ]
    batch = batch_of([(one.opening, one.facts) for one in told])
    found, _ = stepped(chosen(batch, np.array([2, 0])), EDITIONS, {}, UNTIL, step=interpreted)
    assert list(found.state) == [State.ACTIVE, State.TERMINATED]
    assert list(found.paid) == [41_250_000, 0]


def test_nobody_comes_to_nothing() -> None:
    assert {len(column) for column in judged(NOTHING, EDITIONS, {}, UNTIL)} == {0}


def test_facts_need_not_be_in_order() -> None:
    batch = packed(bill("2024-06", 300_000, 0), "2024-06-10 paid: 300000", bill("2024-07", 300_000, 0))
    turned = batch._replace(
        bills=type(batch.bills)(batch.bills.offsets, *(one[::-1].copy() for one in batch.bills[1:]))
    )
    assert differences(turned, EDITIONS, {}, UNTIL) == []


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("telkomsel", r"\[package\]"),
        ("masterweb", r"\[order\]"),
        ("postclic", r"\[trial\]"),
        ("pln-routing", r"\[routing\]"),
    ],
)
def test_a_clause_that_the_columns_lack_is_named(provider: str, words: str) -> None:
    with pytest.raises(Uncovered, match=words):
        judged(NOTHING, Shelf.open().editions(provider), {}, UNTIL)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            lambda batch: batch._replace(given_fee=np.array([10**14])),
            r"given_fee\[0\] is 100000000000000: an amount is",
        ),
        (lambda batch: batch._replace(bills_day=np.array([32])), r"bills_day\[0\] is 32: a day of the month"),
        (lambda batch: batch._replace(bills_day=np.array([5])), "subscription 0 has a day of bills and no monthly fee"),
        (lambda batch: batch._replace(activated=np.array([10**12])), r"activated\[0\] is 1000000000000: an instant"),
        (lambda batch: batch._replace(monthly_fee=np.array([1, 2])), "monthly_fee has 2 entries"),
        (
            lambda batch: batch._replace(bills=batch.bills._replace(offsets=np.array([0, 2]))),
            "bills.offsets must rise from 0",
        ),
    ],
    ids=["an amount", "a day", "no fee", "an instant", "a length", "offsets"],
)
def test_a_number_that_no_batch_may_hold_is_refused(spoil: Callable[[Batch], Batch], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        judged(spoil(packed(bill("2024-06", 300_000, 0))), EDITIONS, {}, UNTIL)


def test_what_was_checked_is_checked_again_where_it_is_changed() -> None:
    checked = sound(packed(bill("2024-06", 300_000, 0)))
    assert sound(checked) is checked
    with pytest.raises(ValueError, match=r"bills_day\[0\] is 32"):
        judged(checked._replace(bills_day=np.array([32])), EDITIONS, {}, UNTIL)


def test_an_unknown_reading_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no clause has these readings: late_fee.base: none"):
        judged(NOTHING, EDITIONS, {"late_fee.base": "none"}, UNTIL)


def test_a_bill_before_the_first_edition_is_not_covered() -> None:
    batch = packed("2021-09-05 billed: {period: 2021-09, amount: 1000}", provider="indihome", activated="2020-01-01")
    with pytest.raises(NotCovered, match="covered from 2022-01-01"):
        judged(batch, EDITIONS, {}, UNTIL)


def test_editions_with_and_without_a_clause_on_cancelling_do_not_mix() -> None:
    mixed = (*SHELF.editions("rawa-serat")[:1], *SHELF.editions("contoh-net"))
    with pytest.raises(Uncovered, match=r"\[cancellation\], and another edition has none"):
        judged(NOTHING, mixed, {}, UNTIL)
