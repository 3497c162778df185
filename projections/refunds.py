"""Refunds (*pengembalian dana*): the latest request and what becomes of it, and the deposit held."""

from lifecycle import calendar
from lifecycle.clauses import refund as clause_of_refunds
from lifecycle.money import Amount
from lifecycle.refunds.payout import bank_fee, payout
from lifecycle.refunds.request import Request
from projections.answers import NOT_APPLICABLE, Answer, Refund
from projections.ledger import Ledger

FEE_PART = "refund.bank_fee"
"""The name of a bank fee that no source, no given and no transfer puts a number to."""


def refund(ledger: Ledger, at: int) -> Answer:
    """What becomes of the latest request; sums are 0 unless it is granted."""
    if ledger.book(at).refund is None:
        return NOT_APPLICABLE
    latest = ledger.account.refunds.latest
    return Refund(Amount(), Amount(), "none") if latest is None else of_request(ledger, latest)


def deposit(ledger: Ledger, at: int) -> Answer:
    """Money held for the customer that is only spent on invoices."""
    return Amount(ledger.account.refunds.deposit) if ledger.book(at).overpayment else NOT_APPLICABLE


def of_request(ledger: Ledger, request: Request) -> Refund:
    """What becomes of one request."""
    givens = ledger.rules.givens
    verdict = ledger.account.refunds.verdict(request)
    to = request.event.account
    if verdict.status != "approved":
        return Refund(Amount(), Amount(), verdict.status, to)
    fee = bank_fee(request, givens)
    net = Amount(0, frozenset({FEE_PART})) if fee is None else Amount(clause_of_refunds.net(verdict.gross, fee))
    when = payout(request, verdict, givens)
    if when is None:
        return Refund(Amount(verdict.gross), net, verdict.status, to)
    sent, arrives = calendar.date_of(when.sent), calendar.date_of(when.arrives)
    return Refund(Amount(verdict.gross), net, verdict.status, to, sent, arrives)
