"""One small story for every test of the store, and the means to tamper with what it left there."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from lifecycle.calendar import WIB, Period
from lifecycle.events import (
    Activated,
    BankAccount,
    Because,
    Billed,
    BillLine,
    BookUsed,
    Event,
    Isolated,
    Paid,
    Reconnected,
    Recorded,
)
from lifecycle.money import Sen
from lifecycle.store import Store
from tests.server import Server

Edit = Callable[..., None]

_TEXTS = ("# Terms\n\nA bill is due on the 20th.\n", "# Ketentuan baru — denda 5%\n")
BOOKS = {sha256(text.encode()).hexdigest(): text for text in _TEXTS}


def told(subscription: str = "indihome/122001", days: int = 0) -> list[Recorded]:
    """Six events at four instants: the rules reconnect, and a note is known later, at the payment's own instant."""
    opened = datetime(2024, 5, 10, tzinfo=WIB) + timedelta(days=days)
    unpaid = opened + timedelta(days=42)
    paid = unpaid + timedelta(days=12, hours=10, microseconds=5)
    books = tuple(BookUsed("indihome", f"edition {digest[-2:]}", digest) for digest in BOOKS)
    ladder = Because("3.1.b", "2023-07-01", (("late_fee.stacking", "replace"),))
    happened: list[tuple[datetime, Event]] = [
        (opened, Activated("indihome", subscription.partition("/")[2], opened, monthly_fee=Sen(41250000), books=books)),
        (opened + timedelta(days=26), _bill()),
        (unpaid, Isolated("tunggakan")),
        (paid, Paid(Sen(45375000), method="atm", sender=BankAccount(name="Ibu Sri — “Sri”"), posted_at=paid)),
        (paid, Reconnected()),
        (paid, Paid("unspecified", offset=540)),
    ]
    return [
        Recorded(
            subscription,
            version,
            at,
            event,
            "rules" if isinstance(event, Isolated | Reconnected) else event.actor,
            because=ladder if isinstance(event, Isolated) else None,
            step=version if isinstance(event, Paid) else None,
            known_at=at + timedelta(days=3) if version == 6 else None,
        )
        for version, (at, event) in enumerate(happened, 1)
    ]


def _bill() -> Billed:
    lines = (BillLine("service", Sen(40000000)), BillLine("tax", Sen(1250000)))
    return Billed(Period("2024-06"), Sen(41250000), due=date(2024, 6, 20), lines=lines)


@pytest.fixture
def story() -> list[Recorded]:
    """The story."""
    return told()


@pytest.fixture
def books() -> dict[str, str]:
    """The rule books that it was judged by."""
    return dict(BOOKS)


@pytest.fixture(params=["in SQLite", "in PostgreSQL"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a store is in; tests of one overrule it."""
    return str(request.param)


@pytest.fixture
def url(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The URL of a store that is not there yet."""
    if database == "in SQLite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    server: Server = request.getfixturevalue("server")
    return server.new()


@pytest.fixture
def store(database: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store: in memory, or on a server."""
    place = None if database == "in SQLite" else request.getfixturevalue("url")
    with Store.open(place) as opened:
        yield opened


@pytest.fixture
def edit(store: Store) -> Edit:
    """Runs SQL on the store, past everything that guards it."""

    def run(statement: str, *parameters: object) -> None:
        with store.recorder.database.transaction(commit=True) as cursor:
            cursor.execute(statement, parameters)

    return run
