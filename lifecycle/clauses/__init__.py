"""The kinds of clause that rule books are made of; each file holds one kind's terms and pure functions."""

from enum import IntEnum

from lifecycle.clauses import arrears_ladder, blacklist, dispute, late_fee, minimum_term, package, payment
from lifecycle.clauses.arrears_ladder import ArrearsTable
from lifecycle.clauses.blacklist import BlacklistTable
from lifecycle.clauses.dispute import DisputeTable
from lifecycle.clauses.late_fee import LateFeeTable
from lifecycle.clauses.minimum_term import MinimumTermTable
from lifecycle.clauses.package import PackageTable
from lifecycle.clauses.pricing import BillingTable
from lifecycle.clauses.resale import ResaleTable

READINGS: dict[str, type[IntEnum]] = {
    **late_fee.READINGS,
    **payment.READINGS,
    **arrears_ladder.READINGS,
    **minimum_term.READINGS,
    **blacklist.READINGS,
    **package.READINGS,
    **dispute.READINGS,
}
"""Every reading that some clause consults, with its values; the first value is the plain default."""

TABLES: dict[str, type] = {
    "billing": BillingTable,
    "late_fee": LateFeeTable,
    "arrears": ArrearsTable,
    "minimum_term": MinimumTermTable,
    "blacklist": BlacklistTable,
    "resale": ResaleTable,
    "package": PackageTable,
    "dispute": DisputeTable,
}
"""The table that each kind of clause has in a rule book."""


def value(name: str, word: str) -> IntEnum:
    """A reading's value by the word files write for it. Raises KeyError for an unknown one."""
    return READINGS[name][word.upper()]


def word(choice: IntEnum) -> str:
    """The word that files write for a reading's value."""
    return choice.name.lower()
