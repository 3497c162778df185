"""A program that is killed while it writes: what it acknowledged is there, nothing is half there, and it goes on."""

import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from random import Random

import pytest

from lifecycle.events import Recorded
from lifecycle.store import Store
from tests.faults.conftest import NewUrl
from tests.faults.nursery import Nursery, nursery
from tests.faults.work import WORKS

STRIDE = 10
"""How far it comes at most before it is killed again: acknowledgments beyond those of stories that are over."""


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """Where the processes come from."""
    with nursery() as found:
        yield found


def whole(url: str, stories: Mapping[str, Sequence[Recorded]], acknowledged: Mapping[str, int]) -> int:
    """Asserts that a store holds whole instants only, all that were acknowledged among them; how many it holds."""
    with Store.open(url) as store:
        assert store.verify() is None
        assert {name for name, count in acknowledged.items() if count} <= set(store.subscriptions())
        for name in store.subscriptions():
            held = list(store.events(name))
            story = stories[name]
            assert held == list(story[: len(held)])
            assert len(held) >= acknowledged.get(name, 0), f"{name}: acknowledged, and lost"
            assert len(held) == len(story) or story[len(held)].at != held[-1].at, f"{name}: half an instant"
        return store.head.count


@pytest.mark.parametrize("name", WORKS)
def test_what_was_acknowledged_outlives_the_program(
    name: str, new_url: NewUrl, kills: int, seed: int, children: Nursery
) -> None:
    """Killed again and again at places drawn by a seed, it comes to the end that it would have come to at once."""
    work, chance = WORKS[name], Random(seed)
    stories = work.stories()
    undisturbed, began = new_url(), time.perf_counter()
    assert survived(children, name, undisturbed, None, 0, {}) == (0, {one: len(told) for one, told in stories.items()})
    pace = (time.perf_counter() - began) / work.instants
    with Store.open(undisturbed, reading=True) as store:
        expected = store.head
    killed, places = 0, set[int]()
    while killed < kills:
        url, known, ended = new_url(), dict[str, int](), 1
        while ended:
            over = sum(known.get(one) == len(story) for one, story in stories.items())
            after = chance.randrange(over + STRIDE) if killed < kills else None
            ended, known = survived(children, name, url, after, chance.uniform(0, 2 * pace), known)
            new_url.quiet(url)
            if ended:
                assert ended == -signal.SIGKILL
                killed += 1
                places.add(whole(url, stories, known))
        with Store.open(url) as store:
            assert store.head == expected
            assert store.verify() is None
    assert len(places) > min(kills, work.instants) // 4, f"the kills fell on too few places: {sorted(places)}"


def survived(
    children: Nursery, name: str, url: str, after: int | None, pause: float, known: Mapping[str, int]
) -> tuple[int, dict[str, int]]:
    """Lets a child do a work; how it ended, and what was acknowledged.

    It is killed some seconds after it acknowledged so many times, unless ``after`` is None or it ends before.
    """
    acknowledged, said = dict(known), 0
    pid = children.begin(name, url)
    while True:
        if said == after:
            time.sleep(pause)
            os.kill(pid, signal.SIGKILL)
        one = children.acknowledged()
        if one is None:
            return children.ended(), acknowledged
        said += 1
        acknowledged[one[0]] = max(acknowledged.get(one[0], 0), one[1])
