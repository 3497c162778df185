"""What deciding, folding and recording cost, against a bare loop over the same events."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from lifecycle import calendar
from lifecycle.clock import frozen
from lifecycle.events import Recorded
from lifecycle.store import Store
from projections.ledger import Mark, walk
from scenarios.replay import books_used, replay
from tests.stories import SHELF, story

MONTHS = 40


def paid_story(months: int = MONTHS) -> list[str]:
    """A line that is billed and pays late, month after month."""
    steps = []
    for index in range(months):
        period = calendar.period(2022 * 12 + 5 + index)
        steps.append(f"{period}-05 billed: {{period: {period}, amount: 412500}}")
        steps.append(f"{period}-24T10:00 paid: 433125")
    return steps


def bare(events: tuple[Recorded, ...]) -> int:
    """The least that any fold must do: look at each event's class and its fields."""
    seen = 0
    for recorded in events:
        seen += recorded.version + len(recorded.event.topic) + hash(type(recorded.event)) % 2
    return seen


def timed(work: Callable[[], object], rounds: int = 15, now: Callable[[], float] = perf_counter) -> float:
    """The median seconds of some rounds, by the real clock: a default argument is out of the freeze's reach."""
    took = []
    for _ in range(rounds):
        start = now()
        work()
        took.append(now() - start)
    return median(took)


@pytest.fixture(scope="module")
def events() -> tuple[Recorded, ...]:
    """The events of such a story."""
    with frozen() as clock:
        return replay(story(*paid_story()), SHELF, clock).events


def test_fold(benchmark: BenchmarkFixture, events: tuple[Recorded, ...], ratios: list[tuple[str, float]]) -> None:
    """State, account and every fee of a story."""
    with frozen() as clock:
        rules = replay(story(*paid_story()), SHELF, clock).rules
    last = [Mark(calendar.seconds(events[-1].at))]
    benchmark(lambda: list(walk(events, rules, last)))
    ratios.append(
        ("fold against a bare loop", timed(lambda: list(walk(events, rules, last))) / timed(lambda: bare(events)))
    )


def test_end_to_end(benchmark: BenchmarkFixture, ratios: list[tuple[str, float]]) -> None:
    """Decide, record each instant, all in memory."""
    facts = story(*paid_story())

    def whole() -> None:
        with frozen() as clock, Store.open() as store:
            result = replay(facts, SHELF, clock)
            store.record(result.events, books_used(result.events, result.editions))

    with frozen() as clock:
        decided = timed(lambda: replay(facts, SHELF, clock))
        benchmark(whole)
        ratios.append(("decide and record against deciding alone", timed(whole) / decided))
