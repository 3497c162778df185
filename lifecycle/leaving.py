"""What the end of a subscription, or a customer's asking for it, does to its account."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lifecycle import cancelling, ending
from lifecycle.events import Event, Terminated

if TYPE_CHECKING:
    from lifecycle.account import Account


def _end(account: "Account", event: Terminated, at: int) -> None:
    right = account.rights.first_to_end if event.reason == "arrears" else None
    terms = right.bill.terms if right else account.rules.at(at)
    _close(account, event, at)
    _leave_behind(account, at)
    account.charged.update(ending.charge(event, at, account.activated, terms, right, account.rules.givens))


def _close(account: "Account", event: Terminated, at: int) -> None:
    in_arrears = any(bill.overdue(at) for bill in account.due)
    account.ended, account.ended_as = at, ending.kind(event, in_arrears=in_arrears)


def _cancel(account: "Account", event: Event, at: int) -> None:
    terms = account.rules.at(at)
    if terms.book.cancellation is None:
        return  # Of a trial alone, it stops charges that are still to come.
    account.cancelling.take_in(event, at, terms)
    if account.cancelling.confirmed == at and account.ended is None:
        _close(account, ending.BY_WISH, at)
    _leave_behind(account, at)


def _leave_behind(account: "Account", at: int) -> None:
    """Bills issued already, of periods that now prove to lie after the end; only a clause on cancelling asks."""
    if account.rules.at(at).book.cancellation is None:
        return
    for bill in account.bills:
        if not bill.after_end and account.after_end(bill.month, at):
            account.open.touch(bill)
            bill.after_end = True
            bill.reckon()


FOLDS: dict[type[Event], Callable[["Account", Any, int], None]] = {
    Terminated: _end,
    **dict.fromkeys(cancelling.TAKES, _cancel),
}
"""Each event by its class."""
