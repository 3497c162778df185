"""What moves along with a number or word that cannot change alone."""

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from lifecycle.rulebook import Parameter, RuleBook

_ROW = re.compile(r"(?P<list>.+)\[(?P<index>\d+)\]\.(?P<key>[^.\[]+)")
_BOUND = re.compile(r"(billing\.due|late_fee\.tier\[\d+\]\.(from|until))\.(?P<key>month|day|days_after)")
_LAST_OF_MONTH = "31"


@frozen
class Neighbour:
    """A change of a parameter with others beside it: its path, how to tell it, and every new value by path."""

    path: str
    told: str
    changes: Mapping[str, str]


def neighbours(book: RuleBook, parameter: Parameter, value: str) -> Iterator[Neighbour]:
    """The ways in which a value that is refused alone may come about, the one that changes least first."""
    yield from _day_before(book, parameter, value)
    yield from _pushed(book, parameter, value)
    yield from _traded(book, parameter, value)


def _day_before(book: RuleBook, parameter: Parameter, value: str) -> Iterator[Neighbour]:
    """The day before the 1st of a month is the last of the month before."""
    stem, _, key = parameter.path.rpartition(".")
    written = {one.path: one.value for one in book.parameters()}
    month, day = written.get(f"{stem}.month"), written.get(f"{stem}.day")
    if not (key in ("month", "day") and day == 1 and isinstance(month, int) and month > 0):
        return
    if value == str(int(parameter.value) - 1):
        changes = {f"{stem}.month": str(month - 1), f"{stem}.day": _LAST_OF_MONTH}
        yield Neighbour(parameter.path, f"the last day of month {month - 1}", changes)


def _pushed(book: RuleBook, parameter: Parameter, value: str) -> Iterator[Neighbour]:
    """A bound that runs into the next one pushes it along, and those behind it: of a tier, or the last day to pay."""
    bound = _BOUND.fullmatch(parameter.path)
    if bound is None or not isinstance(parameter.value, int):
        return
    step = int(value) - parameter.value
    line = [one for one in book.parameters() if (found := _BOUND.fullmatch(one.path)) and found["key"] == bound["key"]]
    place = [one.path for one in line].index(parameter.path)
    behind = line[place + 1 :] if step > 0 else line[:place][::-1]
    pushed = {parameter.path: value}
    for number, one in enumerate(behind, 1):
        pushed[one.path] = str(int(one.value) + step)
        yield Neighbour(parameter.path, f"{value}, and {number} behind it alike", dict(pushed))


def _traded(book: RuleBook, parameter: Parameter, value: str) -> Iterator[Neighbour]:
    """Of rows that share words between them, another one takes this one's word, and this one its."""
    row = _ROW.fullmatch(parameter.path)
    if row is None or type(parameter.value) is int:
        return
    for other in book.parameters():
        found = _ROW.fullmatch(other.path)
        same = found is not None and (found["list"], found["key"]) == (row["list"], row["key"])
        if same and other.path != parameter.path and _word(other.value) == value and not _twins(book, parameter, other):
            told = f"{value}, and {other.path} = {_word(parameter.value)}"
            yield Neighbour(parameter.path, told, {parameter.path: value, other.path: _word(parameter.value)})


def _twins(book: RuleBook, one: Parameter, other: Parameter) -> bool:
    """Whether two rows say the same but for this key, so that a trade leaves the same rows in another order."""
    rows: tuple[dict[str, str | int | bool], ...] = ({}, {})
    for row, (stem, _, key) in zip(rows, (each.path.rpartition(".") for each in (one, other)), strict=True):
        row |= {
            found.path.removeprefix(f"{stem}."): found.value
            for found in book.parameters()
            if found.path.startswith(f"{stem}.") and found.path != f"{stem}.{key}"
        }
    return rows[0] == rows[1]


def _word(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
