"""Isolating: too early or without a ground, and what only comes near it."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
isolated a second early
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20T23:59:59 isolated: {}
    2024-06-20T23:59:59 = ISOLATED_TOO_EARLY
    2024-12-01 = ISOLATED_TOO_EARLY
isolated at once
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-08-01 =
isolated late
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-15 isolated: {}
    2024-08-01 =
isolated no bill
    2024-07-15 isolated: {}
    2024-07-15 = ISOLATED_WITHOUT_GROUND
    2024-08-01 = ISOLATED_WITHOUT_GROUND
isolated when paid
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: 412500
    2024-06-25 isolated: {}
    2024-06-25 = ISOLATED_WITHOUT_GROUND
isolated fee open at the instant
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 paid: 412500
    2024-06-21 isolated: {}
    2024-07-01 =
paid with fee first then isolated same instant
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 paid: 433125
    2024-06-21 isolated: {}
    2024-06-21 = ISOLATED_WITHOUT_GROUND
isolated over a bill of nothing
    2024-06-05 billed: {period: 2024-06, amount: 0}
    2024-06-25 isolated: {}
    2024-06-25 = ISOLATED_WITHOUT_GROUND
a last day is moved, and the line isolated after the old one
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-18 due-date-moved: {period: 2024-06, to: 2024-06-25, waive_late_fee: true}
    2024-06-21 isolated: {}
    2024-06-21 = ISOLATED_TOO_EARLY
    2024-06-27 = ISOLATED_TOO_EARLY
a last day is moved, and the line isolated in its last second
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-18 due-date-moved: {period: 2024-06, to: 2024-06-25, waive_late_fee: true}
    2024-06-25T23:59:59 isolated: {}
    2024-06-25T23:59:59 = ISOLATED_TOO_EARLY
a last day is moved, and the line isolated on the day after
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-18 due-date-moved: {period: 2024-06, to: 2024-06-25, waive_late_fee: true}
    2024-06-26 isolated: {}
    2024-06-27 =
moved after isolation too early stays
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-19 isolated: {}
    2024-06-19T10:00 due-date-moved: {period: 2024-06, to: 2024-06-25, waive_late_fee: false}
    2024-06-27 = ISOLATED_TOO_EARLY
a bill with a last day of its own, isolated on that day
    2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-06-25}
    2024-06-25 isolated: {}
    2024-06-25 = ISOLATED_TOO_EARLY
a bill with a last day of its own, isolated on the day after
    2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-06-25}
    2024-06-26 isolated: {}
    2024-06-26 =
a bill has an earlier last day of its own
    2024-06-05 billed: {period: 2024-06, amount: 412500, due: 2024-06-10}
    2024-06-11 isolated: {}
    2024-06-11 =
a payment is posted late, and the line isolated meanwhile
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20 paid: {amount: 412500, posted_at: 2024-06-23}
    2024-06-21 isolated: {}
    2024-06-21 = ISOLATED_WITHOUT_GROUND
    2024-06-21 [payment.dated_by: posted] =
a payment is a sen short, and the line isolated
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: 412499.99
    2024-06-21 isolated: {}
    2024-06-25 =
only the fee is open, and the line isolated
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-24 paid: 412500
    2024-06-25 isolated: {}
    2024-06-25 =
    2024-06-25 [isolation.lifted_when: overdue] = ISOLATED_WITHOUT_GROUND
a payment is reversed, and the line isolated in that second
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: 412500
    2024-06-25 payment-reversed: {amount: 412500, reason: bounced}
    2024-06-25 isolated: {}
    2024-06-26 =
the line is isolated above the reversal of a payment
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: 412500
    2024-06-25 isolated: {}
    2024-06-25 payment-reversed: {amount: 412500, reason: bounced}
    2024-06-26 = ISOLATED_WITHOUT_GROUND
late bill at its issue
    2024-06-25 billed: {period: 2024-06, amount: 412500}
    2024-06-25 isolated: {}
    2024-06-25 =
isolated above the late bill
    2024-06-25 isolated: {}
    2024-06-25 billed: {period: 2024-06, amount: 412500}
    2024-06-25 = ISOLATED_WITHOUT_GROUND
the bill of the next month is not due
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: 412500
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-10 isolated: {}
    2024-07-11 = ISOLATED_TOO_EARLY
a dispute is no ground against indihome
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 dispute-opened: {ticket: "1", period: 2024-06}
    2024-06-21 isolated: {}
    2024-06-22 =
refused isolation of an ended line
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-12 terminated: {by: customer, reason: wish}
    2024-06-13 refused: true | isolated: {}
    2024-06-14 =
isolated in a month known only
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07 isolated: {}
    2024-08-14 =
inferred isolation at unknown time
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 precision: unknown | inferred: true | isolated: {}
    2024-08-14 =
isolated over an amount nobody knows
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-21 isolated: {}
    2024-09-01 =
isolated early over an amount nobody knows
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-19 isolated: {}
    2024-09-01 = ISOLATED_TOO_EARLY
unknown paid unknown then isolated
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-10 paid: unspecified
    2024-06-21 isolated: {}
    2024-09-01 =
isolated over unknown then paid unknown
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-21 isolated: {}
    2024-06-24 paid: unspecified
    2024-09-01 =
known bill unknown payment
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 paid: unspecified
    2024-06-21 isolated: {}
    2024-09-01 =
isolated and stopped
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-23 terminated: {by: customer, reason: wish}
    2024-06-24 paid: 433125
    2024-06-28 =
isolated and stopped before
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-19 isolated: {}
    2024-06-20 terminated: {by: customer, reason: wish}
    2024-06-24 paid: 433125
    2024-06-28 = ISOLATED_TOO_EARLY
a bill is paid out of credit at its issue
    2024-06-01 paid: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-28 = ISOLATED_WITHOUT_GROUND
a bill is paid out of credit but for a rupiah
    2024-06-01 paid: 412499
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-28 =
offset of an act
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20T17:00+00:00 isolated: {}
    2024-06-28 =
offset of an act a second before
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20T16:59:59+00:00 isolated: {}
    2024-06-28 = ISOLATED_TOO_EARLY
known to the month isolated in the month of the bill
    2024-06 billed: {period: 2024-06, amount: 412500}
    2024-06 isolated: {}
    2024-06-30 =
known to the day isolated the day before
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20 precision: day | isolated: {}
    2024-06-30 = ISOLATED_TOO_EARLY
"""


@pytest.mark.parametrize("story", stories("indihome", INDIHOME))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
