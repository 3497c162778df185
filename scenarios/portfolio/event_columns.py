"""Rows of events as columns of one kind, whether they say it in columns or in a payload, as exports do."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl
from attrs import define

from lifecycle.money import UNSPECIFIED
from scenarios.portfolio.event_times import day, instant, offset, period, sen, sen_of
from scenarios.portfolio.event_types import DAY, INSTANT, TEXT, TEXT_OR_WHOLE, WHOLE
from scenarios.portfolio.flaws import Flaws, Place
from scenarios.portfolio.mistakes import strangers
from scenarios.portfolio.schema import ACTS
from scenarios.portfolio.unheld import WHAT_TO_DO
from scenarios.report.masking import Mask

PAYLOAD = "payload"

BESIDE = (PAYLOAD, "provider", "version", "ordinal")
"""Columns of exports beside those of events."""

NEEDED = ("number", "at", "event")

AMOUNTS = ("amount", "tax", "monthly_fee", "given_termination_fee", "given_device_charge")

EVENTS = (
    *NEEDED,
    *("step", "actor", "amount", "period", "due", "tax", "posted_at", "by", "reason"),
    *("activated", "monthly_fee", "bills_day", "given_termination_fee", "given_device_charge", "detail"),
)
"""The columns of events without a payload: amounts are sen, as in packed bases; words as in scenario files."""

_TEXT = pl.String()
_DECODED = pl.Struct(
    {
        **dict.fromkeys(("amount", "period", "due", "posted_at", "by", "reason", "activated", "monthly_fee"), _TEXT),
        **dict.fromkeys(("charge", "condition", "order", "provider_acts", "edition"), _TEXT),
        **dict.fromkeys(("receipt", "notice"), pl.Boolean()),
        **dict.fromkeys(
            ("form", "signed", "identity", "payment_proof", "customer_number", "device_receipt"), pl.Boolean()
        ),
        "bills": pl.Struct({"day": pl.Int64()}),
        "givens": pl.Struct({"termination.fee": _TEXT, "device.charge": _TEXT}),
        "lines": pl.List(pl.Struct({"for": _TEXT, "amount": _TEXT})),
    }
)
"""What is read of a payload."""

_TYPES = {
    **dict.fromkeys(("event", "actor", "by", "reason", "provider", PAYLOAD), TEXT),
    **dict.fromkeys(("at", "posted_at", "activated"), INSTANT),
    **dict.fromkeys(("number", "period", *AMOUNTS), TEXT_OR_WHOLE),
    **dict.fromkeys(("bills_day", "detail", "step", "version", "ordinal"), WHOLE),
    "due": DAY,
}
"""Of which types columns may be, where they are there."""

_READ_AS = {
    **{name: name for name in (*AMOUNTS, "due", "activated", "bills_day", "detail")},
    "posted_at": "posted",
}
"""What must be read as something where it is there, and the column that it is read into."""

_PAPERS = ("form", "signed", "identity", "payment_proof", "customer_number", "device_receipt")

KNOWN = {
    "activated": "opening",
    "billed": "bill",
    "paid": "payment",
    "terminated": "act",
    "resale-proven": "act",
    "downgraded": "act",
    "plan-changed": "act",
    "blacklisted": "act",
    "cancellation-requested": "act",
    "documents-verified": "act",
    "device-returned": "act",
    "cancellation-confirmed": "act",
}
"""The events that columns hold, and what each is in them."""

PASSED_OVER = frozenset({"contacted", "letter-sent", "dispute-noted", "visibility-changed"})
"""Events that move no amount and no state of what columns judge."""


@define
class Reader:
    """What reads a provider's events of one place; what is wrong with them goes among the flaws."""

    place: Place
    mask: Mask
    flaws: Flaws
    provider: str
    unheld: Mapping[str, str]
    left_out: int = 0

    def read(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The events that are facts, as columns, with their row; the rules' own acts are decided anew and left out."""
        # Words that a file keeps once each would else be read as their places among those.
        frame = rows.cast({pl.Categorical: pl.String}).with_row_index("row")
        if "provider" in frame.columns:
            frame = frame.filter(pl.col("provider").is_null() | (pl.col("provider") == self.provider))
            self.left_out = rows.height - frame.height
        if PAYLOAD in frame.columns:
            frame = _unpacked(frame)
        else:
            wrong = pl.lit(None, pl.String)
            if "activated" not in frame.columns:
                words = "it says when only in a column 'activated', which is missing"
                wrong = pl.when(pl.col("event") == "activated").then(pl.lit(words))
            order = pl.col("step").cast(pl.Int64) if "step" in frame.columns else pl.lit(None, pl.Int64)
            frame = frame.with_columns(order.alias("row_order"), wrong.alias("wrong"))
        for name in EVENTS:
            if name not in frame.columns:
                frame = frame.with_columns(pl.lit(None).alias(name))
        frame = frame.filter(pl.col("actor").is_null() | (pl.col("actor") != "rules"))
        frame = frame.filter(~pl.col("event").is_in(PASSED_OVER).fill_null(value=False))
        read = frame.select(
            pl.col("row").cast(pl.Int64),
            pl.col("number").cast(pl.String),
            pl.col("event").replace_strict(KNOWN, default=None, return_dtype=pl.String).alias("kind"),
            pl.col("row_order").alias("step"),
            instant(frame, "at").alias("at"),
            offset(frame, "at").alias("offset"),
            sen(frame, "amount").alias("amount"),
            period(frame, "period").alias("period"),
            day(frame, "due").alias("due"),
            sen(frame, "tax").alias("tax"),
            instant(frame, "posted_at").alias("posted"),
            offset(frame, "posted_at").alias("posted_offset"),
            instant(frame, "activated").alias("activated"),
            sen(frame, "monthly_fee").alias("monthly_fee"),
            pl.col("bills_day").cast(pl.Int8, strict=False),
            sen(frame, "given_termination_fee").alias("given_termination_fee"),
            sen(frame, "given_device_charge").alias("given_device_charge"),
            _act().alias("act"),
            pl.col("detail").cast(pl.Int16, strict=False),
            pl.col("wrong"),
        )
        self._judge(frame, read)
        return read.drop("wrong").with_columns(pl.col("detail", "tax").fill_null(0))

    def _judge(self, frame: pl.DataFrame, read: pl.DataFrame) -> None:
        whole = frame.select(NEEDED).hstack(read.drop("number", "at"))
        self._tell(whole, pl.col("number").is_null(), lambda one: "the number is missing")
        self._tell(whole, pl.col("number").cast(pl.String) == "", lambda one: "the number is empty")
        masked = pl.col("number").cast(pl.String).str.starts_with("***")
        self._tell(
            whole,
            masked,
            lambda one: "the number is masked, as several subscriptions may be alike; export it with --unmask",
        )
        self._tell(whole, read["kind"].is_null(), self._unheld)
        self._tell(whole, read["at"].is_null(), lambda one: f"at {one['at']!r} is no instant")
        said = frame["period"].is_not_null()
        untold = (read["kind"].is_in(["bill"]).fill_null(value=False) | said) & read["period"].is_null()
        self._tell(whole, untold, lambda one: "the period is missing, or none; it is a month as 2024-06")
        ended = (pl.col("kind") == "act") & pl.col("act").is_null()
        self._tell(
            whole, ended, lambda one: "who ends it, and why, has no column; by customer, or by provider without fault"
        )
        self._tell(whole, pl.col("wrong").is_not_null(), lambda one: str(one["wrong"]))
        for name, kept in _READ_AS.items():
            said = frame[name]
            unread = said.is_not_null() & read[kept].is_null()
            if name in AMOUNTS and said.dtype == pl.String:
                unread &= said != UNSPECIFIED
            if unread.any():
                told = frame.select("row", "number", pl.col(name).alias("said"))
                self._tell(told, unread, lambda one, name=name: f"the {name.replace('_', ' ')} {one['said']!r} is none")  # type: ignore[misc]  # mypy drops the default

    def _unheld(self, one: dict[str, Any]) -> str:
        """What to say of an event that no column holds: a fact for a clause, or a word that nobody knows."""
        event = one["event"]
        if event in self.unheld:
            return f"the event {event!r} has no column: {self.unheld[event]}; {WHAT_TO_DO}"
        return f"the event {event!r} has no column; known are {', '.join(KNOWN)}"

    def _tell(self, whole: pl.DataFrame, wrong: Any, words: Callable[[dict[str, Any]], str]) -> None:
        found = whole.filter(wrong)
        if not found.height:
            return
        told = found.head(1000).to_dicts()
        rows = [one["row"] for one in told] + [0] * (found.height - len(told))
        self.flaws.rows(self.place, rows, lambda row: _number(told, row), lambda at: words(told[at]), self.mask)


def _number(told: list[dict[str, Any]], row: int) -> str:
    return next(str(one["number"]) for one in told if one["row"] == row)


def missing(schema: Any) -> Iterator[str]:
    """What is missing among the columns of events, in words."""
    for name in NEEDED:
        if name not in schema.names:
            yield f"the column {name!r} is missing"
    yield from strangers(schema.names, {*EVENTS, *BESIDE})
    for name in schema.names:
        if name in _TYPES and not _TYPES[name].holds(schema.field(name).type):
            yield f"the column {name!r} is {schema.field(name).type}; it is {_TYPES[name].says}"
    if PAYLOAD not in schema.names and not {"amount", "period"} <= {*schema.names}:
        yield f"there is neither a column {PAYLOAD!r}, as exports have it, nor columns 'amount' and 'period'"


def _unpacked(frame: pl.DataFrame) -> pl.DataFrame:
    """Events with the parts of their payload in columns."""
    order = next((name for name in ("version", "ordinal", "step") if name in frame.columns), None)
    frame = _decoded(frame)

    def field(name: str) -> pl.Expr:
        return pl.col("said").struct.field(name)

    taxed = field("lines").list.eval(
        pl.when(pl.element().struct.field("for") == "tax").then(pl.element().struct.field("amount"))
    )
    unknown = field("lines").list.eval(pl.element().struct.field("amount") == "unspecified").list.any()
    papers = sum(
        (field(name).fill_null(value=False).cast(pl.Int16) * (1 << at) for at, name in enumerate(_PAPERS)), pl.lit(0)
    )
    back = (field("condition") == "damaged").fill_null(value=False).cast(pl.Int16) + 2 * field("receipt").fill_null(
        value=False
    ).cast(pl.Int16)
    return frame.with_columns(
        *(field(name).alias(name) for name in ("period", "due", "posted_at", "by", "reason", "activated")),
        pl.coalesce(
            field("amount"), field("charge"), pl.when(pl.col("event") != "activated").then(field("monthly_fee"))
        ).alias("amount"),
        field("monthly_fee").alias("monthly_fee"),
        taxed.list.drop_nulls().list.eval(sen_of(pl.element())).list.sum().alias("tax"),
        field("bills").struct.field("day").alias("bills_day"),
        field("givens").struct.field("termination.fee").alias("given_termination_fee"),
        field("givens").struct.field("device.charge").alias("given_device_charge"),
        pl.when(pl.col("event") == "documents-verified").then(papers).otherwise(back).alias("detail"),
        pl.coalesce(
            pl.when(pl.col("said").is_null()).then(pl.lit("the payload is missing, or none that exports write")),
            pl.when(pl.col("event").is_in(["billed", "paid"]) & field("amount").is_null()).then(
                pl.lit("the payload tells no amount")
            ),
            pl.when(field("provider_acts") == "as_recorded").then(
                pl.lit("it is told as recorded; whole bases are judged by the rules")
            ),
            pl.when(field("edition").is_not_null()).then(pl.lit("it pins an edition; a base is judged by one choice")),
            pl.when(pl.col(PAYLOAD).str.contains('"readings":{"', literal=True)).then(
                pl.lit("it chooses readings by itself; a base is judged by one choice, which --reading makes")
            ),
            pl.when(field("order").is_not_null()).then(pl.lit("it is for an order, which no column holds")),
            pl.when(unknown & (field("amount") != "unspecified")).then(
                pl.lit("a part of the bill is unspecified, which no column holds")
            ),
        ).alias("wrong"),
        (pl.col(order).cast(pl.Int64) if order else pl.lit(None, pl.Int64)).alias("row_order"),
    )


def _decoded(frame: pl.DataFrame) -> pl.DataFrame:
    """Events with what their payload says; nothing, where it is not what exports write."""
    said = pl.col(PAYLOAD).str.json_decode(_DECODED).alias("said")
    try:
        return frame.with_columns(said)
    except pl.exceptions.ComputeError:
        unread = [not _is_read(row, said) for row in frame.iter_slices(1)]
    payload = pl.when(~pl.Series(unread)).then(pl.col(PAYLOAD)).alias(PAYLOAD)
    return frame.with_columns(payload).with_columns(said)


def _is_read(row: pl.DataFrame, said: pl.Expr) -> bool:
    try:
        row.select(said)
    except pl.exceptions.ComputeError:
        return False
    return True


def _act() -> pl.Expr:
    """The word of an act in a packed base."""
    wish = (pl.col("event") == "terminated") & (pl.col("by") == "customer")
    no_fault = (pl.col("event") == "terminated") & (pl.col("by") == "provider") & (pl.col("reason") == "no_fault")
    word = pl.col("event").str.replace_all("-", "_", literal=True)
    return (
        pl.when(wish)
        .then(pl.lit("terminated_by_wish"))
        .when(no_fault)
        .then(pl.lit("terminated_without_fault"))
        .when(word.is_in(ACTS))
        .then(word)
    )
