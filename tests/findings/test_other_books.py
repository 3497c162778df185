"""Findings under books of other providers: a ladder of its own, and a fair clause on disputes."""

import pytest

from tests.findings.told import hold, stories

CONTOH_NET = """\
contoh isolated early
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-17T23:59:59 isolated: {}
    2024-04-01 = ISOLATED_TOO_EARLY
contoh isolated in time
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-18 isolated: {}
    2024-04-01 =
contoh ended early
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-05-09T23:59:59 terminated: {by: provider, reason: arrears}
    2024-05-10 = TERMINATED_TOO_EARLY
contoh ended in time
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-05-10 terminated: {by: provider, reason: arrears}
    2024-05-10 =
contoh paid with the fee and let go
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-18 isolated: {}
    2024-03-20 paid: 215000
    2024-03-20 reconnected: {}
    2024-04-01 =
contoh paid and kept
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-18 isolated: {}
    2024-03-20 paid: 215000
    2024-04-01 = NOT_RECONNECTED
contoh paid before the end but ended
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-05-09 paid: 215000
    2024-05-10 terminated: {by: provider, reason: arrears}
    2024-05-10 = TERMINATED_WITHOUT_GROUND
contoh resale has no clause
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-05-09 terminated: {by: provider, reason: resale}
    2024-05-10 =
"""

SENGKETA_NET = """\
sengketa isolated while disputed
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-05 dispute-opened: {ticket: a, period: 2024-03}
    2024-03-11 isolated: {}
    2024-03-12 = BLOCKED_WHILE_DISPUTED
sengketa isolated then disputed not let go
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-11 isolated: {}
    2024-03-15 dispute-opened: {ticket: a, period: 2024-03}
    2024-03-16 = NOT_RECONNECTED
sengketa isolated then disputed as recorded
    ~activated: 2023-12-01
    2024-03-01 billed: {period: 2024-03, amount: 200000}
    2024-03-11 isolated: {}
    2024-03-15 dispute-opened: {ticket: a, period: 2024-03}
    2024-03-16 [dispute.policy: as_recorded] =
"""


@pytest.mark.parametrize("story", [*stories("contoh-net", CONTOH_NET), *stories("sengketa-net", SENGKETA_NET)])
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
