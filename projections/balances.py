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
    return owed(ledger, at)


def balance(ledger: Ledger, at: int) -> Answer:
    """Payable less credit; negative is the customer's."""
    return ledger.account.balance(at, owed(ledger, at))


def credit(ledger: Ledger, at: int) -> Answer:
    """Money held for the customer."""
    return ledger.account.held(at)


def owed(ledger: Ledger, at: int) -> Amount:
    """What is payable; without what is disputed where the policy is fair."""
    return ledger.judging(at).account.payable(at)


def suspense(ledger: Ledger, at: int) -> Answer:
    """What is disputed and not payable (*ditangguhkan*)."""
    return ledger.judging(at).account.suspense() if ledger.book(at).dispute else NOT_APPLICABLE


def package_open(ledger: Ledger, at: int) -> Answer:
    """What is open of the package lines of bills (*tagihan paket*)."""
    return ledger.account.package_open() if ledger.book(at).package else NOT_APPLICABLE


def charges(ledger: Ledger, at: int) -> Answer:
    """How many bills were issued, and charges made in advance, to date."""
    return len(ledger.account.bills) + ledger.account.in_advance.count


def total_charged(ledger: Ledger, at: int) -> Answer:
    """The sum of the bills issued and of the charges made in advance, to date; what was credited later stays in it."""
    return Amount(ledger.account.billed, ledger.account.unknown_principal)
