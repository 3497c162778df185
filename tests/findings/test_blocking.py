"""Blocking a number: while it is disputed, without a ground, too early, and what only comes near it."""

import pytest

from tests.findings.told import hold, stories

TELKOMSEL = """\
blocked while disputed
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-03-01 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
    2017-03-01 [dispute.policy: fair] = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
blocked before it is disputed
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-09 blocked: {}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-03-01 = UNCOVERED_CHARGE:500000
dispute and block at one instant
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-10 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
resolved before the block
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-20 dispute-resolved: {ticket: "1", outcome: rejected}
    2017-02-20 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000
a note resolves nothing
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-20 dispute-noted: {note: no}
    2017-02-20 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
another bill overdue undisputed
    2017-01-01 billed: {period: 2017-01, amount: 100000, due: 2017-01-20}
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-20 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000
another bill not yet overdue
    2017-01-01 billed: {period: 2017-01, amount: 100000, due: 2017-02-20}
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-20 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
a part is undisputed and overdue
    2017-02-01 billed: {period: 2017-02, amount: 500000,
        lines: [{for: package, package: A, amount: 500000}], due: 2017-02-20}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A, amount: 300000}
    2017-02-21 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000
disputed paid in part to the disputed rest
    2017-02-01 billed: {period: 2017-02, amount: 500000,
        lines: [{for: package, package: A, amount: 500000}], due: 2017-02-20}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A, amount: 300000}
    2017-02-11 paid: 200000
    2017-02-21 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
isolated while disputed
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-03-01 isolated: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
blocked without anything open
    2017-03-01 blocked: {}
    2017-03-01 = ISOLATED_WITHOUT_GROUND
blocked before the due day
    2017-02-01 billed: {period: 2017-02, amount: 100000, due: 2017-02-20}
    2017-02-20 blocked: {}
    2017-03-01 = ISOLATED_TOO_EARLY
blocked after the due day
    2017-02-01 billed: {period: 2017-02, amount: 100000, due: 2017-02-20}
    2017-02-21 blocked: {}
    2017-03-01 =
blocked twice while disputed
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-03-01 blocked: {}
    2017-03-02 unblocked: {}
    2017-03-03 blocked: {}
    2017-03-03 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
dispute over another month
    2017-01-01 billed: {period: 2017-01, amount: 100000,
        lines: [{for: package, package: A, amount: 100000}], due: 2017-01-20}
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-11 blocked: {}
    2017-02-11 = UNCOVERED_CHARGE:600000
two disputes one resolved
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-11 dispute-opened: {ticket: "2", period: 2017-02}
    2017-02-12 dispute-resolved: {ticket: "1", outcome: rejected}
    2017-02-13 blocked: {}
    2017-02-13 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
upheld and blocked after
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-12 dispute-resolved: {ticket: "1", outcome: upheld, credit: 500000}
    2017-02-13 blocked: {}
    2017-02-13 = UNCOVERED_CHARGE:500000 ISOLATED_WITHOUT_GROUND
hidden changes nothing
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-20 visibility-changed: {to_customer: false}
    2017-03-01 blocked: {}
    2017-03-01 = UNCOVERED_CHARGE:500000 BLOCKED_WHILE_DISPUTED
"""


@pytest.mark.parametrize("story", stories("telkomsel", TELKOMSEL))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
