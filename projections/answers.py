"""What a projection may answer."""

from datetime import date, datetime
from typing import Literal

from attrs import frozen

from lifecycle.clauses.routing import Route
from lifecycle.events import BankAccount
from lifecycle.money import Amount

NotApplicable = Literal["not_applicable"]
NOT_APPLICABLE: NotApplicable = "not_applicable"
"""The provider has no clause for the question (G12)."""


@frozen
class Refund:
    """What is given back: how the request stands, before and after bank fees, to whom and when."""

    status: Literal["approved", "refused", "rejected", "pending_letter", "incomplete", "not_refundable", "none"]
    gross: Amount = Amount()
    net: Amount = Amount()
    to: BankAccount | None = None
    transfer_on: date | None = None
    arrives_by: date | None = None


Answer = Amount | int | bool | str | datetime | Route | Refund
"""An amount, a count, yes or no, a word (``never``, ``not_applicable``), a WIB instant, a route, or a refund."""

NEVER = "never"
