"""What is owed at an instant: one balance, defined once."""

from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer
from projections.ledger import Ledger


def principal(ledger: Ledger, at: int) -> Answer:
    """Billed and unpaid, without what the rules add."""
    return ledger.account.principal()


def late_fee(ledger: Ledger, at: int) -> Answer:
    """What would be owed in late fees (*denda*) if everything were settled now."""
    return ledger.account.late_fee(at) if _has_fees(ledger, at) else NOT_APPLICABLE


def late_fees_charged(ledger: Ledger, at: int) -> Answer:
    """The late fees of all bills to date, paid or not."""
    return ledger.account.late_fees_charged(at) if _has_fees(ledger, at) else NOT_APPLICABLE


def _has_fees(ledger: Ledger, at: int) -> bool:
    """Whether the terms know a fee for being late: a tier's, or a rung's before the last."""
    book = ledger.book(at)
    rungs = book.arrears.rung if book.arrears else ()
    return book.late_fee is not None or any(rung.fee for rung in rungs if rung.becomes != "terminated")


def payable(ledger: Ledger, at: int) -> Answer:
    """Everything that would settle the account now."""
    return ledger.account.payable(at)


def balance(ledger: Ledger, at: int) -> Answer:
    """Payable less credit; negative is the customer's."""
    return ledger.account.balance(at)


def credit(ledger: Ledger, at: int) -> Answer:
    """Money held for the customer."""
    return Amount(ledger.account.credit, ledger.account.unknown_credit)


def charges(ledger: Ledger, at: int) -> Answer:
    """How many bills were issued to date."""
    return len(ledger.account.bills)


def total_charged(ledger: Ledger, at: int) -> Answer:
    """The sum of the bills issued to date."""
    return Amount(ledger.account.billed, ledger.account.unknown_principal)
