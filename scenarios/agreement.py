"""Whether what was derived is what a story expects."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from attrs import fields

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer, Refund
from scenarios.format.expected import ExpectedAmount, ExpectedRefund, ExpectedRoute, Value


def agrees(wanted: Value, derived: Answer) -> bool:
    """Whether they agree; of a route or a refund only what the story names is compared."""
    for one, other, compare in _COMPARED:
        if isinstance(wanted, one) and isinstance(derived, other):
            return compare(wanted, derived)
    return wanted == derived and (type(wanted) is type(derived) or wanted == NOT_APPLICABLE)


def difference(wanted: Value, derived: Answer) -> int | None:
    """By how many sen more was derived, where both are amounts."""
    if isinstance(wanted, ExpectedAmount) and isinstance(derived, Amount):
        return None if wanted.known is None else derived.sen - wanted.known
    return None


def _amounts(wanted: ExpectedAmount, derived: Amount) -> bool:
    return wanted.known in (None, derived.sen) and wanted.unspecified == bool(derived.unspecified)


def _instants(wanted: datetime, derived: datetime) -> bool:
    return calendar.seconds(wanted) == calendar.seconds(derived)


def _parts(wanted: ExpectedRoute | ExpectedRefund, derived: Route | Refund) -> bool:
    """Whether each part that is named agrees; the parts bear the same names on both sides."""
    named = {one.name: getattr(wanted, one.name) for one in fields(type(wanted))}
    return all(part is None or agrees(part, getattr(derived, name)) for name, part in named.items())


_COMPARED: tuple[tuple[type, type, Callable[[Any, Any], bool]], ...] = (
    (ExpectedAmount, Amount, _amounts),
    (datetime, datetime, _instants),
    (ExpectedRoute, Route, _parts),
    (ExpectedRefund, Refund, _parts),
)
"""How two values of different shape are compared; any others agree when they are equal."""
