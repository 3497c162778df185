"""What parts of a base come to, so that those of all can be added up."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from projections.columns.batch import Int64, Outcomes, Part, State
from scenarios.portfolio.judged_rows import (
    ENDS,
    KINDS,
    UNKNOWN_PARTS,
    Judged,
    amounts,
    chosen_outcomes,
    happened,
    letter,
)
from scenarios.portfolio.outcome_table import Frame, masked

LARGEST = 100
"""So many of the largest changes are told."""

EXAMPLES = 3
"""So many examples of each thing that may newly come over a customer."""

Tally = dict[str, Any]
"""Counts in counts, and lists of examples; as JSON holds them."""


def tallied(judged: Judged, frame: Frame) -> Tally:
    """What some subscriptions come to."""
    last = judged.sides[-1]
    change = amounts(last, "balance") - amounts(judged.sides[0], "balance") if judged.asked.compares else None
    told = amounts(last, "balance") if change is None else change
    weighty = np.flatnonzero(told)
    line = _Lines(judged, frame, told)
    return {
        "subscriptions": len(judged),
        "months": int(last.bills.sum()),
        "changed": len(judged.rows),
        "refused": [int(one.refused.sum()) for one in judged.sides],
        "states": [_states(one) for one in judged.sides],
        "ends": [{end: int(happened(one, end).sum()) for end in ENDS} for one in judged.sides],
        "newly": _moved(judged, 1, 0),
        "no_longer": _moved(judged, 0, 1),
        "kinds": {kind: _kind(judged, kind) for kind in KINDS},
        "buckets": _buckets(told[weighty]),
        "extremes": [int(told[weighty].min()), int(told[weighty].max())] if len(weighty) else [],
        "largest": line.of(weighty[np.argsort(-abs(told[weighty]), kind="stable")][:LARGEST]),
        "examples": {name: line.of(np.flatnonzero(which)[:EXAMPLES]) for name, which in _sorts(judged, told)},
    }


def added(one: Tally, other: Tally) -> Tally:
    """Two tallies as one, the first part of the base before the other."""
    largest = sorted([*one["largest"], *other["largest"]], key=lambda line: -abs(line["amount"]))
    ends = [*one["extremes"], *other["extremes"]]
    lists = {name: [*one["examples"].get(name, ()), *more][:EXAMPLES] for name, more in other["examples"].items()}
    special = {
        "largest": largest[:LARGEST],
        "extremes": [min(ends), max(ends)] if ends else [],
        "examples": one["examples"] | lists,
    }
    return {name: special[name] if name in special else _sum(one[name], other[name]) for name in one}


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        return {
            key: _sum(one[key], other[key]) if key in one and key in other else one.get(key, other.get(key))
            for key in {**one, **other}
        }
    if isinstance(one, list):
        return [_sum(*pair) for pair in zip(one, other, strict=True)]
    return one + other


def _states(outcomes: Outcomes) -> dict[str, int]:
    counts = np.bincount(outcomes.state, minlength=len(State))
    return {state.name.lower(): int(counts[state]) for state in State if counts[state]}


def _moved(judged: Judged, there: int, not_there: int) -> dict[str, int]:
    if not judged.asked.compares:
        return {}
    sides = judged.sides
    return {end: int((happened(sides[there], end) & ~happened(sides[not_there], end)).sum()) for end in ENDS}


def _kind(judged: Judged, kind: str) -> Mapping[str, Any]:
    """A kind of rupiah: on each side, its changes, and what each part of the change does alone."""
    sums = [_amount(one, kind) for one in judged.sides]
    if not judged.asked.compares:
        return {"sides": sums, "over": int((amounts(judged.sides[0], kind) > 0).sum())}
    change = amounts(judged.sides[1], kind) - amounts(judged.sides[0], kind)
    before = chosen_outcomes(judged.sides[0], judged.rows)
    only = (chosen_outcomes(judged.sides[1], judged.rows),)
    alone = judged.alone if len(judged.asked.parts) > 1 else only
    return {
        "sides": sums,
        "up": int((change > 0).sum()),
        "down": int((change < 0).sum()),
        "alone": {
            letter(number): _change(_amount(before, kind), _amount(one, kind)) for number, one in enumerate(alone)
        },
    }


def _amount(outcomes: Outcomes, kind: str) -> dict[str, Any]:
    """The sum of a kind, and of how many each unspecified part of it is."""
    bits = UNKNOWN_PARTS.get(kind, Part(0))
    found = {str(part.name).lower(): int((outcomes.unspecified & part != 0).sum()) for part in bits}
    return {
        "sen": _exactly(amounts(outcomes, kind)),
        "unspecified": {name: count for name, count in found.items() if count},
    }


def _exactly(column: Int64) -> int:
    """The sum of a column, which 64 bits need not hold."""
    high, low = column >> 32, column & 0xFFFF_FFFF
    return (int(high.sum()) << 32) + int(low.sum())


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    names = dict.fromkeys([*before["unspecified"], *after["unspecified"]])
    parts = {name: after["unspecified"].get(name, 0) - before["unspecified"].get(name, 0) for name in names}
    return {"sen": after["sen"] - before["sen"], "unspecified": {name: count for name, count in parts.items() if count}}


def _buckets(amounts_told: Int64) -> dict[str, int]:
    """How many there are of each amount, rounded towards nothing to three significant digits."""
    powers = 10 ** np.arange(19, dtype=np.int64)
    sizes = abs(amounts_told)
    units = powers[np.maximum(np.searchsorted(powers, sizes, side="right") - 3, 0)]
    values, counts = np.unique(np.sign(amounts_told) * (sizes // units * units), return_counts=True)
    return {str(value): int(count) for value, count in zip(values, counts, strict=True)}


def _sorts(judged: Judged, told: Int64) -> Iterator[tuple[str, Any]]:
    """Sorts of subscriptions of which examples are told."""
    last = judged.sides[-1]
    if not judged.asked.compares:
        yield from ((end, happened(last, end)) for end in ENDS)
        return
    for end in ENDS:
        before, after = happened(judged.sides[0], end), happened(last, end)
        yield f"newly_{end}", after & ~before
        yield f"no_longer_{end}", before & ~after
    yield "pays_more", told > 0
    yield "pays_less", told < 0


class _Lines:
    """Subscriptions as lines of a summary: where they stand, and what they come to."""

    def __init__(self, judged: Judged, frame: Frame, told: Int64) -> None:
        self.judged, self.frame, self.told = judged, frame, told
        self.balances = [amounts(one, "balance") for one in judged.sides]

    def of(self, rows: Int64) -> list[dict[str, Any]]:
        """Some of the subscriptions, in the order of ``rows``."""
        numbers = masked(self.judged.numbers.take(rows), unmask=self.judged.asked.unmask).to_pylist()
        return [self._line(int(row), number) for row, number in zip(rows, numbers, strict=True)]

    def _line(self, row: int, number: str) -> dict[str, Any]:
        judged, place = self.judged, self.frame.place
        found = {
            "number": number,
            "file": place.file,
            "row_group": place.group,
            "row": place.first + row + 1,
            "amount": int(self.told[row]),
            "balance": [int(one[row]) for one in self.balances],
            "state": [State(int(one.state[row])).name.lower() for one in judged.sides],
        }
        if judged.asked.compares and judged.changed[row]:
            found["causes"] = judged.causes[int(np.searchsorted(judged.rows, row))]
        return found
