"""Mutations of the stepping, each an edit of its source, and whether the fixed histories notice; `python -m` tells."""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from attrs import frozen
from rich import print as tell
from rich.table import Table

from lifecycle import calendar, civil
from lifecycle.rulebook import Shelf
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Outcomes, Payments
from projections.columns.judged import stepped
from projections.columns.kernel import compiling
from projections.columns.packing import batch_of
from projections.columns.replayed import by_replay
from tests.columns.interpreted import interpreted_by
from tests.library import STORIES

STEPPING = (
    "dates",
    "bills",
    "rights",
    "dues",
    "cancelling",
    "ending",
    "agenda",
    "facts",
    "beginning",
    "stepping",
    "outcome",
)
"""The modules of the stepping, each after those that it imports."""


@frozen
class Mutant:
    """One edit: what it does, in words, in which module, and the text before and after."""

    words: str
    module: str
    before: str
    after: str


MUTANTS = (
    Mutant(
        "what comes at the very second of the rules comes before them",
        "stepping",
        "while line.quiet <= upto and",
        "while line.quiet < upto and",
    ),
    Mutant(
        "a payment settles the latest bill first",
        "stepping",
        "b = room.columns[DUE, place]\n            if left",
        "b = room.columns[DUE, line.due - 1 - place]\n            if left",
    ),
    Mutant(
        "what is left of a payment is lost",
        "stepping",
        "line.credit += left if targeted or left == 0 else pay_charges(",
        "line.credit += 0 * pay_charges(",
    ),
    Mutant("credit pays no bill that is issued later", "dues", "if line.credit > 0:", "if line.credit < 0:"),
    Mutant(
        "the fee of a settled bill is not paid with it",
        "dues",
        "return pay_fee(book, room, b, left, at, pooling) if owes else left",
        "return left",
    ),
    Mutant("nothing is ever cured", "rights", "if ends <= at:", "if ends >= at:"),
    Mutant(
        "one month's arrears are enough for two", "rights", "return arrears_ladder.two_in_a_row(", "return True or ("
    ),
    Mutant(
        "a line stays isolated until the next fact but one",
        "stepping",
        "line.state != State.ACTIVE\n            or line.resale_proven",
        "line.resale_proven",
    ),
    Mutant(
        "tenure always runs to the end itself",
        "ending",
        "vested = room.bills[right].right_vests if",
        "vested = NEVER if",
    ),
    Mutant("fees never freeze at the end", "dues", "return at if ended == NEVER else", "return at if ended != 0 else"),
    Mutant("each bill owes the pool's whole fee", "dues", "bill.part = upto - given", "bill.part = upto"),
    Mutant("months in isolation are always billed", "agenda", "return (limited and", "return (limited and False and"),
    Mutant("the latest edition judges everything", "bills", "if book.editions[index].since <= at:", "if True:"),
    Mutant(
        "a moment's fee is quoted for ever",
        "bills",
        "bill.quoted_from, bill.quoted_until = at, until",
        "bill.quoted_from, bill.quoted_until = at, NEVER",
    ),
    Mutant(
        "a bill paid in the very second in which something comes of it is paid in time",
        "facts",
        "if at >= room.dates[slot].soonest",
        "if at > room.dates[slot].soonest",
    ),
    Mutant(
        "whatever is paid after a bill has settled it",
        "facts",
        "or batch.payments.amount[index] != amount or",
        "or batch.payments.amount[index] < 0 or",
    ),
    Mutant("bills of one day have the same last day to pay", "dates", "or known.due_day != clock.due_day\n", "\n"),
    Mutant("the first end is looked for too late", "rights", "soonest = min(soonest, bill.ends_at)", "pass"),
)
"""What the agreement must notice; there are more than ten."""


class Case(NamedTuple):
    """A history, under some readings, judged at a second, and what the events make of it."""

    batch: Batch
    readings: dict[str, str]
    until: int
    pin: str | None
    reference: Outcomes


EDITIONS = Shelf.open().editions("indihome")


