"""What ending before the minimum term costs, as far as it is still open."""

from projections.answers import NOT_APPLICABLE, Answer
from projections.ledger import Ledger


def termination_fee(ledger: Ledger, at: int) -> Answer:
    """The fee (*biaya terminasi*) where the provider ends the contract within the minimum term."""
    return ledger.account.charge("termination_fee", at) if _provider_ends(ledger, at) else NOT_APPLICABLE


def penalty(ledger: Ledger, at: int) -> Answer:
    """The penalty (*penalti*) where the customer ends it."""
    return ledger.account.charge("penalty", at) if ledger.book(at).minimum_term else NOT_APPLICABLE


def device_charge(ledger: Ledger, at: int) -> Answer:
    """The charge for a rented device, part of what an early ending may cost."""
    book = ledger.book(at)
    return ledger.account.charge("device_charge", at) if book.device or book.minimum_term else NOT_APPLICABLE


def _provider_ends(ledger: Ledger, at: int) -> bool:
    book = ledger.book(at)
    clause, rungs = book.minimum_term, book.arrears.rung if book.arrears else ()
    costly = any(rung.fee for rung in rungs if rung.becomes == "terminated")
    return costly or (clause is not None and not {"arrears", "resale"}.isdisjoint(clause.on))
