"""What a rung of the ladder does to an account."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import Blocked, Downgraded, Event, Isolated, Warned

if TYPE_CHECKING:
    from lifecycle.account import Account

_BECOMES: dict[type[Event], Becomes] = {
    Warned: Becomes.WARNED,
    Downgraded: Becomes.DOWNGRADED,
    Isolated: Becomes.ISOLATED,
    Blocked: Becomes.BLOCKED,
}


def _climb(account: "Account", event: Event, at: int) -> None:
    """The rung's fee is owed on the oldest bill that has reached it."""
    becomes = _BECOMES[type(event)]
    for bill in account.due:
        rung = bill.terms.rung(becomes)
        if rung is not None and bill.open > 0 and any(due <= at and to == becomes for due, to in bill.rungs):
            account.open.touch(bill)
            bill.rung_fees += rung.fee
            bill.downgraded = bill.downgraded or becomes == Becomes.DOWNGRADED
            return


FOLDS: dict[type[Event], Callable[["Account", Any, int], None]] = dict.fromkeys(_BECOMES, _climb)
"""Each event by its class."""
