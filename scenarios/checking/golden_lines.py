"""How a story's outcome differs from its golden result: in rupiah and dates, a line for each thing and each month."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from lifecycle import calendar
from lifecycle.money import Amount
from scenarios.checking.golden import Golden, Sum
from scenarios.comparing.change import Change
from scenarios.report import words

Value = Amount | datetime | str | None
"""What is compared: an amount, an instant or a day, any other value as it is written; None where there is none."""


def differences(before: Golden, after: Golden) -> list[str]:
    """What differs, none where nothing does; of figures and answers those that the result has.

    Books are not among it: what somebody rewrote of a book's prose changes no outcome.
    """
    known = {kind: after.rupiah.get(kind) for kind in before.rupiah}
    found = [
        *_told_once(_amounts(before.rupiah), _amounts(known), "payable", "balance"),
        *_changes(_acts(before), _acts(after), without="never"),
        *_changes(_flat(before.standing), _flat({key: after.standing.get(key) for key in before.standing})),
        *_findings(before, after),
        *(f"reading {line}" for line in _changes(dict(before.readings), dict(after.readings), without="not consulted")),
        *_changes({"refused steps": _steps(before)}, {"refused steps": _steps(after)}),
        *_changes({"the story's end": _value(before.until)}, {"the story's end": _value(after.until)}),
    ]
    return [*found, *_months(before, after)]


def books_line(before: Golden, after: Golden) -> str:
    """Whether the books are those that judged the story then, or which of them changed since."""
    old, new = ({one.edition: one.digest for one in each.books} for each in (before, after))
    changed = [
        *(f"edition {one} was changed" for one in old if one in new and old[one] != new[one]),
        *(f"edition {one} judges it no longer" for one in old if one not in new),
        *(f"edition {one} judges it now" for one in new if one not in old),
    ]
    if changed:
        return f"the books are not the same: {', '.join(changed)}"
    return "the books are the same; the story was changed, or the program"


def _changes(before: Mapping[str, Value], after: Mapping[str, Value], without: str = "none") -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"{name}: {_said(old, without)} → {_said(new, without)}{_apart(old, new)}"


def _told_once(before: Mapping[str, Value], after: Mapping[str, Value], name: str, like: str) -> Iterator[str]:
    """The changes, but for the figure that moves just as another one does."""
    alike = (before.get(name), after.get(name)) == (before.get(like), after.get(like))
    yield from (line for line in _changes(before, after) if not (alike and line.startswith(f"{like}: ")))


def _said(value: Value, without: str) -> str:
    if isinstance(value, Amount):
        return words.noted(value)
    if isinstance(value, datetime):
        return calendar.text(value)
    return without if value is None else value


def _apart(old: Value, new: Value) -> str:
    """``, +Rp 8.250``; ``, 4 days later``; nothing where there is no such difference."""
    if isinstance(old, Amount) and isinstance(new, Amount):
        return f", {Change.between(old, new)}"
    if isinstance(old, datetime) and isinstance(new, datetime):
        by = str(abs(new - old)).removesuffix(", 0:00:00")
        return f", {by} {'later' if new - old > timedelta() else 'earlier'}"
    return ""


def _amounts(found: Mapping[str, Sum | None]) -> dict[str, Value]:
    return {name: _amount(one) for name, one in found.items()}


def _amount(one: Sum | None) -> Amount | None:
    return None if one is None else Amount(one.sen, frozenset(one.unspecified))


def _acts(golden: Golden) -> dict[str, Value]:
    return {f"{one.event} ({one.number})" if one.number > 1 else one.event: _value(one.at) for one in golden.acts}


def _steps(golden: Golden) -> str:
    return ", ".join(map(str, golden.refused)) or "none"


def _findings(before: Golden, after: Golden) -> Iterator[str]:
    old, new = ([_finding(one.code, one.at, one.amount) for one in each.findings] for each in (before, after))
    for sign, these, those in (("no longer found", old, [*new]), ("newly found", new, [*old])):
        for one in these:
            if one in those:
                those.remove(one)
            else:
                yield f"{sign}: {one}"


def _finding(code: str, at: str, amount: Sum | None) -> str:
    rupiah = "" if amount is None else f", {_said(_amount(amount), '')}"
    return f"{code}, {_said(_value(at), '')}{rupiah}"


def _months(before: Golden, after: Golden) -> Iterator[str]:
    old, new = ({str(one.get("month")): one for one in each.months} for each in (before, after))
    for month in sorted({*old, *new}):
        if month not in new:
            yield f"{month}: no longer a month of the story"
        elif month not in old:
            yield f"{month}: newly a month of the story, closing {_said(_flat(new[month]).get('closing'), 'none')}"
        else:
            known = {key: new[month].get(key) for key in old[month]}
            changes = _told_once(_flat(old[month]), _flat(known), "payable", "closing")
            # A month opens as the one before it closes.
            found = "; ".join(line.replace(": ", " ", 1) for line in changes if not line.startswith("opening: "))
            if found:
                yield f"{month}: {found}"


def _flat(values: Mapping[str, Any], above: str = "") -> dict[str, Value]:
    """Answers by name, the parts of one as ``refund.status``."""
    found: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, dict) and not _is_amount(value):
            found |= _flat(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = _value(value)
    return found


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return Amount(value["sen"], frozenset(map(str, value.get("unspecified", ()))))
    if isinstance(value, str):
        try:
            return calendar.wib(calendar.parse_instant(value))
        except (ValueError, OverflowError):
            return value
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _is_amount(value: dict[str, Any]) -> bool:
    return type(value.get("sen")) is int and isinstance(value.get("unspecified", []), list)
