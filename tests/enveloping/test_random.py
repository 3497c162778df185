"""What must hold of any story under any few readings: the envelope is what trying everything comes to."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.clock import frozen
from scenarios.choices import values
from scenarios.enveloping.envelope import envelope
from scenarios.enveloping.runs import Run, Runs
from scenarios.format.story import Story
from tests.enveloping.told import leaving_open, runs
from tests.stories import SHELF, story

BOOK = SHELF.editions("indihome")[-1]

FACTS = (
    "billed: {{period: 2024-{month:02d}, amount: {amount}}}",
    "billed: {{period: 2024-{month:02d}, amount: {amount}, lines: [{{for: tax, amount: {amount}}}]}}",
    "paid: {amount}",
    "paid: {amount}",
    "paid: {{amount: {amount}, posted_at: 2024-{month:02d}-28T09:00}}",
    "paid: {{amount: {amount}, for_period: 2024-{month:02d}}}",
    "resale-proven: {{}}",
    "terminated: {{by: customer, reason: wish}}",
    "expect: {{next_termination: never, state: active}}",
    "expect: {{payable: 0, blacklisted: false}}",
)

BILLS = ((4, 412_500), (5, 15_000))

AT = ("2024-{month:02d}-{day:02d}T22:30", "2024-{month:02d}-{later:02d}T00:30+09:00")
"""An instant late in the evening, and the same one in Jayapura, where it is the next day."""

moments = st.lists(
    st.tuples(
        st.integers(4, 10),
        st.integers(1, 27),
        st.integers(0, len(FACTS) - 1),
        st.sampled_from((1, 150, 4125)),
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=6,
)


def told(found: list[tuple[int, int, int, int, int]]) -> Story:
    """Two bills of April and May, and what else happens, to the end of the year."""
    steps = []
    for month, day, what, amount, where in sorted(found, key=lambda one: one[:2]):
        at = AT[where].format(month=month, day=day, later=day + 1)
        steps.append(f"{at} {FACTS[what].format(month=month, amount=amount * 100)}")
    bills = [f"2024-04-01 billed: {{period: 2024-0{month}, amount: {amount}}}" for month, amount in BILLS]
    return story(*bills, *steps, "2024-12-24 expect: {payable: 0, state: active}", activated="2023-09-02")


def brute(own: Runs, names: list[str]) -> dict[tuple[tuple[str, str], ...], Run]:
    """Every combination of all that the book leaves open, decided with all of its values chosen."""
    allowed = [[(name, value) for value in values(name, own.base.editions)] for name in names]
    return {chosen: own.deciding(dict(chosen)) for chosen in product(*allowed)}


def extremes(tried: Mapping[tuple[tuple[str, str], ...], Run]) -> dict[tuple[str, ...], tuple[int, int]]:
    """The least and the most owed, by what of it is unspecified."""
    found: dict[tuple[str, ...], list[int]] = {}
    for run in tried.values():
        if run.usable:
            found.setdefault(tuple(run.owed.parts), []).append(run.owed.sen)
    return {parts: (min(sums), max(sums)) for parts, sums in found.items()}


@settings(max_examples=25)
@given(moments, st.sets(st.sampled_from(sorted(BOOK.readings)), min_size=1, max_size=3))
def test_the_envelope_is_what_trying_everything_comes_to(
    found: list[tuple[int, int, int, int, int]], names: set[str]
) -> None:
    """Though it tries only what is consulted: least, most, each combination, and each expectation under it."""
    book, tale = leaving_open(BOOK, names), told(found)
    with frozen() as clock:
        few, every = runs(tale, clock, (book,)), brute(runs(tale, clock, (book,)), sorted(names))
        come = envelope(few)
        for chosen, run in every.items():
            same = few.of(dict(chosen))
            assert same.said == run.said, chosen
            assert [one.holds for one in same.judged] == [one.holds for one in run.judged], chosen
    assert come.exact
    assert come.tried <= come.number <= len(every)
    assert {
        tuple(one.least.run.owed.parts): (one.least.run.owed.sen, one.most.run.owed.sen) for one in come.ranges
    } == extremes(every)
