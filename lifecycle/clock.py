"""One frozen clock a process: it stands at the instant that a replay has reached, and moves only when told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Protocol, cast

from freezegun import freeze_time

from lifecycle.calendar import WIB

START = datetime(1970, 1, 1, tzinfo=WIB)
"""Where the clock stands until a replay moves it; fixed, so that nothing can depend on the day of the run."""

# What draws progress and measures durations goes by the real clock, as does the store's wait for a lock.
_REAL = ["rich", "typer", "eventsourcing", "psycopg"]

# These ask for no time, or for the real one; to look through all of their names for clocks takes half of a freeze.
_TIMELESS = ["attr", "cattrs", "yaml", "msgspec", "asyncio", "concurrent", "multiprocessing", "unittest"]
_TIMELESS += ["email", "socket", "ssl", "signal", "sqlite3", "inspect", "typing"]
_TIMELESS += ["altair", "narwhals", "vl_convert", "jinja2", "markdown_it", "markupsafe", "babel", "numba", "llvmlite"]
_TIMELESS += ["numpy", "polars", "pyarrow", "weasyprint", "fontTools", "pydyf", "tinycss2", "cryptography", "starlette"]


class Moved(Protocol):
    """What the hands of a clock are moved on."""

    def move_to(self, target_datetime: datetime, /) -> None:
        """Show an instant."""


class _Nowhere:
    """Where hands move and nobody looks."""

    def move_to(self, target_datetime: datetime, /) -> None:
        """Nothing."""


class Hands:
    """The clock as one replay moves it: forward only."""

    def __init__(self, frozen_time: Moved) -> None:
        self._frozen_time = frozen_time
        self._at: datetime | None = None

    def move_to(self, at: datetime) -> None:
        """Sets the process's clock to an instant, which has an offset.

        Raises ValueError when this replay has been further already, or the instant has no offset: both are bugs,
        and never a fault of the input.
        """
        if at.tzinfo is None:
            raise ValueError(f"{at!r} has no offset; the clock moves by instants")
        if self._at is not None and at < self._at:
            raise ValueError(f"the clock of a replay goes back, from {self._at.isoformat()} to {at.isoformat()}")
        self._at = at
        # The library turns the instant into UTC by its own offset, whatever zone the machine is in.
        self._frozen_time.move_to(at)


class Clock:
    """The process's frozen clock, shared by the replays that run one after or within another."""

    def __init__(self, frozen_time: Moved) -> None:
        self._frozen_time = frozen_time

    def replay(self) -> Hands:
        """The hands for one replay, which may begin earlier than another has ended."""
        return Hands(self._frozen_time)


class _Freeze:
    """The process's one freeze, and how many are in it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._freeze = freeze_time(START, ignore=[*_REAL, *_TIMELESS])
        self._clock: Clock | None = None

    def enter(self) -> Clock:
        with self._lock:
            if self._clock is None:
                self._clock = Clock(cast(Moved, self._freeze.start()))
            self._users += 1
            return self._clock

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._freeze.stop()
                self._clock = None


_FREEZE = _Freeze()


def unfrozen() -> Clock:
    """A clock that freezes nothing, for a process that answers several questions at once.

    A freeze is the whole process's, its server's and its threads' too; what is decided asks for no time anyway.
    """
    return Clock(_Nowhere())


@contextmanager
def frozen() -> Iterator[Clock]:
    """Freezes the process's time, once: a call inside another shares the freeze, which ends with the outermost.

    Freezing costs milliseconds, moving the hands microseconds. Import everything and read every file before:
    a module imported in a freeze keeps the frozen classes. Render and measure after it.
    """
    clock = _FREEZE.enter()
    try:
        yield clock
    finally:
        _FREEZE.leave()
