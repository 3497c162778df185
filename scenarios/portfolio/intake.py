"""Rows of a packed base as a batch, and every flaw of them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field, frozen

from lifecycle import calendar, civil
from lifecycle.money import MAX_SEN
from projections.columns.batch import UNKNOWN, Acts, Batch, Bills, Int64, Kind, Payments, Return
from projections.columns.checks import Sound, in_order, kept
from scenarios.portfolio.bounds import EARLIEST, END, MOST, NOWHERE, SAID, YEARS, astray, months_of, outside
from scenarios.portfolio.flaws import Flaws, Place, rows_of
from scenarios.portfolio.reading import constant, counted, decoded, texts, whole
from scenarios.portfolio.schema import ACTS, INSTANT, LISTS, TERMS, Column
from scenarios.report.masking import Mask

_FACTS = {"bills": "bill", "payments": "payment", "acts": "act"}
_WHEN = {"bills": "issued", "payments": "at", "acts": "at"}
_MISSING = {
    "activated": civil.NEVER,
    "posted": civil.NEVER,
    "bills_day": 0,
    "tax": 0,
    "offset": calendar.WIB_MINUTES,
    "posted_offset": calendar.WIB_MINUTES,
}
"""What stands for a value that is not there; `UNKNOWN` for the others."""

_AMOUNTS = {"amount", "tax", "monthly_fee", "given_termination_fee", "given_device_charge"}
_RANGES = {"detail": (0, 63), "offset": (-1439, 1439), "posted_offset": (-1439, 1439)}
"""The least and the most that a number without a unit of its own may be."""


@frozen
class Taken:
    """A batch with its numbers; nothing to be judged where there are flaws."""

    batch: Sound | None
    numbers: Any
    flaws: Flaws


@define
class Intake:
    """What takes in the rows of one place; ``since`` is the WIB second before which no edition judges."""

    place: Place
    since: int
    mask: Mask
    flaws: Flaws = field(factory=Flaws)
    numbers: Any = None

    def taken(self, rows: Any) -> Taken:
        """The rows of a record batch as a batch of subscriptions."""
        self.numbers = self._texts(rows, "number")
        terms = {name: self._whole(rows, name, column) for name, column in TERMS.items() if name != "number"}
        self._of_terms(terms, rows)
        facts = {name: self._list(rows, name, columns) for name, columns in LISTS.items()}
        self._plans(facts["acts"])
        self._returns(facts["acts"])
        self._taxes(facts["bills"])
        if not self.flaws.none():
            return Taken(None, self.numbers, self.flaws)
        self._steps(facts)
        batch = in_order(
            Batch(
                activated=terms["activated"],
                monthly_fee=terms["monthly_fee"],
                bills_day=terms["bills_day"],
                given_fee=terms["given_termination_fee"],
                given_device=terms["given_device_charge"],
                bills=_flat(Bills, facts["bills"], {"month": "period", "due_day": "due"}),
                payments=_flat(Payments, facts["payments"], {"month": "period"}),
                acts=_flat(Acts, facts["acts"], {"kind": "event"}),
            )
        )
        # Every row has been asked what `mistakes` asks of the columns.
        return Taken(kept(batch) if self.flaws.none() else None, self.numbers, self.flaws)

    def _number(self, row: int) -> str:
        return str(self.numbers[row])

    def _column(self, words: str) -> None:
        self.flaws.column(self.place, words)

    def _texts(self, rows: Any, name: str) -> Any:
        if name not in rows.schema.names:
            return pa.nulls(len(rows), pa.string())
        return texts(rows.column(name))

    def _whole(self, rows: Any, name: str, column: Column) -> Int64:
        missing = _MISSING.get(name, UNKNOWN)
        if name not in rows.schema.names:
            return constant(missing, len(rows))
        return whole(rows.column(name), column, missing)

    def _of_terms(self, terms: Mapping[str, Int64], rows: Any) -> None:
        self._tell(_untold(self.numbers), lambda _: "the number is missing")
        for name in sorted(_AMOUNTS & terms.keys() & {*rows.schema.names}):
            self._amounts(terms[name], decoded(rows.column(name)), f"the {name.replace('_', ' ')}", None)
        self._tell(astray(terms["activated"]), lambda _: f"activated {SAID}")
        day = terms["bills_day"]
        unpriced = (day > 0) & (terms["monthly_fee"] == UNKNOWN)
        self._tell(unpriced, lambda _: "a day of bills asks for a monthly fee, which is missing")
        unstarted = (day > 0) & (terms["activated"] == civil.NEVER)
        self._tell(unstarted, lambda _: "a day of bills asks for an activation, which is missing")
        self._tell((day < 0) | (day > 31), lambda at: f"the bills' day {day[at]} is no day of a month")

    def _list(self, rows: Any, name: str, columns: Mapping[str, Column]) -> dict[str, Int64]:
        """The columns of a list, and its offsets; flaws among them are told."""
        if name not in rows.schema.names or pa.types.is_null(rows.column(name).type):
            empty = np.zeros(0, dtype=np.int64)
            return {
                "offsets": np.zeros(len(rows) + 1, dtype=np.int64),
                **dict.fromkeys(columns.keys() - {"step"}, empty),
            }
        found = rows.column(name)
        # A list that is not there may have items all the same; those are none of the flat ones.
        sizes, items = pc.fill_null(pc.list_value_length(found), 0), found.flatten()
        facts = {"offsets": np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)}
        parts = dict(zip([part.name for part in items.type], map(decoded, items.flatten()), strict=True))
        for key, column in columns.items():
            if key == "event":
                facts[key] = self._kinds(parts[key], facts["offsets"])
            elif key in parts:
                facts[key] = self._facts(name, key, parts[key], column, facts["offsets"])
            elif key != "step":
                facts[key] = constant(_MISSING.get(key, 0 if key == "detail" else UNKNOWN), len(items))
        self._order(name, facts)
        return facts

    def _facts(self, name: str, key: str, found: Any, column: Column, offsets: Int64) -> Int64:
        what = _FACTS[name]
        if not column.nullable and found.null_count:
            self._tell_facts(found.is_null(), offsets, lambda nth: f"{what} {nth} has no {key}")
        missing = _MISSING.get(key, 0 if key == "detail" else UNKNOWN)
        numbers = whole(found, column, missing)
        if column.type == INSTANT:
            wrong = astray(numbers) if column.nullable else outside(numbers, EARLIEST, END - 1)
            self._tell_facts(wrong, offsets, lambda nth: f"{what} {nth}: {key} {SAID}")
        if key in _AMOUNTS:
            self._amounts(numbers, found, f"{what} {{nth}}: the {key}", offsets)
        if key in _RANGES:
            low, high = _RANGES[key]
            wrong = outside(numbers, low, high)
            self._tell_facts(wrong, offsets, lambda nth: f"{what} {nth}: the {key} is none", numbers.item)
        if key == "due":
            wrong = np.asarray(found.is_valid()) & ((numbers < 0) | (numbers >= END // civil.DAY))
            words = f"the last day to pay lies outside the years 1970 to {YEARS[1]}"
            self._tell_facts(wrong, offsets, lambda nth: f"{what} {nth}: {words}")
        if key == "period":
            numbers = self._months(numbers, found, what, offsets)
        return numbers

    def _kinds(self, found: Any, offsets: Int64) -> Int64:
        coded = texts(found).dictionary_encode()
        words = coded.dictionary.to_pylist()
        known = np.array([ACTS.index(word) if word in ACTS else UNKNOWN for word in words] + [UNKNOWN], dtype=np.int64)
        kinds: Int64 = known[pc.fill_null(coded.indices, len(words)).to_numpy(zero_copy_only=False)]
        said = f"is none that whole bases are judged by: {', '.join(ACTS)}"
        values = coded.indices
        self._tell_facts(
            kinds == UNKNOWN,
            offsets,
            lambda nth: f"act {nth} {said}",
            lambda at: words[values[at].as_py()] if values[at].is_valid else None,
        )
        return kinds

    def _amounts(self, amounts: Int64, found: Any, words: str, offsets: Int64 | None) -> None:
        if not found.null_count and not outside(amounts, 0, MAX_SEN).any():
            return
        below = outside(amounts, 0, MOST)
        if found.null_count:
            below = (amounts < 0) & found.is_valid().to_numpy(zero_copy_only=False)
        above = outside(amounts, -MOST, MAX_SEN)
        for wrong, why in ((below, "is negative"), (above, f"is more than {MAX_SEN} sen")):
            if not wrong.any():
                continue
            if offsets is None:
                self._tell(wrong, lambda _, why=why: f"{words} {why}")  # type: ignore[misc]  # mypy drops the default
            else:
                self._tell_facts(wrong, offsets, lambda nth, why=why: f"{words.format(nth=nth)} {why}")  # type: ignore[misc]  # as above

    def _months(self, written: Int64, found: Any, what: str, offsets: Int64) -> Int64:
        if not found.null_count and (known := months_of(written)) is not None:
            return known
        there = np.asarray(found.is_valid())
        years, months = np.divmod(written, 100)
        wrong = there & ((months < 1) | (months > 12) | (years < YEARS[0]) | (years > YEARS[1]))
        self._tell_facts(
            wrong, offsets, lambda nth: f"{what} {nth}: the period is no month, which is written 202406", written.item
        )
        return np.where(there, years * 12 + months - 1, UNKNOWN)

    def _order(self, name: str, facts: Mapping[str, Int64]) -> None:
        """Facts stand in the order of time, none before the first edition."""
        when, offsets = facts[_WHEN[name]], facts["offsets"]
        back = np.zeros(len(when), dtype=np.bool_)
        back[1:] = (when[1:] < when[:-1]) & (when[1:] != UNKNOWN)
        firsts = offsets[:-1]
        back[firsts[firsts < len(when)]] = False
        what = _FACTS[name]
        self._tell_facts(back, offsets, lambda nth: f"{what} {nth} is earlier than the one before it")
        if self.since > EARLIEST and len(when) and when.min() < self.since:
            words = f"lies before {calendar.text(calendar.instant(self.since))}, the first day that an edition covers"
            early = (when < self.since) & (when >= EARLIEST) & (when != UNKNOWN)
            self._tell_facts(early, offsets, lambda nth: f"{what} {nth} {words}")

    def _plans(self, acts: Mapping[str, Int64]) -> None:
        """Who changes a plan says what it costs from then on."""
        untold = (acts["event"] == Kind.PLAN_CHANGED) & (acts["amount"] == UNKNOWN)
        self._tell_facts(untold, acts["offsets"], lambda nth: f"act {nth}: a plan that changes has a new monthly fee")

    def _returns(self, acts: Mapping[str, Int64]) -> None:
        """A device comes back damaged or not, with a receipt or without."""
        wrong = (acts["event"] == Kind.DEVICE_RETURNED) & (acts["detail"] > sum(Return))
        said = f"the detail of a device that came back is 0 to {sum(Return)}"
        self._tell_facts(wrong, acts["offsets"], lambda nth: f"act {nth}: {said}", acts["detail"].item)

    def _taxes(self, bills: Mapping[str, Int64]) -> None:
        """Tax is a part of a bill's amount."""
        tax = bills["tax"]
        wrong = tax > np.maximum(bills["amount"], 0) if len(tax) and tax.max() > 0 else NOWHERE
        self._tell_facts(wrong, bills["offsets"], lambda nth: f"bill {nth}: the tax is more than the amount")

    def _steps(self, facts: Mapping[str, dict[str, Int64]]) -> None:
        """The places of facts: as they are told, or else bills, then payments, then acts."""
        told = [name for name in LISTS if "step" in facts[name]]
        if not told:
            # Only those of one subscription are ever compared; so all bills may come before all payments.
            before = 0
            for name in LISTS:
                size = int(facts[name]["offsets"][-1])
                facts[name]["step"] = counted(before, size)
                before += size
            return
        missing = [name for name in LISTS if name not in told and facts[name]["offsets"][-1]]
        if missing:
            self._column(f"{', '.join(told)} tell each fact's step, {', '.join(missing)} do not: tell all, or none")
        rows = np.concatenate(
            [np.repeat(np.arange(len(self.numbers)), np.diff(facts[name]["offsets"])) for name in told]
        )
        steps = np.concatenate([facts[name]["step"] for name in told])
        order = np.lexsort((steps, rows))
        again = (np.diff(rows[order]) == 0) & (np.diff(steps[order]) == 0)
        twice = np.unique(rows[order][1:][again])
        self.flaws.rows(self.place, twice, self._number, lambda _: "two facts have the same step", self.mask)
        for name in LISTS:
            facts[name].setdefault("step", np.zeros(0, dtype=np.int64))

    def _tell(self, wrong: Any, words: Callable[[int], str]) -> None:
        rows = np.flatnonzero(wrong)
        if len(rows):
            self.flaws.rows(self.place, rows, self._number, lambda at: words(int(rows[at])), self.mask)

    def _tell_facts(
        self, wrong: Any, offsets: Int64, words: Callable[[int], str], value: Callable[[int], object] | None = None
    ) -> None:
        found = np.flatnonzero(wrong)
        if not len(found):
            return
        rows = rows_of(offsets, found)

        def said(at: int) -> str:
            told = words(int(found[at] - offsets[rows[at]]) + 1)
            return told if value is None else f"{told}; it is {value(int(found[at]))!r}"

        self.flaws.rows(self.place, rows, self._number, said, self.mask)


def _flat(kind: Any, facts: Mapping[str, Int64], names: Mapping[str, str]) -> Any:
    return kind(*(facts[names.get(name, name)] for name in kind._fields))


def _untold(numbers: Any) -> Any:
    return np.asarray(pc.fill_null(pc.equal(pc.utf8_length(numbers), 0), fill_value=True))
