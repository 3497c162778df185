"""Mutations of the stepping, each an edit of its source, and whether the fixed histories notice; `python -m` tells."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from rich import print as tell
from rich.table import Table

from projections.columns.batch import Outcomes
from projections.columns.judged import stepped
from projections.columns.kernel import compiling
from tests.columns.alone_mutants import ALONE
from tests.columns.histories import cases
from tests.columns.interpreted import interpreted_by
from tests.columns.mutant import Mutant

STEPPING = (
    "dates",
    "bills",
    "rights",
    "dues",
    "cancelling",
    "ending",
    "agenda",
    "alone",
    "facts",
    "beginning",
    "stepping",
    "outcome",
)
"""The modules of the stepping, each after those that it imports."""


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
        "line.state != State.ACTIVE or first_end",
        "first_end",
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
    Mutant("bills of one day have the same last day to pay", "dates", "or known.due_day != clock.due_day\n", "\n"),
    Mutant("the first end is looked for too late", "rights", "soonest = min(soonest, bill.ends_at)", "pass"),
    Mutant("an end that is past waits for the next fact", "stepping", " or first_end(room) <= at)", ")"),
    Mutant("no bill bears on another", "stepping", "(binds(book) if", "(False if"),
    Mutant("no bill begins the count anew", "stepping", " or book.editions[index].follows_oldest", ""),
    *ALONE,
)
"""What the agreement must notice; there are more than ten."""


def noticed(step: Callable[..., Any]) -> str:
    """The first field in which a stepping parts from the events, where 64 bits hold it, or nothing."""
    for case in cases():
        with np.errstate(over="ignore"):  # compiled, what is too much wraps without a word
            found, beyond = stepped(case.batch, case.editions, case.readings, case.until, case.pin, step)
        for name, ours, theirs in zip(Outcomes._fields, found, case.reference, strict=True):
            if ours[0] != theirs[0] and not beyond[0]:
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
