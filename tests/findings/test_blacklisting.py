"""Blacklisting: in each row of the table of who is eligible, told as recorded and by the rules."""

import pytest

from tests.findings.told import hold, stories

INDIHOME = """\
blacklisted in arrears still subscribed
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 isolated: {}
    2024-06-25 blacklisted: {}
    2024-07-01 = BLACKLISTED_WITHOUT_GROUND
    2024-07-01 [blacklist.scope: any_exit] = BLACKLISTED_WITHOUT_GROUND
    2024-07-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after no fault
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 terminated: {by: provider, reason: no_fault}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping owing nothing
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping in arrears
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping before the due day
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20T23:59:59 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping at the due instant
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping with a fee alone
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-24 paid: 412500
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after 2 d
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-09-01 terminated: {by: provider, reason: arrears}
    2024-09-01 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after resale
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 resale-proven: {}
    2024-06-10 terminated: {by: provider, reason: resale}
    2024-06-10 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] =
blacklisted in arrears still subscribed by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 blacklisted: {}
    2024-07-01 = BLACKLISTED_WITHOUT_GROUND
    2024-07-01 [blacklist.scope: any_exit] = BLACKLISTED_WITHOUT_GROUND
    2024-07-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after no fault by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 terminated: {by: provider, reason: no_fault}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping owing nothing by rules
    ~provider_acts: by_the_rules
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping in arrears by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping before the due day by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-20T23:59:59 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping at the due instant by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-21 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after stopping with a fee alone by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-24 paid: 412500
    2024-06-25 terminated: {by: customer, reason: wish}
    2024-06-26 blacklisted: {}
    2024-12-01 = BLACKLISTED_WITHOUT_GROUND
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after 2 d by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-09-01 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] = BLACKLISTED_WITHOUT_GROUND
blacklisted after resale by rules
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-10 resale-proven: {}
    2024-06-10 blacklisted: {}
    2024-12-01 =
    2024-12-01 [blacklist.scope: any_exit] =
    2024-12-01 [blacklist.scope: resale_only] =
blacklisted after a too early end, later due
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-08-25 terminated: {by: provider, reason: arrears}
    2024-09-05 blacklisted: {}
    2024-09-06 = TERMINATED_TOO_EARLY
blacklisted after a too early end at once
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-06-25 terminated: {by: provider, reason: arrears}
    2024-06-25 blacklisted: {}
    2024-09-06 = TERMINATED_TOO_EARLY BLACKLISTED_WITHOUT_GROUND
automatic blacklist and recorded
    ~provider_acts: by_the_rules
    2024-06-05 billed: {period: 2024-06, amount: 412500}
    2024-09-02 blacklisted: {}
    2024-09-02 =
"""


@pytest.mark.parametrize("story", stories("indihome", INDIHOME))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
