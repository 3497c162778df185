"""Bills and what corrects them."""

from datetime import date
from typing import ClassVar, Literal

from attrs import field, frozen

from lifecycle.calendar import Period
from lifecycle.events.fields import Actor
from lifecycle.fields import KEY
from lifecycle.money import Money, Sen

LineFor = Literal["service", "package", "rental", "admin", "tax", "stamp_duty", "adjustment"]


@frozen(slots=False)
class BillLine:
    """One line of a bill; ``amount`` in sen."""

    purpose: LineFor = field(metadata={KEY: "for"})
    amount: Money
    package: str | None = None


@frozen(slots=False)
class Billed:
    """A bill (*tagihan*) is issued for a period; ``due`` is its last day to pay, to the day's end."""

    topic: ClassVar[str] = "billed.1"
    actor: ClassVar[Actor] = "provider"

    period: Period
    amount: Money
    due: date | None = None
    lines: tuple[BillLine, ...] = ()


Demandable = Literal["payable", "late_fee", "penalty", "termination_fee", "device_charge", "package_open"]
"""What a demand may be of, by the word that answers what the rules give."""


@frozen(slots=False)
class Demanded:
    """The provider's demand (*penagihan*) as the customer received it; evidence, which moves no money and no state.

    ``of`` says what of the account was asked for; ``period`` narrows that to the bill of a month.
    """

    topic: ClassVar[str] = "demanded.1"
    actor: ClassVar[Actor] = "provider"

    amount: Money
    of: Demandable = "payable"
    period: Period | None = None
    note: str | None = None


@frozen(slots=False)
class Adjusted:
    """A bill's principal is corrected: negative lowers it, positive raises it."""

    topic: ClassVar[str] = "adjusted.1"
    actor: ClassVar[Actor] = "provider"

    amount: Sen
    reason: str | None = None
    period: Period | None = None


@frozen(slots=False)
class DueDateMoved:
    """A bill's last day to pay moves to ``to``, inclusive; with or without waiving the late fee till then."""

    topic: ClassVar[str] = "due-date-moved.1"
    actor: ClassVar[Actor] = "provider"

    period: Period
    to: date
    waive_late_fee: bool = False
