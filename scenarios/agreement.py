"""Whether what was derived is what a story expects."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from attrs import fields

from lifecycle import calendar
from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.clauses.routing import Route
from lifecycle.events import BankAccount
from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer, Refund
from projections.findings.finding import Found
from scenarios.format.expected import ABSENT, ExpectedAmount, ExpectedFinding, ExpectedRefund, ExpectedRoute, Value


def agrees(wanted: Value, derived: Answer, *, whole: bool = True) -> bool:
    """Whether they agree; of a route, a refund or findings not ``whole``, only what the story names is asked."""
    if isinstance(derived, Found) and isinstance(wanted, tuple):
        return _findings(wanted, derived, whole=whole)
    return _agree(wanted, derived)


def difference(wanted: Value, derived: Answer) -> int | None:
    """By how many sen more was derived, where both are amounts; of a refund, of the first of its sums that differs."""
    if isinstance(wanted, ExpectedRefund) and isinstance(derived, Refund):
        sums = ((wanted.gross, derived.gross), (wanted.net, derived.net))
        found = [difference(one, other) for one, other in sums if one is not None and not agrees(one, other)]
        return found[0] if found else None
    if isinstance(wanted, ExpectedAmount) and isinstance(derived, Amount):
        return None if wanted.known is None else derived.sen - wanted.known
    return None


def _agree(wanted: Any, derived: Any) -> bool:
    for one, other, compare in _COMPARED:
        if isinstance(wanted, one) and isinstance(derived, other):
            return compare(wanted, derived)
    return bool(wanted == derived) and (type(wanted) is type(derived) or wanted == NOT_APPLICABLE)


def _findings(wanted: tuple[ExpectedFinding, ...], derived: Found, *, whole: bool) -> bool:
    """Whether each code that is expected was found, with the rupiah expected; of a ``whole`` set, no other either."""
    found = dict(derived.codes)
    if whole and found.keys() != {one.code for one in wanted}:
        return False
    return all(
        one.code in found and (one.amount is None or _amounts(one.amount, found[one.code] or Amount()))
        for one in wanted
    )


def _amounts(wanted: ExpectedAmount, derived: Amount) -> bool:
    return wanted.known in (None, derived.sen) and wanted.unspecified == bool(derived.unspecified)


def _instants(wanted: datetime, derived: datetime) -> bool:
    return wanted == derived


def _days(wanted: datetime, derived: date) -> bool:
    """Whether a day is the one wanted, as the instant at which it begins."""
    return wanted == calendar.midnight(derived)


def _parts(wanted: ExpectedRoute | ExpectedRefund, derived: Route | Refund) -> bool:
    """Whether each part that is named agrees; the parts bear the same names on both sides."""
    named = {one.name: getattr(wanted, one.name) for one in fields(type(wanted))}
    return all(part is None or _part(part, getattr(derived, name)) for name, part in named.items())


def _part(wanted: Any, derived: Any) -> bool:
    return derived is None if wanted == ABSENT else _agree(wanted, derived)


def _accounts(wanted: BankAccount, derived: BankAccount) -> bool:
    """Whether an account is the one wanted, as far as that is told; its parts are read as the rules read them."""
    return (
        (wanted.name is None or same_name(wanted.name, derived.name))
        and (wanted.number is None or same_number(wanted.number, derived.number))
        and (wanted.bank is None or same_bank(wanted.bank, derived.bank))
    )


_COMPARED: tuple[tuple[type, type, Callable[[Any, Any], bool]], ...] = (
    (ExpectedAmount, Amount, _amounts),
    (datetime, datetime, _instants),
    (datetime, date, _days),
    (ExpectedRoute, Route, _parts),
    (ExpectedRefund, Refund, _parts),
    (BankAccount, BankAccount, _accounts),
)
"""How two values of such types are compared; any others agree when they are equal."""
