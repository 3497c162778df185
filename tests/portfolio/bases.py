"""Small customer bases for the tests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lifecycle import calendar
from scenarios.portfolio.schema import packed

SEN = 41_250_000


def at(text: str) -> datetime:
    return calendar.parse_instant(text)


def bill(month: str = "2024-06", amount: int | None = SEN, **more: Any) -> dict[str, Any]:
    return {"period": int(month.replace("-", "")), "issued": at(f"{month}-05"), "amount": amount, **more}


def paid(when: str, amount: int | None = SEN, **more: Any) -> dict[str, Any]:
    return {"at": at(when), "amount": amount, "offset": 420, "posted_offset": 420, **more}


def act(when: str, event: str, **more: Any) -> dict[str, Any]:
    return {"at": at(when), "event": event, "detail": 0, **more}


def row(number: str, *facts: Mapping[str, Any], **terms: Any) -> dict[str, Any]:
    """A subscription with its facts, each put into the list that it belongs to."""
    bills = [one for one in facts if "issued" in one]
    acts = [one for one in facts if "event" in one]
    payments = [one for one in facts if one not in bills and one not in acts]
    steps = {name: [{"tax": 0, **one} for one in those] for name, those in (("bills", bills),)}
    opening = {"number": number, "activated": at("2022-05-10"), "monthly_fee": SEN, "bills_day": 0}
    return {**opening, **terms, **steps, "payments": payments, "acts": acts}


UNSTEPPED = packed(
    lists={
        "bills": ("period", "issued", "amount", "due", "tax"),
        "payments": ("at", "amount", "posted", "period", "offset", "posted_offset"),
        "acts": ("at", "event", "amount", "detail"),
    }
)
"""All columns but the steps of facts."""


def base(path: Path, rows: Sequence[Mapping[str, Any]], group: int = 2, schema: Any = UNSTEPPED) -> Path:
    """A base in a file, so many rows a row group."""
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path, row_group_size=group)
    return path


def few() -> list[dict[str, Any]]:
    """One who pays in time, one on the 23rd with the fee, one on the 23rd without it, one who never pays."""
    return [
        row("900100001", bill(), paid("2024-06-19T10:00")),
        row("900100002", bill(), paid("2024-06-23T10:00", SEN + SEN // 20)),
        row("900100003", bill(), paid("2024-06-23T10:00")),
        row("900100004", bill()),
        row("900100005", bill(), act("2024-06-30T10:00", "terminated_by_wish")),
    ]
