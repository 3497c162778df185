"""The frozen clock: one a process, moved by replays, forward only within each."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module

import pytest
from freezegun.api import datetime_to_fakedatetime

from lifecycle.calendar import WIB
from lifecycle.clock import START, frozen

NOON = datetime(2024, 6, 21, 12, 30, 0, 5, tzinfo=WIB)
SHOW = """
import time
from datetime import datetime
from lifecycle.calendar import WIB
from lifecycle.clock import frozen
at = datetime(2024, 3, 10, 2, 30, tzinfo=WIB)
with frozen() as clock:
    clock.replay().move_to(at)
    print(datetime.now(WIB) == at, datetime.now(WIB).isoformat(), time.time() == at.timestamp())
"""


def test_the_clock_stands_where_the_replay_moved_it() -> None:
    """In WIB, in UTC and as a timestamp, to the microsecond."""
    with frozen() as clock:
        clock.replay().move_to(NOON)
        assert datetime.now(WIB) == datetime.now(UTC) == NOON
        assert datetime.now(WIB).isoformat() == NOON.isoformat()
        assert abs(time.time() - NOON.timestamp()) < 1e-6


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Jakarta", "Pacific/Auckland"])
def test_the_machine_s_zone_does_not_matter(zone: str) -> None:
    """Not even at an instant that New York's clocks leave out."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone}
    run = subprocess.run([sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "2024-03-10T02:30:00+07:00", "True"]


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(NOON.astimezone(UTC), id="in UTC"),
        pytest.param(NOON.astimezone(timezone(timedelta(hours=9))), id="in another offset"),
        pytest.param(datetime_to_fakedatetime(NOON), id="frozen"),
        pytest.param(datetime(1945, 8, 17, 10, tzinfo=WIB), id="before 1970"),
    ],
)
def test_any_instant_with_an_offset_will_do(at: datetime) -> None:
    """However it is written."""
    with frozen() as clock:
        clock.replay().move_to(at)
        assert datetime.now(WIB) == at


def test_until_it_is_moved_the_clock_stands_at_a_fixed_instant() -> None:
    """In every freeze anew, so that nothing depends on the day or on what was replayed before."""
    for _ in range(2):
        with frozen() as clock:
            assert datetime.now(WIB) == START
            clock.replay().move_to(NOON)


def test_time_stands_still_until_it_is_moved() -> None:
    """And the same instant may come again."""
    with frozen() as clock:
        hands = clock.replay()
        hands.move_to(NOON)
        assert datetime.now(WIB) == datetime.now(WIB)
        hands.move_to(NOON)
        hands.move_to(NOON + timedelta(microseconds=1))
        assert datetime.now(WIB) == NOON + timedelta(microseconds=1)


def test_a_replay_does_not_go_back() -> None:
    """That is a bug; the clock stays where it was."""
    with frozen() as clock:
        hands = clock.replay()
        hands.move_to(NOON)
        with pytest.raises(ValueError, match=r"goes back, from 2024-06-21T12:30:00.000005\+07:00 to 2024-06-21T12"):
            hands.move_to(NOON - timedelta(microseconds=1))
        assert datetime.now(WIB) == NOON


def test_an_instant_without_offset_is_a_bug() -> None:
    """It would mean another one on another machine."""
    with frozen() as clock, pytest.raises(ValueError, match="has no offset"):
        clock.replay().move_to(datetime(2024, 6, 21))


def test_another_replay_begins_where_it_likes() -> None:
    """Many files share one freeze; each guards its own story only."""
    with frozen() as clock:
        first, second = clock.replay(), clock.replay()
        first.move_to(NOON)
        second.move_to(NOON - timedelta(days=900))
        assert datetime.now(WIB) == NOON - timedelta(days=900)
        first.move_to(NOON)
        assert datetime.now(WIB) == NOON


def test_a_freeze_within_a_freeze_is_the_same_one() -> None:
    """It ends with the outermost."""
    with frozen() as outer:
        with frozen() as inner:
            assert inner is outer
            inner.replay().move_to(NOON)
        assert datetime.now(WIB) == NOON
    assert type(datetime.now(WIB)).__name__ == "datetime"


def test_an_error_thaws_the_clock() -> None:
    """However deep in a replay it happened."""
    with pytest.raises(LookupError), frozen(), frozen():
        raise LookupError
    assert type(datetime.now(WIB)).__name__ == "datetime"
    with frozen():
        assert datetime.now(WIB) == START


@pytest.mark.parametrize("module", ["rich.console", "eventsourcing.persistence"])
def test_what_draws_and_waits_goes_by_the_real_clock(module: str) -> None:
    """A progress bar and the wait for a locked store would otherwise stand still, too."""
    real = vars(import_module(module))["monotonic"]
    with frozen():
        assert vars(import_module(module))["monotonic"] is real
        assert time.monotonic is not real
