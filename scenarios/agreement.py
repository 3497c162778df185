"""Whether what was derived is what a story expects."""

from datetime import date, datetime

from lifecycle import calendar
from lifecycle.clauses.bank_account import same_bank, same_name, same_number
from lifecycle.events import BankAccount
from lifecycle.money import Amount
from projections.answers import NEVER, NOT_APPLICABLE, Answer, Refund
from scenarios.format.expected import ExpectedAmount, ExpectedRefund, Instant, Value


def agrees(wanted: Value, derived: Answer) -> bool:
    """Whether they agree; of a refund only what the story names is compared."""
    if isinstance(wanted, ExpectedAmount) and isinstance(derived, Amount):
        known = wanted.known is None or wanted.known == derived.sen
        return known and wanted.unspecified == bool(derived.unspecified)
    if isinstance(wanted, ExpectedRefund) and isinstance(derived, Refund):
        return _refunds_agree(wanted, derived)
    if isinstance(wanted, datetime) and isinstance(derived, datetime):
        return calendar.seconds(wanted) == calendar.seconds(derived)
    same = type(wanted) is type(derived) and wanted == derived
    return same or wanted == derived == NOT_APPLICABLE


def difference(wanted: Value, derived: Answer) -> int | None:
    """By how many sen more was derived, where both are amounts; of a refund, of the first of its sums that differs."""
    if isinstance(wanted, ExpectedRefund) and isinstance(derived, Refund):
        sums = ((wanted.gross, derived.gross), (wanted.net, derived.net))
        found = [difference(one, other) for one, other in sums if one is not None and not agrees(one, other)]
        return found[0] if found else None
    if isinstance(wanted, ExpectedAmount) and isinstance(derived, Amount):
        return None if wanted.known is None else derived.sen - wanted.known
    return None


def _refunds_agree(wanted: ExpectedRefund, derived: Refund) -> bool:
    return (
        (wanted.status is None or wanted.status == derived.status)
        and (wanted.gross is None or agrees(wanted.gross, derived.gross))
        and (wanted.net is None or agrees(wanted.net, derived.net))
        and (wanted.to is None or _one_account(wanted.to, derived.to))
        and (wanted.transfer_on is None or _one_day(wanted.transfer_on, derived.transfer_on))
        and (wanted.arrives_by is None or _one_day(wanted.arrives_by, derived.arrives_by))
    )


def _one_account(wanted: BankAccount, derived: BankAccount | None) -> bool:
    """Whether an account is the one wanted, as far as that is told; its parts are read as the rules read them."""
    if derived is None:
        return False
    return (
        (wanted.name is None or same_name(wanted.name, derived.name))
        and (wanted.number is None or same_number(wanted.number, derived.number))
        and (wanted.bank is None or same_bank(wanted.bank, derived.bank))
    )


def _one_day(wanted: Instant, derived: date | str) -> bool:
    """Whether a day is the one wanted, as the instant at which it begins."""
    if isinstance(wanted, str) or isinstance(derived, str):
        return wanted == derived == NEVER
    return calendar.seconds(wanted) == calendar.day_number(derived) * 86_400
