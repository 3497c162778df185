"""Each event must say what it means to every fold, or a new one goes unnoticed."""

from lifecycle.account import FOLDS
from lifecycle.events import EVENTS
from lifecycle.silent import WITHOUT_MONEY, WITHOUT_STATUS
from lifecycle.subscription import EVOLUTIONS

ALL = set(EVENTS.values())


def test_the_account_knows_every_event() -> None:
    """Those that move money and those that do not are all there are, each once."""
    assert set(FOLDS) | WITHOUT_MONEY == ALL
    assert not set(FOLDS) & WITHOUT_MONEY


def test_the_aggregate_knows_every_event() -> None:
    """Those that change the state and those that do not are all there are, each once."""
    assert set(EVOLUTIONS) | WITHOUT_STATUS == ALL
    assert not set(EVOLUTIONS) & WITHOUT_STATUS
