"""Every question a story may ask at an instant, by the word it asks it with."""

from collections.abc import Callable

from projections import balances, blacklist, penalties, refunds, routes, states
from projections.answers import NOT_APPLICABLE, Answer
from projections.findings.audit import findings
from projections.ledger import Ledger

Projection = Callable[[Ledger, int], Answer]


def _without_a_clause(ledger: Ledger, at: int) -> Answer:
    return NOT_APPLICABLE


KEYS: dict[str, Projection] = {
    "state": states.state,
    "principal": balances.principal,
    "late_fee": balances.late_fee,
    "late_fees_charged": balances.late_fees_charged,
    "termination_fee": penalties.termination_fee,
    "penalty": penalties.penalty,
    "device_charge": penalties.device_charge,
    "payable": balances.payable,
    "credit": balances.credit,
    "deposit": refunds.deposit,
    "balance": balances.balance,
    "charges": balances.charges,
    "total_charged": balances.total_charged,
    "isolated_since": states.isolated_since,
    "terminable_from": states.terminable_from,
    "next_termination": states.next_termination,
    "terminated_at": states.terminated_at,
    "blacklist_eligible": blacklist.blacklist_eligible,
    "blacklisted": blacklist.blacklisted,
    "dispute": states.dispute,
    "suspense": balances.suspense,
    "package_open": balances.package_open,
    "refund": refunds.refund,
    "route": routes.route,
    "findings": findings,
    "events": states.events,
    "events_visible_to_customer": states.events_visible_to_customer,
}
"""Answers by key, by the words that stories ask with."""


def answers(ledger: Ledger, at: int) -> dict[str, Answer]:
    """All of them at a second."""
    return {key: project(ledger, at) for key, project in KEYS.items()}
