"""Instants, days, months and amounts of events, whichever way they are written, as whole numbers."""

import polars as pl

from lifecycle.calendar import WIB_MINUTES

_ISO = r"^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$"


def instant(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of instants as WIB seconds; null for what is none. An instant without an offset is WIB (G1)."""
    kind, column = frame.schema[name], pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.epoch("s") + (0 if kind.time_zone is None else WIB_MINUTES * 60)
    if kind == pl.Date:
        return column.cast(pl.Int64) * 86_400
    if kind == pl.String:
        day, time = column.str.extract(_ISO, 1), column.str.extract(_ISO, 2).fill_null("00:00")
        second = column.str.extract(_ISO, 3).fill_null("00")
        local = (day + pl.lit("T") + time + pl.lit(":") + second).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
        return local.dt.epoch("s") - (offset(frame, name).cast(pl.Int64) - WIB_MINUTES) * 60
    return pl.lit(None, pl.Int64)


def offset(frame: pl.DataFrame, name: str) -> pl.Expr:
    """The minutes east of UTC at which a column's instants were written; WIB where they do not tell."""
    if frame.schema[name] != pl.String:
        return pl.lit(WIB_MINUTES, pl.Int16)
    tail = pl.col(name).str.extract(_ISO, 4)
    minutes = tail.str.slice(1, 2).cast(pl.Int16, strict=False) * 60 + tail.str.slice(4, 2).cast(pl.Int16, strict=False)
    signed = pl.when(tail.str.starts_with("-")).then(-minutes).otherwise(minutes)
    return pl.when(tail == "Z").then(pl.lit(0, pl.Int16)).otherwise(signed).fill_null(WIB_MINUTES).cast(pl.Int16)


def day(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of days as dates."""
    kind, column = frame.schema[name], pl.col(name)
    if kind == pl.String:
        return column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return column.cast(pl.Date)


def period(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of months, ``2024-06`` or 202406, as 202406."""
    column = pl.col(name)
    if frame.schema[name] == pl.String:
        return column.str.extract(r"^(\d{4}-\d{2})$").str.replace("-", "", literal=True).cast(pl.Int32, strict=False)
    return column.cast(pl.Int32)


def sen(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of amounts: whole numbers are sen, text is rupiah; null for what is unspecified."""
    if frame.schema[name] == pl.String:
        return sen_of(pl.col(name))
    return pl.col(name).cast(pl.Int64)


def sen_of(text: pl.Expr) -> pl.Expr:
    """Rupiah as text, in sen; null for what is none, a debt among it."""
    whole = text.str.extract(r"^(\d{1,15})(?:\.\d{1,2})?$").cast(pl.Int64)
    part = text.str.extract(r"^\d+\.(\d{1,2})$").str.pad_end(2, "0").cast(pl.Int64).fill_null(0)
    return whole * 100 + part
