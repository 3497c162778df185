"""Whatever rows are taken in, what they come to holds no mistake and stands in its order."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="numba is not installed; pip install '.[portfolio]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[portfolio]'")

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from typer.testing import CliRunner

from lifecycle.civil import DAY, NEVER
from lifecycle.money import MAX_SEN
from projections.columns.batch import Batch
from projections.columns.checks import in_order, mistakes
from scenarios.cli import app
from scenarios.portfolio.bounds import EARLIEST, END
from scenarios.portfolio.flaws import Place
from scenarios.portfolio.intake import Intake, Taken
from scenarios.report.masking import Mask
from tests.portfolio.bases import UNSTEPPED, few

MOST, LEAST = (1 << 63) - 1, -(1 << 63)
PERIODS = ((190001, 219912, 202406), (190000, 190013, 189912, 220001, 202400, -1, MOST))
INSTANTS = ((EARLIEST, END - 1, 0, -1), (EARLIEST - 1, END, NEVER, MOST, LEAST))
SUMS = ((0, MAX_SEN, None), (-1, MAX_SEN + 1, MOST, LEAST))
OFFSETS = ((-1439, 1439, None), (-1440, 1440, MOST))
STEPS = ((0, -5, MOST, LEAST), (None,))
COLUMNS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "activated": ((*INSTANTS[0], None), (EARLIEST - 1, END, MOST, LEAST)),
    "monthly_fee": SUMS,
    "bills_day": ((0, 1, 31, None), (-1, 32, MOST)),
    "given_termination_fee": SUMS,
    "given_device_charge": SUMS,
    "bills.period": (PERIODS[0], (*PERIODS[1], None)),
    "bills.issued": (INSTANTS[0], (*INSTANTS[1], None)),
    "bills.amount": ((100, MAX_SEN), (0, None, *SUMS[1])),
    "bills.due": ((0, END // DAY - 1, None), (-1, END // DAY, (1 << 31) - 1)),
    "bills.tax": ((0, 100, None), (-1, 101, MOST, LEAST)),
    "bills.step": STEPS,
    "payments.at": (INSTANTS[0], (*INSTANTS[1], None)),
    "payments.amount": SUMS,
    "payments.posted": ((*INSTANTS[0], None), (EARLIEST - 1, END, MOST, LEAST)),
    "payments.period": ((*PERIODS[0], None), PERIODS[1]),
    "payments.offset": OFFSETS,
    "payments.posted_offset": OFFSETS,
    "payments.step": STEPS,
    "acts.at": (INSTANTS[0], (*INSTANTS[1], None)),
    "acts.event": (("device_returned", "downgraded"), ("refunded", "", None)),
    "acts.amount": SUMS,
    "acts.detail": ((0, 3, None), (-1, 4, 63, 64, MOST)),
    "acts.step": STEPS,
}
"""Of each column what may stand in it, and what may not, where a bill is of 100 sen, all tax, and an act a return."""

_SECONDS = pa.timestamp("s")
_TYPES = dict.fromkeys(("activated", "issued", "at", "posted"), _SECONDS) | {"due": pa.date32(), "event": pa.string()}


def subscription(**spoilt: Any) -> dict[str, Any]:
    """One with a bill, a payment and an act at one second; some of its columns, by their names, hold something else."""
    found: dict[str, Any] = {
        "number": "1",
        "activated": EARLIEST,
        "monthly_fee": 100,
        "bills_day": 5,
        "given_termination_fee": None,
        "given_device_charge": 0,
        "bills": [{"period": 202406, "issued": DAY, "amount": 100, "due": None, "tax": 100, "step": 3}],
        "payments": [
            {"at": DAY, "amount": 1, "posted": None, "period": None, "offset": 420, "posted_offset": None, "step": 2}
        ],
        "acts": [{"at": DAY, "event": "device_returned", "amount": None, "detail": 3, "step": 1}],
    }
    for name, value in spoilt.items():
        place, _, part = name.partition(".")
        if part:
            found[place][0][part] = value
        else:
            found[place] = value
    return found


def packed(*rows: Mapping[str, Any]) -> Any:
    """Rows of a base in the widest types that there are, so that anything may stand in them."""
    first = subscription()
    fields = []
    for name, value in first.items():
        if isinstance(value, list):
            parts = [pa.field(part, _TYPES.get(part, pa.int64())) for part in value[0]]
            fields.append(pa.field(name, pa.list_(pa.struct(parts))))
        else:
            fields.append(pa.field(name, pa.string() if name == "number" else _TYPES.get(name, pa.int64())))
    return pa.RecordBatch.from_pylist(list(rows), schema=pa.schema(fields))


def taken(rows: Any) -> Taken:
    return Intake(Place("base.parquet", 0, 0), EARLIEST, Mask()).taken(rows)


def columns(batch: Batch) -> Iterator[Any]:
    yield from batch[:5]
    for facts in (batch.bills, batch.payments, batch.acts):
        yield from facts


def is_sound(found: Taken) -> bool:
    """Whether rows were taken; what was taken must hold no mistake, stand in its order and be safe from writing."""
    if found.batch is None:
        assert not found.flaws.none()
        return False
    assert list(mistakes(found.batch)) == []
    for ours, ordered in zip(columns(found.batch), columns(in_order(found.batch)), strict=True):
        assert np.array_equal(ours, ordered)
        assert not ours.flags.writeable
    return True


CASES = [(name, value, True) for name, (may, _) in COLUMNS.items() for value in may]
CASES += [(name, value, False) for name, (_, may_not) in COLUMNS.items() for value in may_not]


@pytest.mark.parametrize(
    ("name", "value", "may"),
    CASES,
    ids=[f"{name} {'may' if may else 'may not'} be {value}" for name, value, may in CASES],
)
def test_a_column_holds_what_it_may_and_nothing_beside_it(name: str, value: Any, may: bool) -> None:
    spoilt = {"bills_day": 0} if name in {"activated", "monthly_fee"} else {}
    assert is_sound(taken(packed(subscription(**spoilt, **{name: value})))) == may


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(CASES), max_size=3).map(
            lambda cases: subscription(**{name: value for name, value, _ in cases})
        ),
        max_size=3,
    )
)
def test_no_mistake_is_taken_in_with_another(rows: list[dict[str, Any]]) -> None:
    is_sound(taken(packed(*rows)))


def test_facts_of_one_second_stand_in_the_order_of_their_steps_and_others_in_that_of_time() -> None:
    bill = subscription()["bills"][0]
    one, two = subscription(), subscription(number="2")
    one["bills"] = [bill | {"step": step} for step in (9, 7, 8)]
    two["bills"] = [bill | {"step": 12}, bill | {"issued": DAY + 1, "step": 10}, bill | {"issued": DAY + 1, "step": 11}]
    found = taken(packed(one, two))
    assert is_sound(found)
    assert found.batch is not None
    assert found.batch.bills.step.tolist() == [7, 8, 9, 12, 10, 11]
    two["bills"].reverse()
    assert not is_sound(taken(packed(one, two)))


def test_a_list_with_nothing_in_it_and_a_fact_that_is_none_are_no_mistake_unseen() -> None:
    assert is_sound(taken(packed(subscription(bills=[], payments=None, acts=None), subscription(number="2"))))
    assert not is_sound(taken(packed(subscription(payments=[None]))))


def test_of_a_list_that_is_not_there_nothing_is_taken_though_its_memory_holds_something() -> None:
    rows = packed(subscription(), subscription(number="2"))
    bills = rows.column("bills")
    hidden = pa.ListArray.from_arrays(bills.offsets, bills.values, mask=pa.array([True, False]))
    place = rows.schema.names.index("bills")
    found = taken(rows.set_column(place, rows.schema.field(place), hidden)).batch
    assert found is not None
    assert found.bills.offsets.tolist() == [0, 0, 1]


def test_words_and_numbers_that_are_coded_may_have_a_code_for_nothing() -> None:
    coded = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array([100, None], pa.int64()))
    rows = packed(subscription(), subscription(number="2", bills_day=0))
    place = rows.schema.names.index("monthly_fee")
    fees = pa.RecordBatch.from_arrays(
        [coded if number == place else rows.column(number) for number in range(rows.num_columns)], rows.schema.names
    )
    assert is_sound(taken(fees))


def test_what_is_made_for_trials_is_taken_in(tmp_path: Path) -> None:
    made = tmp_path / "made.parquet"
    asked = ("portfolio", "synth", "--out", str(made), "--subscriptions", "2000", "--months", "6")
    assert CliRunner().invoke(app, asked).exit_code == 0
    bases = [pq.read_table(made), pa.Table.from_pylist(few(), schema=UNSTEPPED)]
    for table in bases:
        for rows in table.to_batches(max_chunksize=700):
            assert is_sound(taken(rows))
