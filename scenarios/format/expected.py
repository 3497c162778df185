"""What a story expects at an instant: the keys, and the type of each key's value."""

from datetime import datetime
from typing import Any, Literal, NewType

from attrs import frozen

from lifecycle.clauses.routing import ANSWERS
from lifecycle.events import BankAccount
from lifecycle.money import Sen
from projections.findings.finding import FindingCode
from scenarios.format.nodes import Place
from scenarios.format.shapes import Readings

NOT_APPLICABLE = "not_applicable"
"""The answer of a projection that the rule book has no clause for (G12)."""

NEVER = "never"
"""The answer for an instant that does not come."""

State = Literal["active", "warned", "isolated", "blocked", "cancellation_pending", "terminated", "not_active"]
Dispute = Literal["open", "upheld", "rejected", "withdrawn", "none"]
RefundStatus = Literal["approved", "refused", "rejected", "pending_letter", "incomplete", "not_refundable", "none"]
Destination = NewType("Destination", str)
"""Where a call should go: one of `DESTINATIONS`, or one that the provider's own rule books name."""

RouteKey = int | Literal["absent"]
"""The digit that a call is put through with, or `ABSENT`."""

ABSENT = "absent"
"""What is expected where a route has no key."""

DESTINATIONS = ("pln_mobile", "email", "pln_mobile_or_email", "iconnet_contact_centre", *ANSWERS)
Instant = datetime | Literal["never"]


@frozen
class ExpectedAmount:
    """An expected total: its known part in sen where one is written, and whether a part must be unspecified."""

    known: Sen | None
    unspecified: bool = False


Balance = NewType("Balance", ExpectedAmount)
"""An expected total that may be negative, in the customer's favour."""


@frozen
class ExpectedRefund:
    """What is expected of a refund; what is None is not judged."""

    gross: ExpectedAmount | None = None
    net: ExpectedAmount | None = None
    status: RefundStatus | None = None
    to: BankAccount | None = None
    transfer_on: Instant | None = None
    arrives_by: Instant | None = None


@frozen
class ExpectedRoute:
    """Where the latest contact should go; what is None is not judged."""

    to: Destination | None = None
    transfer: bool | None = None
    key: RouteKey | None = None
    log: str | None = None
    address: str | None = None


@frozen
class ExpectedFinding:
    """A finding, by its code alone or with its amount."""

    code: FindingCode
    amount: ExpectedAmount | None = None


Value = ExpectedAmount | str | int | bool | datetime | ExpectedRefund | ExpectedRoute | tuple[ExpectedFinding, ...]
"""A parsed expectation; `not_applicable`, `never` and the words of states and disputes are text."""

EXPECTATIONS: dict[str, Any] = {
    "state": State,
    "principal": ExpectedAmount,
    "late_fee": ExpectedAmount,
    "late_fees_charged": ExpectedAmount,
    "payable": ExpectedAmount,
    "balance": Balance,
    "credit": ExpectedAmount,
    "deposit": ExpectedAmount,
    "termination_fee": ExpectedAmount,
    "penalty": ExpectedAmount,
    "device_charge": ExpectedAmount,
    "charges": int,
    "total_charged": ExpectedAmount,
    "isolated_since": Instant,
    "terminable_from": Instant,
    "next_termination": Instant,
    "terminated_at": Instant,
    "blacklist_eligible": bool,
    "blacklisted": bool,
    "dispute": Dispute,
    "suspense": ExpectedAmount,
    "package_open": ExpectedAmount,
    "refund": ExpectedRefund,
    "route": ExpectedRoute,
    "findings": tuple[ExpectedFinding, ...],
    "findings_include": tuple[ExpectedFinding, ...],
    "events": int,
    "events_visible_to_customer": int,
}
"""Every expectation and the type of its value; each may also be `not_applicable`."""

CHOICES = ("under", "on_edition")
"""Keys inside `expect` that say under what it is expected."""


@frozen
class Expectation:
    """One key and the value that is expected of it."""

    key: str
    value: Value
    place: Place


@frozen
class Expect:
    """What is expected at one step, under the file's own readings and edition or others.

    ``step`` is its number among the file's steps, ``facts_above`` how many facts stand above it.
    ``under`` overlays the story's readings, ``on_edition`` its edition; the whole story is replayed with them.
    """

    step: int
    at: datetime
    expectations: tuple[Expectation, ...]
    under: Readings
    on_edition: str | None
    place: Place
    facts_above: int = 0
