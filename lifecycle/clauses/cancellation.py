"""Cancelling (*berhenti berlangganan*): what a customer's request needs before its confirmation ends anything."""

from enum import IntEnum
from typing import Literal

from attrs import frozen


class WhilePending(IntEnum):
    """Are months billed until a cancelling is confirmed, or only until it is asked for?"""

    UNTIL_CONFIRMED = 0
    UNTIL_REQUESTED = 1


READINGS: dict[str, type[IntEnum]] = {
    "billing.while_pending": WhilePending,
}


@frozen
class CancellationTable:
    """``[cancellation]``: a request ends nothing; only the confirmation does, after what it needs."""

    confirmed_after: tuple[Literal["documents", "device"], ...]
