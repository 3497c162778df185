"""Payments: which instant counts, and what they settle first."""

from enum import IntEnum


class DatedBy(IntEnum):
    """Is a payment made when the customer paid, or when the bank posted it?"""

    CUSTOMER = 0
    POSTED = 1


class Timezone(IntEnum):
    """Is a payment's day reckoned in WIB, or by the offset written on it?"""

    PROVIDER = 0
    CUSTOMER = 1


class Allocation(IntEnum):
    """What a payment settles first; what is left over is credit."""

    OLDEST_BILL_PRINCIPAL_FIRST = 0
    OLDEST_BILL_FEE_FIRST = 1
    AS_TARGETED = 2


READINGS: dict[str, type[IntEnum]] = {
    "payment.dated_by": DatedBy,
    "payment.timezone": Timezone,
    "payment.allocation": Allocation,
}
