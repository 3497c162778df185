"""What a projection may answer."""

from datetime import date, datetime
from typing import Literal

from attrs import frozen

from lifecycle.clauses.routing import Route
from lifecycle.events import BankAccount
from lifecycle.money import Amount
from lifecycle.refunds.request import RefundStatus
from projections.findings.finding import Found

NotApplicable = Literal["not_applicable"]
NOT_APPLICABLE: NotApplicable = "not_applicable"
"""The provider has no clause for the question (G12)."""

Never = Literal["never"]
NEVER: Never = "never"
"""The instant does not come."""


@frozen
class Refund:
    """What becomes of a request: the sum and what of it reaches the customer, its status, to which account, and when.

    The days are those of the rules, whatever the provider did.
    """

    gross: Amount
    net: Amount
    status: RefundStatus
    to: BankAccount | None = None
    transfer_on: date | Never = NEVER
    arrives_by: date | Never = NEVER


Answer = Amount | int | bool | str | datetime | Route | Refund | Found
"""An amount, a count, yes or no, a word (``never``, ``not_applicable``), a WIB instant, a route, a refund, findings."""
