"""Bills beside the monthly fee, twice for a month, and after the end."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
billed after stopping
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-12 terminated: {by: customer, reason: wish}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 = BILLED_AFTER_TERMINATION:412500
    2024-08-05 billed: {period: 2024-08, amount: 300000}
    2024-08-05 = BILLED_AFTER_TERMINATION:712500
billed above the end at one instant
    2024-06-12 billed: {period: 2024-06, amount: 412500}
    2024-06-12 terminated: {by: customer, reason: wish}
    2024-06-12 =
billed below the end at one instant
    2024-06-12 terminated: {by: customer, reason: wish}
    2024-06-12 billed: {period: 2024-06, amount: 412500}
    2024-06-12 = BILLED_AFTER_TERMINATION:412500
by the rules billed after the rules end
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-08-05 billed: {period: 2024-08, amount: 412500}
    2024-09-01 =
    2024-09-05 billed: {period: 2024-09, amount: 412500}
    2024-09-05 = BILLED_AFTER_TERMINATION:412500
unspecified after the end
    2024-06-12 terminated: {by: customer, reason: wish}
    2024-07-12 billed: {period: 2024-07, amount: unspecified}
    2024-07-12 = BILLED_AFTER_TERMINATION:unspecified
a bill of 412500 beside a fee of 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-05 =
a bill of 412500 beside a fee of 412500 by the rules
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-05 =
a bill of 412501 beside a fee of 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412501}
    2024-06-05 = OVERCHARGED:1
a bill of 412501 beside a fee of 412500 by the rules
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412501}
    2024-06-05 = OVERCHARGED:1
a bill of 412499 beside a fee of 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412499}
    2024-06-05 = UNDERCHARGED:1
a bill of 412499 beside a fee of 412500 by the rules
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412499}
    2024-06-05 = UNDERCHARGED:1
a bill of 412500.01 beside a fee of 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500.01}
    2024-06-05 = OVERCHARGED:0.01
a bill of 412500.01 beside a fee of 412500 by the rules
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500.01}
    2024-06-05 = OVERCHARGED:0.01
a bill of unspecified beside a fee of 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-05 =
a bill of unspecified beside a fee of 412500 by the rules
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: unspecified}
    2024-06-05 =
a bill is held against no fee where none is told
    2024-06-05 billed: {period: 2024-06, amount: 999999}
    2024-06-05 =
a fee lowered to 300000 on 2024-06-15, and July billed at 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 = OVERCHARGED:112500
a fee lowered to nothing on 2024-06-15, and July billed once all the same
    ~monthly_fee: 412500
    2024-06-15 downgraded: {monthly_fee: 0}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 = OVERCHARGED:412500
a fee lowered to 300000 on 2024-06-15, and July billed at 300000
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-15 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 300000}
    2024-07-05 =
a fee lowered to 300000 on 2024-07-01, and July billed at 300000
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-01 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 300000}
    2024-07-05 =
a fee lowered to 300000 on 2024-07-01T00:00:01, and July billed at 412500
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-01T00:00:01 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 =
a fee lowered to 300000 on 2024-07-01T00:00:01, and July billed at 300000
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-07-01T00:00:01 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 300000}
    2024-07-05 = UNDERCHARGED:112500
bill of the month before the downgrade late
    ~monthly_fee: 412500
    2024-07-03 downgraded: {monthly_fee: 300000}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 =
tax on top of the fee
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 457875, lines: [{for: service, amount: 412500},
        {for: tax, amount: 45375}]}
    2024-06-05 =
tax within the fee
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500, lines: [{for: service, amount: 371622},
        {for: tax, amount: 40878}]}
    2024-06-05 =
rental beside the fee
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 462500, lines: [{for: service, amount: 412500},
        {for: rental, amount: 50000}]}
    2024-06-05 =
a month is billed twice
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-06 billed: {period: 2024-06, amount: 412500}
    2024-06-06 = DOUBLE_CHARGE:412500
overcharged then corrected stays
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 500000}
    2024-06-07 adjusted: {amount: -87500, reason: x}
    2024-06-08 = OVERCHARGED:87500
two months are billed too high
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412600}
    2024-06-05 = OVERCHARGED:100
    2024-07-05 billed: {period: 2024-07, amount: 412700}
    2024-07-05 = OVERCHARGED:300
one month is billed too high and the next too low
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412600}
    2024-07-05 billed: {period: 2024-07, amount: 412300}
    2024-07-05 = OVERCHARGED:100 UNDERCHARGED:200
service line a rupiah over with tax on top
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 457876, lines: [{for: service, amount: 412501},
        {for: tax, amount: 45375}]}
    2024-06-05 = OVERCHARGED:1
within the fee a rupiah over
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412501, lines: [{for: service, amount: 371623},
        {for: tax, amount: 40878}]}
    2024-06-05 = OVERCHARGED:1
no service line
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 5000, lines: [{for: admin, amount: 5000}]}
    2024-06-05 =
engine and file bill one month
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    ~activated: 2024-05-20
    ~bills: {day: 5}
    2024-06-06 billed: {period: 2024-06, amount: 412500}
    2024-06-06 = DOUBLE_CHARGE:412500
engine bill alone
    ~provider_acts: by_the_rules
    ~monthly_fee: 412500
    ~activated: 2024-05-20
    ~bills: {day: 5}
    2024-06-10 =
stamp duty on top
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 422500, lines: [{for: service, amount: 412500},
        {for: stamp_duty, amount: 10000}]}
    2024-06-05 =
plan changed
    ~monthly_fee: 412500
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20 plan-changed: {monthly_fee: 500000, plan: 50}
    2024-07-05 billed: {period: 2024-07, amount: 412500}
    2024-07-05 = UNDERCHARGED:87500
"""


@pytest.mark.parametrize("story", stories("indihome", INDIHOME))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
