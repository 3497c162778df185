"""The events of subscriptions packed into one row each."""

from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.reading import WIB
from scenarios.portfolio.schema import BILLS, HAPPENED, LISTS, PAYMENTS, packed
from scenarios.report.masking import Mask

GROUP = 16_384
"""Subscriptions a row group."""

SCHEMA = packed()

_ORDER = ("opening", "bill", "payment", "act")
"""Of events at one instant the first, where no step tells."""


def pack(events: pl.DataFrame, path: Path, mask: Mask) -> None:
    """Write a row for each subscription of some events, in the order of their numbers. Raises Problems."""
    twice = events.filter(kind="opening").group_by("number").len().filter(pl.col("len") > 1)
    if twice.height:
        number = mask.number(str(twice["number"].sort()[0]))
        words = f"{twice.height} subscriptions are opened more than once, {number} among them"
        raise Problems([Problem("the events", 0, 0, words)])
    order = pl.col("kind").replace_strict({name: at for at, name in enumerate(_ORDER)}, return_dtype=pl.Int8)
    told = events.sort("number", "at", "step", order, maintain_order=True)
    told = told.with_columns(pl.int_range(pl.len()).over("number").cast(pl.Int32).alias("step"))
    rows = told.select("number").unique().sort("number")
    opening = told.filter(kind="opening").select(
        "number",
        _at("activated"),
        "monthly_fee",
        "bills_day",
        "given_termination_fee",
        "given_device_charge",
    )
    rows = rows.join(opening, on="number", how="left")
    parts = {"bills": _bills(told), "payments": _payments(told), "acts": _acts(told)}
    for name, part in parts.items():
        rows = rows.join(part.group_by("number").agg(pl.struct(*LISTS[name]).alias(name)), on="number", how="left")
    rows = rows.sort("number").with_columns(*(pl.col(name).fill_null([]) for name in LISTS))
    table: Any = rows.select(SCHEMA.names).to_arrow().cast(SCHEMA)
    pq.write_table(table, path, row_group_size=GROUP, compression="zstd", compression_level=1)


def _at(name: str, alias: str | None = None) -> pl.Expr:
    moment = pl.from_epoch((pl.col(name) - WIB) * 1000, "ms").dt.replace_time_zone("UTC")
    return moment.dt.convert_time_zone("Asia/Jakarta").alias(alias or name)


def _bills(told: pl.DataFrame) -> pl.DataFrame:
    return told.filter(kind="bill").with_columns(_at("at", "issued")).select("number", *BILLS)


def _payments(told: pl.DataFrame) -> pl.DataFrame:
    return told.filter(kind="payment").with_columns(_at("at"), _at("posted")).select("number", *PAYMENTS)


def _acts(told: pl.DataFrame) -> pl.DataFrame:
    return told.filter(kind="act").with_columns(_at("at"), pl.col("act").alias("event")).select("number", *HAPPENED)
