"""Ending a contract: too early or without a ground, and what only comes near it."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
ended a second early
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-05 billed: {period: 2024-08, amount: 412500}
    2024-08-31T23:59:59 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_TOO_EARLY
ended on the day
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-05 billed: {period: 2024-08, amount: 412500}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
ended late
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-05 billed: {period: 2024-08, amount: 412500}
    2024-10-15 terminated: {by: provider, reason: arrears}
    2024-10-15 =
    2024-10-15 [termination.discretion: eligible_only] =
ended when vested
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-05 billed: {period: 2024-08, amount: 412500}
    2024-08-21 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_TOO_EARLY
ended at first
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 terminated: {by: provider, reason: arrears}
    2024-06-10 = TERMINATED_TOO_EARLY
ended with no bill
    2024-06-10 terminated: {by: provider, reason: arrears}
    2024-06-10 = TERMINATED_WITHOUT_GROUND
ended when paid
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 paid: 412500
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_WITHOUT_GROUND
paid after vesting ended on the day
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-25 paid: 500000
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
    2024-09-01 [termination.cure: curable] = TERMINATED_WITHOUT_GROUND
paid after vesting ended before the day
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-25 paid: 500000
    2024-08-30 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_TOO_EARLY
    2024-09-01 [termination.cure: curable] = TERMINATED_WITHOUT_GROUND
paid in the last second before vesting
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-20T23:59:59 paid: 453750
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_WITHOUT_GROUND
paid at the vesting
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-21 paid: 453750
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
fees alone run no clock
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-24 paid: 412500
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_WITHOUT_GROUND
one bill is unpaid where two are needed
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
    2024-09-01 [termination.arrears: two_bills] = TERMINATED_WITHOUT_GROUND
two bills in a row are unpaid
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 [termination.arrears: two_bills] =
2022 edition a second early
    2022-12-05 billed: {period: 2022-12, amount: 412500}
    2023-01-31T23:59:59 terminated: {by: provider, reason: arrears}
    2023-02-01 = TERMINATED_TOO_EARLY
2022 edition on the day
    2022-12-05 billed: {period: 2022-12, amount: 412500}
    2023-02-01 terminated: {by: provider, reason: arrears}
    2023-02-01 =
another edition ends a month earlier
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-01 terminated: {by: provider, reason: arrears}
    2024-08-01 = TERMINATED_TOO_EARLY
    2024-08-01 [on_edition: 2022-01-01] =
an edition is pinned that ends a month earlier
    ~edition: 2022-01-01
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-01 terminated: {by: provider, reason: arrears}
    2024-08-01 =
no fault needs no ground
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 terminated: {by: provider, reason: no_fault}
    2024-09-01 =
resale alleged only
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-09 resale-alleged: {}
    2024-06-10 terminated: {by: provider, reason: resale}
    2024-06-10 = TERMINATED_WITHOUT_GROUND
resale proven
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 resale-proven: {}
    2024-06-10 terminated: {by: provider, reason: resale}
    2024-06-11 =
resale proven afterwards
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 terminated: {by: provider, reason: resale}
    2024-06-11 = TERMINATED_WITHOUT_GROUND
resale proven and line kept
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 resale-proven: {}
    2024-06-15 =
a bill of a february with 29 days
    2024-02-05 billed: {period: 2024-02, amount: 412500}
    2024-02-21 isolated: {}
    2024-05-01 terminated: {by: provider, reason: arrears}
    2024-05-02 =
ended over an unknown bill
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
ended early over an unknown bill
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-08-31 terminated: {by: provider, reason: arrears}
    2024-09-01 = TERMINATED_TOO_EARLY
resale proven before an ending for arrears
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 resale-proven: {}
    2024-06-10 terminated: {by: provider, reason: arrears}
    2024-06-28 = TERMINATED_TOO_EARLY
across the year
    2024-12-05 billed: {period: 2024-12, amount: 412500}
    2024-12-21 isolated: {}
    2025-02-28T23:59:59 terminated: {by: provider, reason: arrears}
    2025-03-01 = TERMINATED_TOO_EARLY
across the year in time
    2024-12-05 billed: {period: 2024-12, amount: 412500}
    2024-12-21 isolated: {}
    2025-03-01 terminated: {by: provider, reason: arrears}
    2025-03-01 =
ended in a month known only
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08 terminated: {by: provider, reason: arrears}
    2024-08-30 = TERMINATED_TOO_EARLY
ended in the month of the end
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-09 terminated: {by: provider, reason: arrears}
    2024-09-30 =
disputed at indihome and ended
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 dispute-opened: {ticket: a, period: 2024-06}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 =
"""


@pytest.mark.parametrize("story", stories("indihome", INDIHOME))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
