"""A batch holds stories, gives them back, and is judged in parts as in one piece."""

import pytest

from lifecycle import calendar

np = pytest.importorskip("numpy", reason="numpy is not installed; pip install '.[portfolio]'")
pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")

from projections.columns.batch import Batch, Outcomes, State, joined, part  # noqa: E402  (needs the extra)
from projections.columns.judged import judged, not_applicable  # noqa: E402
from projections.columns.packing import batch_of  # noqa: E402
from projections.columns.stories import story_of  # noqa: E402
from tests.stories import SHELF, story  # noqa: E402

UNPAID = "2024-06-05 billed: {period: 2024-06, amount: 412500}"
PAID = "2024-06-24T10:00 paid: {amount: 300000, for_period: 2024-06, posted_at: 2024-06-25T09:00+08:00}"
LINES = "[{for: service, amount: 100000}, {for: tax, amount: 11000}]"
TAXED = f"2024-07-05 billed: {{period: 2024-07, amount: 111000, due: 2024-07-25, lines: {LINES}}}"
RESOLD = "2024-08-01 resale-proven: {}"
UNTIL = calendar.seconds(calendar.parse_instant("2024-08-02"))


def three() -> Batch:
    told = [story(UNPAID), story(UNPAID, PAID, TAXED), story(UNPAID, TAXED, RESOLD)]
    return batch_of([(one.opening, one.facts) for one in told])


def columns(batch: Batch) -> list[object]:
    return [*batch[:5], *batch.bills, *batch.payments, *batch.acts]


def test_a_story_comes_back_as_it_was_packed() -> None:
    again = [story_of(three(), row, "indihome", "122001") for row in range(3)]
    for before, after in zip(columns(three()), columns(batch_of(again)), strict=True):
        assert np.array_equal(before, after)


def test_parts_of_a_batch_come_to_what_the_whole_comes_to() -> None:
    editions = SHELF.editions("indihome")
    whole = judged(three(), editions, {}, UNTIL)
    parts = joined([judged(part(three(), *cut), editions, {}, UNTIL) for cut in ((0, 1), (1, 1), (1, 3))])
    assert all(np.array_equal(one, other) for one, other in zip(whole, parts, strict=True))
    assert list(whole.state) == [State.ISOLATED, State.ISOLATED, State.TERMINATED]
    assert list(whole.principal) == [41_250_000, 22_350_000, 52_350_000]


def test_a_fact_that_no_column_holds_is_named() -> None:
    disputed = story(UNPAID, "2024-06-10 dispute-opened: {ticket: T1, period: 2024-06, amount: 1000}")
    with pytest.raises(ValueError, match="story 1: fact 2, dispute-opened, has no column"):
        batch_of([(disputed.opening, disputed.facts)])


def test_what_no_clause_of_the_book_speaks_of_is_named() -> None:
    assert not_applicable(SHELF.editions("indihome"), {}, UNTIL) == frozenset()
    unasked = not_applicable(SHELF.editions("iconnet"), {}, UNTIL)
    assert {"late_fee", "isolated_since", "blacklisted"} <= unasked < frozenset(Outcomes._fields)
