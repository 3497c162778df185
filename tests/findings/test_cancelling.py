"""Cancelling: bills that a penalty counts too, bills after the end, and charges for a device."""

from pathlib import Path

import pytest

from lifecycle.clock import frozen
from projections.findings.audit import shown
from scenarios.format.story import read
from scenarios.replay import replay
from tests.findings.told import SHELF, hold, stories

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library" / "iconnet"

ICONNET = """\
the running month is billed, and cancelled on its anniversary
    2024-07-05 billed: {period: 2024-07, amount: 275000}
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-05 =
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-20 = DOUBLE_CHARGE:275000
    2024-08-20 [penalty.months_remaining: floor] = DOUBLE_CHARGE:275000
    2024-08-20 [penalty.months_remaining: daily] = DOUBLE_CHARGE:275000
the running month is billed, and cancelled a day after its anniversary
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-21 cancellation-requested: {channel: email}
    2024-08-21 = DOUBLE_CHARGE:275000
    2024-08-21 [penalty.months_remaining: floor] =
    2024-08-21 [penalty.months_remaining: daily] =
the running month is billed, and cancelled on its anniversary, by the rules
    ~provider_acts: by_the_rules
    2024-07-05 billed: {period: 2024-07, amount: 275000}
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-05 =
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-20 = DOUBLE_CHARGE:275000
    2024-08-20 [penalty.months_remaining: floor] = DOUBLE_CHARGE:275000
    2024-08-20 [penalty.months_remaining: daily] = DOUBLE_CHARGE:275000
the running month is billed, and cancelled a day after its anniversary, by the rules
    ~provider_acts: by_the_rules
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-21 cancellation-requested: {channel: email}
    2024-08-21 = DOUBLE_CHARGE:275000
    2024-08-21 [penalty.months_remaining: floor] =
    2024-08-21 [penalty.months_remaining: daily] =
a month that has not begun is billed after the request
    2024-08-21 cancellation-requested: {channel: email}
    2024-09-04 =
    2024-09-05 billed: {period: 2024-09, amount: 275000}
    2024-09-05 = DOUBLE_CHARGE:275000
    2024-09-05 [penalty.months_remaining: floor] = DOUBLE_CHARGE:275000
    2024-09-05 [penalty.months_remaining: daily] = DOUBLE_CHARGE:275000
cancelling after the contract costs no penalty
    2025-05-05 billed: {period: 2025-05, amount: 275000}
    2025-05-20 cancellation-requested: {}
    2025-05-20 =
cancelling on the last day of the contract
    2025-04-05 billed: {period: 2025-04, amount: 275000}
    2025-05-19 cancellation-requested: {}
    2025-05-19 = DOUBLE_CHARGE:275000
    2025-05-19 [penalty.months_remaining: floor] =
cancelling on the first day of the contract
    2024-05-20 cancellation-requested: {}
    2024-05-21 billed: {period: 2024-05, amount: 275000}
    2024-05-21 = DOUBLE_CHARGE:275000
    2024-05-21 [penalty.months_remaining: floor] = DOUBLE_CHARGE:275000
two months of the remainder
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-05 billed: {period: 2024-09, amount: 275000}
    2024-09-05 = DOUBLE_CHARGE:550000
a bill of the remainder that is nothing
    2024-08-05 billed: {period: 2024-08, amount: 0}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-21 =
a bill of the remainder unspecified
    2024-08-05 billed: {period: 2024-08, amount: unspecified}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-21 = DOUBLE_CHARGE:unspecified
billed after closing
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-15 cancellation-confirmed: {}
    2024-09-16 billed: {period: 2024-09, amount: 275000}
    2024-09-16 = DOUBLE_CHARGE:275000
    2024-10-05 billed: {period: 2024-10, amount: 275000}
    2024-10-05 = DOUBLE_CHARGE:550000 BILLED_AFTER_TERMINATION:275000
billed ahead before closing
    2024-08-01 billed: {period: 2024-10, amount: 275000}
    2024-08-01 =
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-14T00:00 = DOUBLE_CHARGE:275000
    2024-09-15 cancellation-confirmed: {}
    2024-09-15 = DOUBLE_CHARGE:275000 BILLED_AFTER_TERMINATION:275000
a month after the request, billed while it is pending
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-05 billed: {period: 2024-09, amount: 275000}
    2024-09-05 = DOUBLE_CHARGE:275000
    2024-09-05 [billing.while_pending: until_requested] = DOUBLE_CHARGE:275000 BILLED_AFTER_TERMINATION:275000
billed after closing out of contract
    ~activated: 2022-01-10
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-15 cancellation-confirmed: {}
    2024-09-16 billed: {period: 2024-09, amount: 275000}
    2024-09-16 =
    2024-10-05 billed: {period: 2024-10, amount: 275000}
    2024-10-05 = BILLED_AFTER_TERMINATION:275000
confirmed on the last of the month
    ~activated: 2022-01-10
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-30T23:59:59 cancellation-confirmed: {}
    2024-10-02 billed: {period: 2024-09, amount: 275000}
    2024-10-02 =
    2024-10-05 billed: {period: 2024-10, amount: 275000}
    2024-10-05 = BILLED_AFTER_TERMINATION:275000
a month after the request, when the contract is over
    ~activated: 2022-01-10
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-21 =
    2024-09-05 billed: {period: 2024-09, amount: 275000}
    2024-09-05 =
    2024-09-05 [billing.while_pending: until_requested] = BILLED_AFTER_TERMINATION:275000
a month after the request, billed ahead of it
    ~activated: 2022-01-10
    2024-08-02 billed: {period: 2024-09, amount: 275000}
    2024-08-02 [billing.while_pending: until_requested] =
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-20 [billing.while_pending: until_requested] = BILLED_AFTER_TERMINATION:275000
    2024-08-21 =
an anniversary that february lacks, and january billed
    ~activated: 2024-10-31
    2025-01-05 billed: {period: 2025-01, amount: 275000}
    2025-02-05 billed: {period: 2025-02, amount: 275000}
    2025-02-28 cancellation-requested: {}
    2025-02-28 = DOUBLE_CHARGE:275000
    2025-02-28 [penalty.month_end: roll_forward] = DOUBLE_CHARGE:275000
an anniversary that february lacks, and february billed
    ~activated: 2024-10-31
    2025-02-05 billed: {period: 2025-02, amount: 275000}
    2025-02-28 cancellation-requested: {}
    2025-02-28 = DOUBLE_CHARGE:275000
    2025-02-28 [penalty.month_end: roll_forward] =
the penalty counts from the confirmation in the same contract month
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-15 cancellation-confirmed: {}
    2024-09-16 [penalty.cancelled_on: confirmed] = DOUBLE_CHARGE:275000
    2024-09-16 = DOUBLE_CHARGE:275000
the penalty counts from a confirmation one contract month later
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-25 cancellation-confirmed: {}
    2024-09-26 [penalty.cancelled_on: confirmed] =
    2024-09-26 = DOUBLE_CHARGE:275000
provider ends what is pending
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-25 = DOUBLE_CHARGE:275000
    2024-08-30 terminated: {by: provider, reason: no_fault}
    2024-08-31 =
provider ends for arrears here
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-30 terminated: {by: provider, reason: arrears}
    2024-08-31 = TERMINATED_WITHOUT_GROUND
provider ends for resale here
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-30 terminated: {by: provider, reason: resale}
    2024-08-31 = TERMINATED_WITHOUT_GROUND
isolation at iconnet is not covered
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-30 isolated: {}
    2024-08-31 =
a device that comes back good, with a receipt, charged 150000
    2024-08-20 device-returned: {condition: good, receipt: true, charge: 150000}
    2024-08-20 = OVERCHARGED:150000
a device that comes back damaged, with a receipt, charged 150000
    2024-08-20 device-returned: {condition: damaged, receipt: true, charge: 150000}
    2024-08-20 =
a device that comes back good, without a receipt, charged 150000
    2024-08-20 device-returned: {condition: good, receipt: false, charge: 150000}
    2024-08-20 =
a device that comes back good, with a receipt, charged 0
    2024-08-20 device-returned: {condition: good, receipt: true, charge: 0}
    2024-08-20 =
a bill a rupiah above the monthly fee
    ~monthly_fee: 275000
    2024-07-05 billed: {period: 2024-07, amount: 275001}
    2024-07-05 = OVERCHARGED:1
iconnet before the request in the file
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 =
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-20 = DOUBLE_CHARGE:275000
until the documents are complete it is as if today
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-21 [penalty.cancelled_on: documents_complete] = DOUBLE_CHARGE:275000
    2024-09-21 [penalty.cancelled_on: documents_complete] =
    2024-09-21 = DOUBLE_CHARGE:275000
confirmed twelve months on
    2025-04-05 billed: {period: 2025-04, amount: 275000}
    2025-05-10 cancellation-requested: {}
    2025-05-11 = DOUBLE_CHARGE:275000
    2025-05-20 [penalty.cancelled_on: confirmed] =
    2025-05-20 = DOUBLE_CHARGE:275000
activated on the first
    ~activated: 2024-05-01
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-15 cancellation-requested: {}
    2024-08-16 = DOUBLE_CHARGE:275000
    2024-08-16 [penalty.months_remaining: floor] =
a device that comes back charge, without a receipt, charged the
    2024-08-20 device-returned: {condition: good, receipt: true, charge: 100}
    2024-08-20 = OVERCHARGED:100
three months billed ahead
    2024-08-05 billed: {period: 2024-08, amount: 275000}
    2024-08-06 billed: {period: 2024-09, amount: 275000}
    2024-08-07 billed: {period: 2024-10, amount: 275000}
    2024-08-20 cancellation-requested: {channel: email}
    2024-09-01 device-returned: {condition: good, receipt: true}
    2024-09-02 $documents
    2024-09-15 cancellation-confirmed: {}
    2024-09-16 = DOUBLE_CHARGE:825000 BILLED_AFTER_TERMINATION:275000
bill for a month before activation
    2024-05-21 billed: {period: 2024-04, amount: 275000}
    2024-06-01 cancellation-requested: {}
    2024-06-02 =
a bill above the fee that the penalty counts too
    ~monthly_fee: 275000
    2024-08-05 billed: {period: 2024-08, amount: 275001}
    2024-08-20 cancellation-requested: {channel: email}
    2024-08-21 = OVERCHARGED:1 DOUBLE_CHARGE:275001
iconnet no penalty after a year though billed ahead
    2025-05-21 billed: {period: 2025-05, amount: 275000}
    2025-05-22 cancellation-requested: {}
    2025-05-22 =
"""


@pytest.mark.parametrize("story", stories("iconnet", ICONNET))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)


def test_the_penalty_is_told_as_it_was_raised_also_when_it_is_paid() -> None:
    with frozen() as clock:
        told = replay(read(LIBRARY / "the-final-bill.yaml"), SHELF, clock).told
    twice = [one for one in shown(told.ledger(), told.until) if one.code == "DOUBLE_CHARGE"]
    assert [one.working[-1].partition(";")[0] for one in twice] == ["the penalty is Rp 700.000"] * 2
