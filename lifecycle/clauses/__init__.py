"""The kinds of clause that rule books are made of; each file holds one kind's terms and pure functions."""

from enum import IntEnum

from lifecycle.clauses import (
    arrears_ladder,
    blacklist,
    cancellation,
    dispute,
    late_fee,
    minimum_term,
    order,
    overpayment,
    package,
    payment,
    refund_calendar,
    trial,
)
from lifecycle.clauses.arrears_ladder import ArrearsTable
from lifecycle.clauses.blacklist import BlacklistTable
from lifecycle.clauses.cancellation import CancellationTable
from lifecycle.clauses.device import DeviceTable
from lifecycle.clauses.dispute import DisputeTable
from lifecycle.clauses.documents import DocumentsTable
from lifecycle.clauses.escalation import EscalationTable
from lifecycle.clauses.late_fee import LateFeeTable
from lifecycle.clauses.minimum_term import MinimumTermTable
from lifecycle.clauses.no_refund import NoRefundTable
from lifecycle.clauses.order import OrderTable
from lifecycle.clauses.overpayment import OverpaymentTable
from lifecycle.clauses.package import PackageTable
from lifecycle.clauses.pricing import BillingTable
from lifecycle.clauses.refund import RefundTable
from lifecycle.clauses.resale import ResaleTable
from lifecycle.clauses.routing import RoutingTable
from lifecycle.clauses.trial import TrialTable
from lifecycle.clauses.whole_numbers import WholeNumbers

READINGS: dict[str, type[IntEnum] | WholeNumbers] = {
    **late_fee.READINGS,
    **payment.READINGS,
    **arrears_ladder.READINGS,
    **minimum_term.READINGS,
    **blacklist.READINGS,
    **cancellation.READINGS,
    **trial.READINGS,
    **package.READINGS,
    **dispute.READINGS,
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
    "cancellation": CancellationTable,
    "documents": DocumentsTable,
    "device": DeviceTable,
    "no_refund": NoRefundTable,
    "escalation": EscalationTable,
    "trial": TrialTable,
    "routing": RoutingTable,
    "package": PackageTable,
    "dispute": DisputeTable,
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
