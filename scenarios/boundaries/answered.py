"""What is derived, in the notation in which a story expects it."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from attrs import fields

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.events import BankAccount
from lifecycle.money import Amount
from projections.answers import NEVER, NOT_APPLICABLE, Answer, Refund
from projections.findings.finding import Found
from scenarios.boundaries.plot import rupiah, written

COUNTS = ("events", "events_visible_to_customer")
"""Keys that count what is stored, which says little of a clause."""

_NOTHING = (False, 0, NEVER, "none", Amount(), Found())


def telling(answers: Mapping[str, Answer], *, counted: bool) -> dict[str, str]:
    """Each answer that says something of the clauses, as a story writes it; of what does not apply none."""
    left_out = COUNTS[counted:]
    return {key: notation(value) for key, value in answers.items() if value != NOT_APPLICABLE and key not in left_out}


def is_nothing(value: Answer) -> bool:
    """Whether an answer says that nothing is there: no amount, never, no."""
    if isinstance(value, Refund):
        return value.status == "none"
    if isinstance(value, Route):
        return value == Route("none")
    return any(value == one and type(value) is type(one) for one in _NOTHING)


# The classes are bound here: in a freeze their names mean others.
def _plain(value: object, instant: type[datetime] = datetime, day: type[date] = date) -> str:
    if isinstance(value, instant):
        return written(calendar.seconds(value))
    if isinstance(value, day):
        return value.isoformat()
    return text(value) if isinstance(value, str) else str(value)


def notation(value: object) -> str:
    """A value as a story writes it."""
    match value:
        case bool():
            return str(value).lower()
        case Amount():
            return _amount(value)
        case Found():
            return f"[{', '.join(_finding(code, amount) for code, amount in value.codes)}]"
        case Refund():
            return _parts({one.name: getattr(value, one.name) for one in fields(Refund)})
        case Route():
            parts = {one.name: getattr(value, one.name) for one in fields(Route)}
            return _parts({**parts, "key": "absent" if value.key is None else value.key})
        case BankAccount():
            return _parts({one.name: getattr(value, one.name) for one in fields(BankAccount)})
        case _:
            return _plain(value)


def text(words: str) -> str:
    """A text, in quotes unless it is a plain word."""
    return (
        words if words.replace("_", "").isalnum() and not words[0].isdigit() else json.dumps(words, ensure_ascii=False)
    )


def _amount(value: Amount) -> str:
    if value.known:
        return rupiah(value.sen)
    return f'"{rupiah(value.sen)} + unspecified"' if value.sen else "unspecified"


def _finding(code: str, amount: Amount | None) -> str:
    return code if amount is None else f"{{code: {code}, amount: {_amount(amount)}}}"


def _parts(parts: Mapping[str, object]) -> str:
    return f"{{{', '.join(f'{key}: {notation(part)}' for key, part in parts.items() if part is not None)}}}"
