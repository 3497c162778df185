"""Refunds of what was paid, of bills and of package lines: a rupiah more is too much."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
refund of credit
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: 500000
    2024-06-07 refunded: {amount: 87500}
    2024-06-07 =
refund above what was paid
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: 500000
    2024-06-07 refunded: {amount: 500001}
    2024-06-07 = REFUND_EXCEEDS_PAYMENT:1
refund by the rules refused
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: 500000
    2024-06-07 refused: true | refunded: {amount: 500001}
    2024-06-07 =
refund by the rules of a payment that nobody knows
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: unspecified
    2024-06-07 refunded: {amount: 87500}
    2024-06-07 =
refund by the rules of a bill that nobody knows
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-06 paid: 412500
    2024-06-07 refunded: {amount: 87500, of: {period: 2024-06}}
    2024-06-07 =
refund without of twice
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: 500000
    2024-06-07 refunded: {amount: 300000}
    2024-06-08 refunded: {amount: 300000}
    2024-06-08 = REFUND_EXCEEDS_PAYMENT:100000
refund of a bill at indihome
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 paid: 412500
    2024-06-07 refunded: {amount: 412501, of: {period: 2024-06}}
    2024-06-08 = REFUND_EXCEEDS_PAYMENT:1
"""

TELKOMSEL = """\
refund of the line exact
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000
refund of the line a rupiah more
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refunded: {amount: 500001, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000 REFUND_EXCEEDS_PAYMENT:1
two refunds of the line
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refunded: {amount: 300000, of: {period: 2017-02, package: A}}
    2017-02-07 refunded: {amount: 300000, of: {period: 2017-02, package: A}}
    2017-02-07 = UNCOVERED_CHARGE:500000 REFUND_EXCEEDS_PAYMENT:100000
two excessive refunds add up
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refunded: {amount: 500100, of: {period: 2017-02, package: A}}
    2017-02-07 refunded: {amount: 50, of: {period: 2017-02, package: A}}
    2017-02-07 = UNCOVERED_CHARGE:500000 REFUND_EXCEEDS_PAYMENT:150
refund of a line never paid
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000 REFUND_EXCEEDS_PAYMENT:500000
refund above by the rules is refused
    ~provider_acts: by_the_rules
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refused: true | refunded: {amount: 500001, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000
refund after a payment reversed
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 payment-reversed: {amount: 500000, reason: x}
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000 REFUND_EXCEEDS_PAYMENT:500000
refund of an unknown amount
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: 500000
    2017-02-06 refunded: {amount: unspecified, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000
refund of what was credited
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-10 dispute-opened: {ticket: "1", period: 2017-02, package: A}
    2017-02-11 dispute-resolved: {ticket: "1", outcome: upheld, credit: 500000}
    2017-02-12 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-12 = UNCOVERED_CHARGE:500000
adjusted away before the refund
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-03 adjusted: {amount: -500000, reason: x, period: 2017-02}
    2017-02-05 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000
refund of an unknown bill
    2017-02-01 billed: {period: 2017-02, amount: unspecified}
    2017-02-02 paid: 500000
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02}}
    2017-02-06 =
refund of an unknown line
    2017-01-10 package-activated: {package: A, price: 50000, by: customer}
    2017-02-01 billed: {period: 2017-02, amount: unspecified,
        lines: [{for: package, package: A, amount: unspecified}]}
    2017-02-02 paid: 500000
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 =
refund of more than was ever paid, bill unknown
    2017-02-01 billed: {period: 2017-02, amount: unspecified}
    2017-02-02 paid: 500000
    2017-02-06 refunded: {amount: 500001, of: {period: 2017-02}}
    2017-02-06 =
"""


@pytest.mark.parametrize("story", [*stories("indihome", INDIHOME), *stories("telkomsel", TELKOMSEL)])
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
