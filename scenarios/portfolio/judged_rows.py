"""Some subscriptions judged: what each comes to on every side, whether that changes, and because of which part."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from lifecycle.civil import NEVER
from projections.columns.batch import Batch, Int64, Outcomes, Part, chosen, empty_outcomes
from scenarios.portfolio.asked import Asked, Editions

KINDS = (
    "total_charged",
    "late_fees_charged",
    "termination_fee",
    "penalty",
    "device_charge",
    "credit",
    "payable",
    "balance",
)
"""Kinds of rupiah, in the order of a page: what was charged to date, then what stands at the end."""

ENDS = ("isolated", "terminated", "blacklisted", "blacklist_eligible")
"""What may come over a customer: at any time, or, of the blacklist, at the end."""

_OWED = Part.PRINCIPAL | Part.LATE_FEE | Part.TERMINATION_FEE | Part.PENALTY | Part.DEVICE_CHARGE
UNKNOWN_PARTS = {
    "termination_fee": Part.TERMINATION_FEE,
    "penalty": Part.PENALTY,
    "device_charge": Part.DEVICE_CHARGE,
    "credit": Part.CREDIT,
    "payable": _OWED,
    "balance": _OWED | Part.CREDIT,
}
"""The parts that no source gives (G7), by the kinds that contain them."""

Judge = Callable[[Batch, Editions], Outcomes]


@frozen
class Judged:
    """The outcomes of a batch on every side; ``alone`` are those of the rows that change, by part of the change."""

    asked: Asked
    numbers: Any
    sides: tuple[Outcomes, ...]
    rows: Int64
    alone: tuple[Outcomes, ...]

    def __len__(self) -> int:
        return len(self.sides[0].payable)

    @cached_property
    def changed(self) -> Any:
        """Of each subscription, whether anything of its outcome moves."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[self.rows] = True
        return found

    @cached_property
    def causes(self) -> list[str]:
        """For each row that changes the parts that move something alone: ``A, C``; ``together`` where none does."""
        before = chosen_outcomes(self.sides[0], self.rows)
        if len(self.asked.parts) < 2:
            return [letter(0)] * len(self.rows)
        moves = [differ(before, one) for one in self.alone]
        return [
            ", ".join(letter(number) for number, one in enumerate(moves) if one[at]) or "together"
            for at in range(len(self.rows))
        ]

    def shares(self, kind: str) -> list[Int64]:
        """By how many sen each part alone changes a kind, for each row that changes."""
        before = amounts(self.sides[0], kind)[self.rows]
        if len(self.asked.parts) < 2:
            return [amounts(self.sides[1], kind)[self.rows] - before] * len(self.asked.parts)
        return [amounts(one, kind) - before for one in self.alone]


def judged_rows(batch: Batch, numbers: Any, asked: Asked, judge: Judge) -> Judged:
    """Judge a batch on every side and, of the rows that change, under each part of the change alone."""
    sides = tuple(judge(batch, editions) for editions in asked.sides)
    rows = np.flatnonzero(differ(*sides)) if asked.compares else np.zeros(0, dtype=np.int64)
    few = chosen(batch, rows) if len(rows) and asked.alone else None
    alone = tuple(empty_outcomes(0) if few is None else judge(few, editions) for editions in asked.alone)
    return Judged(asked, numbers, sides, rows, alone)


def chosen_outcomes(outcomes: Outcomes, rows: Int64) -> Outcomes:
    """The outcomes of some rows."""
    return Outcomes(*(column[rows] for column in outcomes))


def amounts(outcomes: Outcomes, kind: str) -> Int64:
    """The known part of a kind of rupiah, in sen; a balance is what is payable less credit."""
    if kind == "balance":
        return outcomes.payable - outcomes.credit
    found: Int64 = getattr(outcomes, kind)
    return found


def happened(outcomes: Outcomes, end: str) -> Any:
    """Of each subscription, whether one of `ENDS` came over it."""
    if end == "isolated":
        return outcomes.isolations > 0
    return outcomes.terminated_at != NEVER if end == "terminated" else getattr(outcomes, end) > 0


def differ(before: Outcomes, after: Outcomes) -> Any:
    """Of each subscription, whether anything differs between two outcomes."""
    found = np.zeros(len(before.payable), dtype=np.bool_)
    for one, other in zip(before, after, strict=True):
        found |= one != other
    return found


def letter(number: int) -> str:
    """The name of a part: A to Z, then AA."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def letters(asked: Asked) -> Sequence[str]:
    """The names of all parts of the change."""
    return [letter(number) for number in range(len(asked.parts))]
