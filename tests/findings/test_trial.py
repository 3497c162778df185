"""A trial: its bills beside the charges that the rules make."""

import pytest

from tests.findings.told import hold, stories

POSTCLIC = """\
the trial and each month are billed as they are charged
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-04-12T09:00 billed: {period: 2025-04, amount: 943887}
    2025-05-01 =
the trial is billed a sen too high
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.71}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-03-12T09:00 = OVERCHARGED:0.01
the first month is billed a second too early
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T08:59:59 billed: {period: 2025-03, amount: 943887}
    2025-03-12T08:59:59 = OVERCHARGED:943887
    2025-03-12T10:00 = OVERCHARGED:943887
    2025-03-12T10:00 [trial.charged_at: upfront] =
the first month is billed a rupiah too low
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943886}
    2025-03-12T09:00 = UNDERCHARGED:1
month after cancelling in the trial
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-11 cancellation-requested: {}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-03-12T09:00 =
    2025-03-12T09:00 [trial.first_month: avoidable_in_trial] = BILLED_AFTER_TERMINATION:943887
second month after cancelling
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-04-12T08:59:59 cancellation-requested: {}
    2025-04-12T09:00 billed: {period: 2025-04, amount: 943887}
    2025-04-12T09:00 = BILLED_AFTER_TERMINATION:943887
second month cancelled at its start
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-04-12T09:00 cancellation-requested: {}
    2025-04-12T09:00 billed: {period: 2025-04, amount: 943887}
    2025-04-12T09:00 =
both billed late at once
    2025-03-12T09:05 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:05 =
    2025-03-12T09:05 billed: {period: 2025-03, amount: 943887}
    2025-03-12T09:05 =
both in one bill upfront
    2025-03-10T09:00 billed: {period: 2025-03, amount: 961223.70}
    2025-03-10T09:00 [trial.charged_at: upfront] =
    2025-03-10T09:00 = OVERCHARGED:943887
both in one bill when due
    2025-03-12T09:00 billed: {period: 2025-03, amount: 961223.70}
    2025-03-12T09:00 =
month billed twice
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-03-13 billed: {period: 2025-03, amount: 943887}
    2025-03-13 = OVERCHARGED:943887
renewal by purchase
    2025-03-10T09:00 billed: {period: 2025-03, amount: 17336.70}
    2025-03-12T09:00 billed: {period: 2025-03, amount: 943887}
    2025-04-10T09:00 billed: {period: 2025-04, amount: 943887}
    2025-04-10T09:00 = OVERCHARGED:943887
    2025-04-10T09:00 [renewal.anchor: purchase] =
postclic nothing by the rules
    ~provider_acts: by_the_rules
    2025-03-11 cancellation-requested: {}
    2025-06-01 =
"""


@pytest.mark.parametrize("story", stories("postclic", POSTCLIC))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
