"""Judged subscriptions as rows of a table, one a subscription."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from lifecycle.civil import NEVER
from projections.columns.batch import Ending, Int64, Outcomes, Part, State
from scenarios.portfolio.flaws import Place
from scenarios.portfolio.judged_rows import Judged, amounts, letter
from scenarios.portfolio.reading import WIB
from scenarios.portfolio.schema import INSTANT
from scenarios.report.masking import KEPT

_INSTANTS = {"isolated_since", "first_isolated", "terminable_from", "next_termination", "terminated_at"}
_FLAGS = {"blacklist_eligible", "blacklisted"}
_COUNTS = {"bills", "isolations", "refused"}
_WORDS: dict[str, dict[int, str | None]] = {
    "state": {one: one.name.lower() for one in State},
    "ended_as": {one: None if one == Ending.NONE else one.name.lower() for one in Ending},
    "unspecified": {bits: ", ".join(str(one.name).lower() for one in Part if bits & one) or None for bits in range(64)},
}
_CODED = pa.dictionary(pa.int32(), pa.string())

SIDES = ("from_", "to_")
"""What the columns of either side begin with where two books are compared; without a beginning where one judges."""


@frozen
class Frame:
    """What every row of a part has beside its outcome, and the outcomes that the terms have no clause for, by side."""

    place: Place
    not_applicable: tuple[frozenset[str], ...]


def table(judged: Judged, frame: Frame) -> Any:
    """The rows of some subscriptions, in their order, as a record batch."""
    return pa.RecordBatch.from_arrays(
        *map(list, zip(*((one, name) for name, one in _columns(judged, frame)), strict=True))
    )


def _columns(judged: Judged, frame: Frame) -> Iterator[tuple[str, Any]]:
    size = len(judged)
    yield "number", masked(judged.numbers, unmask=judged.asked.unmask)
    yield "file", pa.DictionaryArray.from_arrays(np.zeros(size, dtype=np.int32), [frame.place.file])
    yield "row_group", pa.array(np.full(size, frame.place.group, dtype=np.int32))
    yield "row", pa.array(frame.place.first + 1 + np.arange(size, dtype=np.int64))
    if not judged.asked.compares:
        yield from _side(judged.sides[0], "", frame.not_applicable[0])
        return
    yield "changed", pa.array(judged.changed)
    for side, outcomes, without in zip(SIDES, judged.sides, frame.not_applicable, strict=True):
        yield from _side(outcomes, side, without)
    change = amounts(judged.sides[1], "balance") - amounts(judged.sides[0], "balance")
    yield "balance_change", pa.array(change)
    rest = change.copy()
    for number, share in enumerate(judged.shares("balance")):
        spread = np.zeros(size, dtype=np.int64)
        spread[judged.rows] = share
        rest -= spread
        yield f"balance_change_{letter(number)}", pa.array(spread)
    yield "balance_change_together", pa.array(rest)
    yield "causes", _causes(judged)


def _side(outcomes: Outcomes, side: str, without: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, column in zip(Outcomes._fields, outcomes, strict=True):
        found = _typed(name, column)
        yield f"{side}{name}", pa.nulls(len(column), found.type) if name in without else found


def _typed(name: str, column: Int64) -> Any:
    if name in _INSTANTS:
        never = column == NEVER
        return pa.array((np.where(never, WIB, column) - WIB) * 1000, pa.int64(), mask=never).view(INSTANT)
    if name in _FLAGS:
        return pa.array(column != 0)
    if name in _WORDS:
        words, places = _words(name)
        return pa.DictionaryArray.from_arrays(pa.array(places[column + 1], mask=places[column + 1] < 0), words)
    return pa.array(column.astype(np.int32)) if name in _COUNTS else pa.array(column)


@cache
def _words(name: str) -> tuple[Any, Any]:
    """The words of a column, and where the one of each number less one stands; -1 where there is none."""
    known = _WORDS[name]
    words = [word for word in known.values() if word is not None]
    places = np.full(max(known) + 2, -1, dtype=np.int32)
    for number, word in known.items():
        places[number + 1] = -1 if word is None else words.index(word)
    return pa.array(words, pa.string()), places


def _causes(judged: Judged) -> Any:
    words = list(dict.fromkeys(judged.causes))
    places = np.full(len(judged), -1, dtype=np.int32)
    of_word = {word: place for place, word in enumerate(words)}
    places[judged.rows] = [of_word[one] for one in judged.causes]
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=places < 0), pa.array(words, pa.string())).cast(_CODED)


def masked(numbers: Any, *, unmask: bool) -> Any:
    """Numbers as files show them: their last three characters, those of three or fewer not at all."""
    if unmask:
        return numbers
    short = pc.less_equal(pc.utf8_length(numbers), KEPT)
    shown = pc.if_else(short, "", numbers) if pc.any(short).as_py() else numbers
    return pc.utf8_replace_slice(shown, 0, -KEPT, "***")
