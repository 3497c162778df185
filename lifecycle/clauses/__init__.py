"""The kinds of clause that rule books are made of; each file holds one kind's terms and pure functions."""

from enum import IntEnum

from lifecycle.clauses import (
    arrears_ladder,
    blacklist,
    late_fee,
    minimum_term,
    order,
    overpayment,
    payment,
    refund_calendar,
)
from lifecycle.clauses.arrears_ladder import ArrearsTable
from lifecycle.clauses.blacklist import BlacklistTable
from lifecycle.clauses.late_fee import LateFeeTable
from lifecycle.clauses.minimum_term import MinimumTermTable
from lifecycle.clauses.order import OrderTable
from lifecycle.clauses.overpayment import OverpaymentTable
from lifecycle.clauses.pricing import BillingTable
from lifecycle.clauses.refund import RefundTable
from lifecycle.clauses.resale import ResaleTable
from lifecycle.clauses.whole_numbers import WholeNumbers

READINGS: dict[str, type[IntEnum] | WholeNumbers] = {
    **late_fee.READINGS,
    **payment.READINGS,
    **arrears_ladder.READINGS,
    **minimum_term.READINGS,
    **blacklist.READINGS,
    **order.READINGS,
    **overpayment.READINGS,
    **refund_calendar.READINGS,
}
"""Every reading that some clause consults, with its values; the first value is the plain default."""

TABLES: dict[str, type] = {
    "billing": BillingTable,
    "late_fee": LateFeeTable,
    "arrears": ArrearsTable,
    "minimum_term": MinimumTermTable,
    "blacklist": BlacklistTable,
    "resale": ResaleTable,
    "order": OrderTable,
    "overpayment": OverpaymentTable,
    "refund": RefundTable,
}
"""The table that each kind of clause has in a rule book."""


def value(name: str, word: str) -> int:
    """A reading's value by the word files write for it. Raises KeyError for an unknown one."""
    return READINGS[name][word.upper()]


def word(choice: int) -> str:
    """The word, or the number, that files write for a reading's value."""
    return choice.name.lower() if isinstance(choice, IntEnum) else str(choice)