@cache
def cases() -> tuple[Case, ...]:
    """Every story that ships and that the columns hold, wherever it expects something and under those readings."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    yield from _told()
    for story in STORIES.values():
        try:
            batch = batch_of([(story.opening, story.facts)])
        except ValueError:
            continue
        asked = {
            (calendar.seconds(one.at), one.under, one.on_edition or story.opening.edition) for one in story.expects
        }
        for until, under, pin in sorted(asked, key=str):
            readings = {**dict(story.opening.readings), **dict(under)}
            yield Case(batch, readings, until, pin, by_replay(batch, EDITIONS, readings, until, pin))


def _told() -> Iterator[Case]:
    """Histories beside the library's: of June, July and August 2024, each bill of Rp 500.000 on the first day."""
    sen, june = 50_000_000, 2024 * 12 + 5
    days = [civil.month_start(june + month) for month in range(4)]
    # Of a bill, paid late, a part of its fee is paid first; in the next month the fee is another.
    bills, parts = [(june, days[0], UNKNOWN)], [(days[0] + 24, 0, sen // 50)]
    yield _case(bills, parts, {"payment.allocation": "oldest_bill_fee_first"}, days[1] + 15)
    # One is paid in time, one in the very second in which its late fee opens.
    bills = [(june + month, days[month], UNKNOWN) for month in range(3)]
    parts = [(days[0] + 9, 0, sen), (days[1] + 20, 0, sen), (days[2] + 9, 0, sen)]
    yield _case(bills, parts, {}, days[3])
    # Each is paid in time, the second with something more.
    parts = [(days[0] + 9, 0, sen), (days[1] + 9, 0, sen + 100), (days[2] + 9, 0, sen)]
    yield _case(bills, parts, {}, days[3])
    # Two of one day, but with other last days to pay.
    bills = [(june, days[0], UNKNOWN), (june + 1, days[1], UNKNOWN), (june + 1, days[1], days[1] + 27)]
    parts = [(days[0] + 9, 0, sen), (days[1] + 9, 0, sen), (days[1] + 24, 0, sen)]
    yield _case(bills, parts, {}, days[2] + 1)


def _case(
    bills: list[tuple[int, int, int]], parts: list[tuple[int, int, int]], readings: dict[str, str], until: int
) -> Case:
    """Bills by month, day of issue and last day, payments by day, second and sen; judged until a day's beginning."""
    months, issued, due = (np.array(column, dtype=np.int64) for column in zip(*bills, strict=True))
    paid, seconds, sen = (np.array(column, dtype=np.int64) for column in zip(*parts, strict=True))
    size, count = len(months), len(paid)
    none, wib = np.zeros(0, dtype=np.int64), np.full(count, civil.WIB_MINUTES)
    batch = Batch(
        activated=np.array([(issued[0] - 400) * civil.DAY]),
        monthly_fee=np.array([50_000_000]),
        bills_day=np.array([0]),
        given_fee=np.array([UNKNOWN]),
        given_device=np.array([UNKNOWN]),
        bills=Bills(
            np.array([0, size]),
            months,
            issued * civil.DAY,
            np.full(size, 50_000_000),
            due,
            np.zeros(size, dtype=np.int64),
            np.arange(size) + 1,
        ),
        payments=Payments(
            np.array([0, count]),
            paid * civil.DAY + seconds,
            sen,
            np.full(count, civil.NEVER),
            np.full(count, UNKNOWN),
            wib,
            wib,
            np.arange(count) + size + 1,
        ),
        acts=Acts(np.array([0, 0]), none, none, none, none, none),
    )
    second = until * civil.DAY
    return Case(batch, readings, second, None, by_replay(batch, EDITIONS, readings, second, None))


def noticed(step: Callable[..., Any]) -> str:
    """The first field in which a stepping parts from the events, or nothing."""
    for case in cases():
        found, _ = stepped(case.batch, EDITIONS, case.readings, case.until, case.pin, step)
        for name, ours, theirs in zip(Outcomes._fields, found, case.reference, strict=True):
            if ours[0] != theirs[0]:
                return f"{name}: {int(ours[0])}, not {int(theirs[0])}"
    return ""


def mutated(mutant: Mutant | None) -> ModuleType:
    """`projections.columns.outcome` on modules of the stepping loaded anew, one of them edited."""
    kept = {name: sys.modules[f"projections.columns.{name}"] for name in STEPPING}
    try:
        for name in STEPPING:
            _load(name, kept[name], mutant)
        return sys.modules["projections.columns.outcome"]
    finally:
        sys.modules.update({f"projections.columns.{name}": module for name, module in kept.items()})


def _load(name: str, original: ModuleType, mutant: Mutant | None) -> None:
    source = Path(original.__file__ or "").read_text("utf-8")
    if mutant is not None and name == mutant.module:
        if source.count(mutant.before) != 1:
            raise LookupError(f"{mutant.words}: {name} has {mutant.before!r} {source.count(mutant.before)} times")
        source = source.replace(mutant.before, mutant.after)
    module = ModuleType(original.__name__)
    module.__file__ = original.__file__
    sys.modules[original.__name__] = module
    exec(compile(source, f"<{original.__name__}>", "exec"), module.__dict__)


def main(*, compiled: bool) -> int:
    """A table of all of them; 1 where one goes unnoticed."""
    table = Table("mutation of the stepping", "noticed by")
    survivors = 0
    for mutant in MUTANTS:
        module = mutated(mutant)
        step = compiling(module.step_all) if compiled else interpreted_by(module.step_all)
        found = noticed(step)
        survivors += not found
        table.add_row(mutant.words, found or "[red]nothing[/red]")
    tell(table)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(compiled="compiled" in sys.argv[1:]))
