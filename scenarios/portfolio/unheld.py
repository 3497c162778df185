"""Events that no column holds, by the clauses that are about them, and what to do about a base that has any."""

from collections.abc import Mapping, Sequence

from lifecycle.rulebook import RuleBook

_ABOUT = {
    "adjusted": "late_fee",
    "due-date-moved": "late_fee",
    "payment-reversed": "arrears",
    "isolated": "arrears",
    "reconnected": "arrears",
    "blocked": "arrears",
    "unblocked": "arrears",
    "refunded": "refund",
    "refund-requested": "refund",
    "voucher-prepared": "refund",
    "transfer-sent": "refund",
    "converted-to-deposit": "overpayment",
    "dispute-opened": "dispute",
    "dispute-resolved": "dispute",
    "charged": "trial",
    "charge-credited": "trial",
    "package-activated": "package",
    "package-deactivated": "package",
    "order-placed": "order",
    "order-processed": "order",
    "order-activated": "order",
    "order-cancelled": "order",
    "order-failed": "order",
}
"""The table of a rule book that is the first to ask for such an event."""

WHAT_TO_DO = (
    "judge this subscription by its story (lifecycle replay or compare --store URL --subscription NAME), and leave it "
    "out of the base"
)


def unheld(editions: Sequence[RuleBook]) -> Mapping[str, str]:
    """For each such event the clause that is about it, of the latest edition that has one; in words."""
    found = {}
    for event, table in _ABOUT.items():
        book = next((one for one in reversed(editions) if one.table(table) is not None), None)
        if book is None:
            found[event] = f"no clause of {editions[0].provider} is about it"
        else:
            found[event] = f'it is for "{book.citation(table).heading}" ({book.edition})'
    return found
