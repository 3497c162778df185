"""Orders (*pesanan*): how one turned out, and whether its money is given back."""

from enum import IntEnum
from typing import Literal

from attrs import frozen

OutcomeWord = Literal[
    "provider_fault",
    "unfulfillable",
    "client_fault",
    "not_processed",
    "processed_only",
    "processed_and_activated",
]
FaultWord = Literal["provider", "client", "unfulfillable"]

_FAULTS: dict[FaultWord, OutcomeWord] = {
    "provider": "provider_fault",
    "unfulfillable": "unfulfillable",
    "client": "client_fault",
}


class ProcessedOnly(IntEnum):
    """Is an order given back that was processed and is not active yet?"""

    NOT_REFUNDABLE = 0
    REFUNDABLE = 1


READINGS: dict[str, type[IntEnum]] = {"order.processed_only": ProcessedOnly}


def outcome(*, processed: bool, activated: bool, fault: FaultWord | None) -> OutcomeWord:
    """How an order turned out, the first that holds: whose fault it was, then how far it came.

    An order that is active was processed, whether or not anybody noted that.
    """
    if fault is not None:
        return _FAULTS[fault]
    if activated:
        return "processed_and_activated"
    return "processed_only" if processed else "not_processed"


@frozen
class OutcomeEntry:
    """``[[order.outcome]]``: one outcome, and whether what was paid is given back."""

    of: OutcomeWord
    refunded: bool


@frozen
class OrderTable:
    """``[order]``: the outcomes; one that the terms leave open is left out, and its reading decides."""

    outcome: tuple[OutcomeEntry, ...]

    def __attrs_post_init__(self) -> None:
        words = [entry.of for entry in self.outcome]
        again = next((word for number, word in enumerate(words) if word in words[:number]), None)
        if again is not None:
            raise ValueError(f'the outcome "{again}" stands twice; each has one answer')

    def refunds(self, turned_out: OutcomeWord, processed_only: int) -> bool:
        """Whether an order is given back; what is neither written nor read so is not."""
        for entry in self.outcome:
            if entry.of == turned_out:
                return entry.refunded
        return turned_out == "processed_only" and processed_only == ProcessedOnly.REFUNDABLE

    def path(self, turned_out: OutcomeWord) -> str:
        """Where the book speaks of an outcome: its entry, or the reading that decides it."""
        index = next((index for index, entry in enumerate(self.outcome) if entry.of == turned_out), None)
        return "order.processed_only" if index is None else f"order.outcome[{index}]"
