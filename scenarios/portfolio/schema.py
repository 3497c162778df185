"""The columns of a packed customer base: one row a subscription, its bills, payments and acts in lists."""

import pyarrow as pa
from attrs import frozen

from projections.columns.batch import Kind

INSTANT = pa.timestamp("ms", tz="Asia/Jakarta")
"""How instants are written; any unit and zone is read, and one without a zone is WIB (G1)."""

SEN = pa.int64()

ACTS = tuple(kind.name.lower() for kind in Kind)
"""The words for acts, each at its number."""


@frozen
class Column:
    """A column: its type as it is written, whether it must be there, whether it may be null, and what it says."""

    type: pa.DataType
    says: str
    needed: bool = False
    nullable: bool = True


TERMS = {
    "number": Column(pa.string(), "the subscription's number", needed=True, nullable=False),
    "activated": Column(INSTANT, "when it was activated; null where nobody tells"),
    "monthly_fee": Column(SEN, "the monthly fee in sen; null where nobody tells"),
    "bills_day": Column(pa.int8(), "the day on which the rules issue each month's bill; null or 0 for never"),
    "given_termination_fee": Column(SEN, "what is given for a termination fee that no source prices, in sen"),
    "given_device_charge": Column(SEN, "what is given for a device that no source prices, in sen"),
}
"""What a row says of the subscription."""

BILLS = {
    "period": Column(pa.int32(), "the bill's month, as 202406", needed=True, nullable=False),
    "issued": Column(INSTANT, "when it was issued", needed=True, nullable=False),
    "amount": Column(SEN, "its amount in sen; null where no source gives it (G7)", needed=True),
    "due": Column(pa.date32(), "the last day to pay; null where the rules give it"),
    "tax": Column(SEN, "how much of it is tax, in sen"),
    "step": Column(pa.int32(), "its place among all facts of the subscription", nullable=False),
}
"""What each bill says."""

PAYMENTS = {
    "at": Column(INSTANT, "when the customer paid", needed=True, nullable=False),
    "amount": Column(SEN, "how much, in sen; null where no source gives it (G7)", needed=True),
    "posted": Column(INSTANT, "when the bank posted it; null where nobody tells"),
    "period": Column(pa.int32(), "the month of the bill that it names, as 202406"),
    "offset": Column(pa.int16(), "the minutes east of UTC at which it was written; 420, WIB, without"),
    "posted_offset": Column(pa.int16(), "the same of the posting"),
    "step": Column(pa.int32(), "its place among all facts of the subscription", nullable=False),
}
"""What each payment says."""

HAPPENED = {
    "at": Column(INSTANT, "when it happened", needed=True, nullable=False),
    "event": Column(pa.string(), f"one of {', '.join(ACTS)}", needed=True, nullable=False),
    "amount": Column(SEN, "in sen, the new monthly fee, or the charge told with a device"),
    "detail": Column(pa.int16(), "the bits of the documents shown, or of how a device came back"),
    "step": Column(pa.int32(), "its place among all facts of the subscription", nullable=False),
}
"""What each act says."""

LISTS = {"bills": BILLS, "payments": PAYMENTS, "acts": HAPPENED}
"""The lists of a row."""


def lists_of(columns: dict[str, Column], names: tuple[str, ...] | None = None) -> pa.DataType:
    """A list of facts with all columns, or with those of some names."""
    kept = [name for name in columns if names is None or name in names]
    item = pa.struct([pa.field(name, columns[name].type, nullable=columns[name].nullable) for name in kept])
    return pa.list_(pa.field("item", item, nullable=False))


def packed(terms: tuple[str, ...] | None = None, lists: dict[str, tuple[str, ...]] | None = None) -> pa.Schema:
    """The schema of a packed base with all columns, or with some of them."""
    fields = [
        pa.field(name, one.type, nullable=one.nullable) for name, one in TERMS.items() if terms is None or name in terms
    ]
    for name, columns in LISTS.items():
        if lists is None or name in lists:
            fields.append(pa.field(name, lists_of(columns, None if lists is None else lists[name]), nullable=False))
    return pa.schema(fields)
