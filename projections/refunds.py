"""What is given back of what was paid."""

from projections.answers import NOT_APPLICABLE, Answer, Refund
from projections.ledger import Ledger


def refund(ledger: Ledger, at: int) -> Answer:
    """How a refund (*pengembalian dana*) stands; terms that say there is none answer so at once."""
    return Refund("not_refundable") if ledger.book(at).no_refund else NOT_APPLICABLE
