"""A setting of a rule book that differs, in the words and the numbers that a person reads."""

from collections.abc import Sequence

from lifecycle.clauses.instant import InstantForm
from lifecycle.money import Sen, rupiah
from lifecycle.notation import Percent
from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.positions import Path
from scenarios.differing.settings import Setting, settings, tables

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def names(book: RuleBook) -> dict[Path, str]:
    """What each table of a list is called: by a word that it alone has, as the ``terminated`` rung, or its number."""
    found: dict[Path, str] = {}
    every = [one for one in settings(book) if one.kind == "word"]
    for path, count in tables(book.document.data):
        for index in range(count):
            mine = [one for one in every if one.path[:-1] == (*path, index)]
            others = {one.value for one in every if one.path[: len(path)] == path and one not in mine}
            own = [str(one.value) for one in mine if one.value not in others]
            found[*path, index] = own[0].replace("_", " ") if own else _ordinal(index)
    return found


def label(setting: Setting, called: dict[Path, str]) -> str:
    """What a setting is: ``late fee: the first tier's rate``, ``minimum term: months``."""
    table, *_ = setting.path
    path = setting.path[1:]
    told: list[str] = []
    for at, part in enumerate(path):
        if isinstance(part, int):
            told[-1] = f"the {called[setting.path[: at + 2]]} {told[-1]}'s"
        else:
            told.append(part.replace("_", " "))
    return f"{str(table).replace('_', ' ')}: {' '.join(told)}"


def shown(setting: Setting | None) -> str:
    """A setting's value in the notation of reports; nothing where a book has no such."""
    if setting is None:
        return "–"
    value = setting.value
    if setting.kind == "money" and isinstance(value, int):
        return rupiah(Sen(value))
    if setting.kind == "rate" and isinstance(value, int):
        return str(Percent(value))
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def difference(one: Setting | None, other: Setting | None) -> str:
    """By how much two settings differ, where that can be said: ``+Rp 5.000``, ``20 days later``."""
    if one is None or other is None:
        return ""
    before, after = one.value, other.value
    if isinstance(before, InstantForm) and isinstance(after, InstantForm):
        return _later(before, after)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _listed(before, after)
    if one.kind != other.kind or not (isinstance(before, int) and isinstance(after, int)) or one.kind == "flag":
        return ""
    sign = "+" if after > before else "-"
    if one.kind == "money":
        return f"{sign}{rupiah(Sen(abs(after - before)))}"
    if one.kind == "rate":
        return f"{sign}{str(Percent(abs(after - before))).removesuffix('%')} percentage points"
    return f"{after - before:+d}"


def sentence(one: Setting | None, other: Setting | None, called: dict[Path, str], called_after: dict[Path, str]) -> str:
    """What becomes of a setting, in words with both of its values."""
    if one is None or other is None:
        there = one or other
        if there is None:
            return ""
        of = called if one else called_after
        return f"{label(there, of)} {'is gone, it was' if one else 'is new,'} {shown(there)}"
    name, by = label(one, called), difference(one, other)
    if not by or one.kind == "list":
        return f"{name} is {shown(other)} instead of {shown(one)}{f': {by}' if by else ''}"
    if one.kind == "instant":
        return f"{name} moves from {shown(one)} to {shown(other)}, {by}"
    verb = "rises" if by.startswith("+") else "falls"
    return f"{name} {verb} from {shown(one)} to {shown(other)}, by {by[1:]}"


def _later(before: InstantForm, after: InstantForm) -> str:
    """By how much an instant moves, where both are counted from the same and in one unit."""
    first, second = before.when, after.when
    if first.of != second.of:
        return ""
    if before.of is not None:
        return _counted(second.after - first.after, "hour" if before.hours_after is not None else "day")
    months, days = second.after - first.after, second.day - first.day
    if months and days:
        return f"{_counted(months, 'month')}, on day {second.day} instead of {first.day}"
    return _counted(months, "month") if months else _counted(days, "day")


def _counted(number: int, unit: str) -> str:
    return f"{abs(number)} {unit}{'' if abs(number) == 1 else 's'} {'later' if number > 0 else 'earlier'}"


def _listed(before: Sequence[str], after: Sequence[str]) -> str:
    new, gone = [one for one in after if one not in before], [one for one in before if one not in after]
    told = [f"with {', '.join(new)}"] if new else []
    told += [f"without {', '.join(gone)}"] if gone else []
    return ", ".join(told) or "in another order"


def _ordinal(index: int) -> str:
    return _ORDINALS[index] if index < len(_ORDINALS) else f"{index + 1}th"
