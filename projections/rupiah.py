"""What a story comes to in rupiah at an instant, kind by kind."""

from lifecycle.money import Amount
from projections.answers import Answer, Refund
from projections.keys import KEYS
from projections.ledger import Ledger
from projections.months import totals

CHARGES = ("termination_fee", "penalty", "device_charge")
"""What ending a subscription may cost."""

KINDS = (
    "total_charged",
    "late_fees_charged",
    *CHARGES,
    "credit_notes",
    "payments",
    "refunds",
    "refund_gross",
    "refund_net",
    "deposit",
    "suspense",
    "credit",
    "payable",
    "balance",
)
"""Every kind, in the order of a page; what was charged and moved to date, then what stands at the instant."""


def rupiah(answers: dict[str, Answer], ledger: Ledger, at: int) -> dict[str, Amount]:
    """Each kind at a second, of a ledger there and its `answers`; nothing where the terms have no clause for it.

    The charges of an ending are what was charged, paid or not; ``refunds`` is what was given back, ``refund_gross``
    and ``refund_net`` what the latest request comes to by the rules.
    """
    moved, charged, refund = totals(ledger, at), ledger.account.charges(at), answers["refund"]
    found: dict[str, Answer] = {
        **{name: answers[name] for name in KINDS if name in KEYS},
        **{name: charged.get(name, Amount()) for name in CHARGES},
        "credit_notes": moved.credited,
        "payments": moved.paid,
        "refunds": moved.refunded,
    }
    if isinstance(refund, Refund):
        found |= {"refund_gross": refund.gross, "refund_net": refund.net}
    amounts = {name: found.get(name) for name in KINDS}
    return {name: amount if isinstance(amount, Amount) else Amount() for name, amount in amounts.items()}
