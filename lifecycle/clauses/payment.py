"""Payments: which instant counts, and what they settle first."""

from enum import IntEnum

from lifecycle.civil import WIB_MINUTES


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


def goes_by_posting(dated_by: int, posted: bool) -> bool:
    """Whether the bank's posting, where it is known, is a payment's instant."""
    return posted and dated_by == DatedBy.POSTED


def minutes_on(timezone: int, offset: int) -> int:
    """By how many minutes an instant written so far east of UTC counts later than it was."""
    return offset - WIB_MINUTES if timezone == Timezone.CUSTOMER else 0


READINGS: dict[str, type[IntEnum]] = {
    "payment.dated_by": DatedBy,
    "payment.timezone": Timezone,
    "payment.allocation": Allocation,
}
