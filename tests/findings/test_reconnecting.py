"""Reconnecting: when nothing is left that limits a line, and when something is."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
isolated then paid and reconnected same instant
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-21 paid: 433125
    2024-06-21 reconnected: {}
    2024-06-21 =
    2024-07-21 =
isolated then paid same instant never reconnected
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-21 paid: 433125
    2024-06-21T00:00:01 = NOT_RECONNECTED
posted late then reconnected at posting
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20 paid: {amount: 433125, posted_at: 2024-06-23}
    2024-06-21 isolated: {}
    2024-06-23 reconnected: {}
    2024-06-25 [payment.dated_by: posted] =
never reconnected
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24T10:00 paid: 433125
    2024-06-24T10:00 = NOT_RECONNECTED
    2024-08-24 = NOT_RECONNECTED
reconnected at once
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24T10:00 paid: 433125
    2024-06-24T10:00 reconnected: {}
    2024-06-24T10:00 =
    2024-08-24 =
reconnected a day late
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24T10:00 paid: 433125
    2024-06-25T09:00 = NOT_RECONNECTED
    2024-06-25T10:00 reconnected: {}
    2024-08-24 = NOT_RECONNECTED
fee not paid keeps it isolated
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24T10:00 paid: 412500
    2024-08-24 =
    2024-08-24 [isolation.lifted_when: overdue] = NOT_RECONNECTED
too early and never reconnected
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 isolated: {}
    2024-06-18 paid: 412500
    2024-06-18 = ISOLATED_TOO_EARLY NOT_RECONNECTED
too early then grown into its ground
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 isolated: {}
    2024-06-25 paid: 433125
    2024-06-25 reconnected: {}
    2024-06-26 = ISOLATED_TOO_EARLY
too early grown paid not reconnected
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 isolated: {}
    2024-06-25 paid: 433125
    2024-06-26 = ISOLATED_TOO_EARLY NOT_RECONNECTED
without ground grown paid not reconnected
    2024-06-01 isolated: {}
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-24 = ISOLATED_WITHOUT_GROUND
    2024-06-25 paid: 433125
    2024-06-26 = ISOLATED_WITHOUT_GROUND NOT_RECONNECTED
reversal reisolates
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24 paid: 433125
    2024-06-24 reconnected: {}
    2024-06-26 payment-reversed: {amount: 433125, reason: bounced}
    2024-06-26 isolated: {}
    2024-06-27 =
adjusted away fee stays
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-25 adjusted: {amount: -412500, reason: wrong}
    2024-06-26 =
    2024-06-26 [isolation.lifted_when: overdue] = NOT_RECONNECTED
next bill keeps nothing isolated
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-10 paid: 453750
    2024-07-11 = NOT_RECONNECTED
    2024-07-11 [isolation.lifted_when: all_billed] =
july overdue keeps it
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-15 paid: 453750
    2024-08-16 =
let go early and isolated again
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-25 reconnected: {}
    2024-07-02 isolated: {}
    2024-07-03 =
paid on a day known only reconnected that day
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24 precision: day | paid: 433125
    2024-06-24T15:00 reconnected: {}
    2024-08-14 =
blocked at indihome is no isolation rung
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 isolated: {reason: mistake}
    2024-06-10T01:00 reconnected: {}
    2024-06-11 = ISOLATED_TOO_EARLY
isolated twice without ground
    2024-06-01 isolated: {}
    2024-06-02 reconnected: {}
    2024-06-03 isolated: {}
    2024-06-04 = ISOLATED_WITHOUT_GROUND
too early reversed paid kept
    2024-05-05 billed: {period: 2024-05, amount: 100000}
    2024-05-06 paid: 100000
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 isolated: {}
    2024-06-16 paid: 50000
    2024-06-17 payment-reversed: {amount: 50000, reason: x}
    2024-06-18 paid: 412500
    2024-06-18 = ISOLATED_TOO_EARLY NOT_RECONNECTED
posted later and let go at the posting
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-24 paid: {amount: 433125, posted_at: 2024-06-27}
    2024-06-27 reconnected: {}
    2024-06-28 = NOT_RECONNECTED
    2024-06-28 [payment.dated_by: posted] =
moved and waived then late payment and isolated
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-18 due-date-moved: {period: 2024-06, to: 2024-06-25, waive_late_fee: true}
    2024-06-26 isolated: {}
    2024-06-26T10:00 paid: 433125
    2024-06-26T10:00 reconnected: {}
    2024-06-28 =
"""


@pytest.mark.parametrize("story", stories("indihome", INDIHOME))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
