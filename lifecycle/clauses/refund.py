"""Refunds (*pengembalian dana*): what a request needs, where the money may go, and what reaches the customer."""

from typing import Literal, NamedTuple

from attrs import frozen

from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.clauses.refund_calendar import CalendarTable
from lifecycle.fields import named
from lifecycle.money import Sen

Given = Literal["given"]
ChannelWord = Literal["email", "phone"]
NeedWord = Literal["account", "payment_data", "reason"]
MethodWord = Literal["internet_banking", "atm", "cash", "card", "channel"]
SlipWord = Literal["named", "unnamed"]
PayeeWord = Literal["sender", "depositor", "holder"]
LetterWord = Literal["letter", "stamped", "signed_by_head"]


class Source(NamedTuple):
    """How money came: the method, who sent it from which account, and what the deposit slip says."""

    method: MethodWord | None
    name: str | None
    number: str | None
    has_slip: bool
    depositor: str | None
    attached: bool


def evident_method(source: Source) -> MethodWord | None:
    """The method of a payment: as told; else a slip is cash, and a numbered account was used through its bank."""
    if source.method is not None:
        return source.method
    if source.has_slip:
        return "cash"
    return "internet_banking" if source.number is not None else None


@frozen
class RequestTable:
    """``[refund.request]``: by what a request must come, and what it must carry."""

    by: tuple[ChannelWord, ...]
    needs: tuple[NeedWord, ...]


@frozen
class DestinationRule:
    """``[[refund.destination]]``: to whom money goes back that came by some methods.

    ``slip`` says whether the rule is for cash with a depositor's name on the slip or without one, and
    ``slip_attached`` that the slip must come with the request.
    """

    paid_by: tuple[MethodWord, ...]
    to: PayeeWord
    slip: SlipWord | None = None
    slip_attached: bool = False

    def is_for(self, source: Source) -> bool:
        """Whether the rule is about money that came so."""
        slip = "named" if source.depositor else "unnamed"
        return evident_method(source) in self.paid_by and self.slip in (None, slip)

    def allows(self, source: Source, holder: str | None, name: str | None, number: str | None) -> bool:
        """Whether the money may go to an account of this name and number."""
        if self.to == "sender":
            return same_name(source.name, name) and same_number(source.number, number)
        return same_name(source.depositor if self.to == "depositor" else holder, name)


@frozen
class AnyDestination:
    """``[refund.any_destination]``: what opens every other destination."""

    needs: tuple[LetterWord, ...] = named("with")


@frozen
class TransferTable:
    """``[refund.transfer]``: the bank's fee, which the customer bears: an amount, or ``"given"`` by the story."""

    bank_fee: Sen | Given | None = None


@frozen
class ArrivalTable:
    """``[refund.arrival]``: at which banks money arrives on the day it is sent, and how many days later elsewhere.

    ``published_wait_days`` is how long the provider tells its customers to expect to wait from a valid request to
    the transfer; no rule.
    """

    same_day: tuple[str, ...]
    otherwise_days: int
    published_wait_days: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.published_wait_days is not None and not 0 <= self.published_wait_days <= 366:
            words = "days from a valid request to the transfer are 0 to 366"
            raise ValueError(f"published_wait_days = {self.published_wait_days}: {words}")
        if not 0 <= self.otherwise_days <= 366:
            raise ValueError(f"otherwise_days = {self.otherwise_days}: days on the way are 0 to 366")

    def days(self, bank: str | None) -> int:
        """Calendar days from the transfer to the arrival."""
        return 0 if any(same_bank(one, bank) for one in self.same_day) else self.otherwise_days


@frozen
class RefundTable:
    """``[refund]``: everything about giving money back."""

    request: RequestTable
    calendar: CalendarTable
    arrival: ArrivalTable
    transfer: TransferTable = TransferTable()
    destination: tuple[DestinationRule, ...] = ()
    any_destination: AnyDestination | None = None

    def rule(self, source: Source) -> tuple[str, DestinationRule] | None:
        """The rule about money that came so, and its path in the book; None where none is."""
        for index, rule in enumerate(self.destination):
            if rule.is_for(source):
                return f"refund.destination[{index}]", rule
        return None


def net(gross: int, fee: int) -> int:
    """What reaches the customer, in sen: the refund less the bank's fee, never below 0."""
    return max(gross - fee, 0)
