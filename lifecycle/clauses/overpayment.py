"""Overpayments (*kelebihan bayar*): which become deposit, which are refunded, which need a letter."""

from enum import IntEnum
from typing import Literal

from attrs import frozen

from lifecycle.fields import named
from lifecycle.money import Sen


class AtThreshold(IntEnum):
    """Where does an overpayment of exactly the threshold go: into deposit, or is it held?"""

    DEPOSIT = 0
    HOLD = 1


READINGS: dict[str, type[IntEnum]] = {"overpayment.at_threshold": AtThreshold}


def becomes_deposit(amount: int, threshold: int, at_threshold: int) -> bool:
    """Whether an overpayment in sen becomes deposit by itself."""
    return amount < threshold or (amount == threshold and at_threshold == AtThreshold.DEPOSIT)


def is_refundable(amount: int, threshold: int) -> bool:
    """Whether an overpayment in sen is given back at all: only above the threshold."""
    return amount > threshold


@frozen
class LetterTable:
    """``[overpayment.letter]``: the overpayment from which, inclusive, a letter is needed."""

    starts: Sen = named("from")


@frozen
class DepositTable:
    """``[overpayment.deposit]``: what has become deposit stays so."""

    converted: Literal["not_refunded"]


@frozen
class OverpaymentTable:
    """``[overpayment]``: below the threshold an overpayment becomes deposit, above it it is given back."""

    threshold: Sen
    letter: LetterTable | None = None
    deposit: DepositTable | None = None

    def needs_letter(self, amount: int) -> bool:
        """Whether an overpayment in sen is given back only with a letter."""
        return self.letter is not None and amount >= self.letter.starts
