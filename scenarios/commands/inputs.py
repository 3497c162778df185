"""What the arguments of commands mean: instants, readings, formats of output, and subscriptions of a store."""

from collections.abc import Sequence
from datetime import datetime

from lifecycle import calendar
from lifecycle.problems import unknown
from scenarios.commands.failures import problem
from scenarios.judging import Overlay
from scenarios.pairs import pairs
from scenarios.report.masking import Mask


def instant(option: str, text: str | None) -> datetime | None:
    """An instant as an option gives it. Raises Problems for what is none."""
    if text is None:
        return None
    try:
        return calendar.wib(calendar.parse_instant(text))
    except ValueError as wrong:
        raise problem(option, str(wrong)) from None


def overlay(readings: Sequence[str], edition: str | None, known_on: datetime | None = None) -> Overlay:
    """What the options lay over the story. Raises Problems, all of them, for readings that are not NAME=VALUE."""
    chosen = pairs("--reading", readings, "a reading is written NAME=VALUE, as in late_fee.stacking=add")
    return Overlay(tuple(sorted(chosen.items())), edition, known_on)


def format_of(name: str, known: Sequence[str]) -> str:
    """The format that an option names. Raises Problems for another, and for one that is still to come."""
    if name == "html" and "html" not in known:
        raise problem("--format html", f"this version writes no HTML of this; use {', '.join(known)}")
    if name not in known:
        raise problem("--format", unknown("format", name, known))
    return name


def subscription(asked: str, known: Sequence[str]) -> str:
    """The subscription that is asked for by its name, or by the name as the outputs mask it. Raises Problems."""
    if asked in known:
        return asked
    masked = [name for name in known if asked in {Mask().subscription(name), Mask(sign="*").subscription(name)}]
    if len(masked) == 1:
        return masked[0]
    if masked:
        raise problem("--subscription", f"{len(masked)} subscriptions are shown as {asked}; write the whole number")
    raise problem("--subscription", f"the store holds no {asked!r}; `lifecycle history --store` lists what it holds")
