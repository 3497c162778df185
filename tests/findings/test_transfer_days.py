"""Money sent back: on its Monday or late, and after how long a wait."""

import pytest

from tests.findings.told import hold, stories

MASTERWEB = """\
on the monday last second
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05T23:59:59 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 =
on the tuesday first second
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05T23:59:59 =
    2025-05-06 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-06 = REFUND_TOO_LATE
    2025-05-20 = REFUND_TOO_LATE
on the tuesday before the transfer
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-06 = REFUND_TOO_LATE
    2025-05-06T10:00 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 = REFUND_TOO_LATE
never sent
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05T23:59:59 =
    2025-05-06 = REFUND_TOO_LATE
    2026-01-01 = REFUND_TOO_LATE
sent before the monday
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-02 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 =
holiday monday sent tuesday
    ~givens: {calendar.holidays: [2025-05-05]}
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-06T12:00 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-07 = REFUND_TOO_LATE
    2025-05-07 [calendar.holiday: next_business_day] =
holiday monday sent wednesday
    ~givens: {calendar.holidays: [2025-05-05]}
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-07 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-07 = REFUND_TOO_LATE
    2025-05-07 [calendar.holiday: next_business_day] = REFUND_TOO_LATE
lag moves the monday
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-05-02 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 =
    2025-05-20 [voucher.lag_business_days: 1] =
voucher recorded late
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-05-01 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-03 voucher-prepared: {}
    2025-05-19 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 = EXCEEDS_PUBLISHED_WAIT
wait of 14 days
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-21 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-06 =
wait of 15 days
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-20 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-04 =
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-05 = EXCEEDS_PUBLISHED_WAIT
wait of 15 days by the rules
    ~provider_acts: by_the_rules
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-20 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-04 =
    2025-05-05 = EXCEEDS_PUBLISHED_WAIT
wait of 14 days by the rules
    ~provider_acts: by_the_rules
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-21 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 =
pending letter waits without end
    2025-04-10 paid: {amount: 5250000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-09-01 =
converted by hand before the monday
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-02 converted-to-deposit: {amount: 300000}
    2025-05-20 =
voucher told later is waited for
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-10 voucher-prepared: {}
    2025-05-19 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-19 = EXCEEDS_PUBLISHED_WAIT
voucher friday last second
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-02T23:59:59 voucher-prepared: {}
    2025-05-06 = REFUND_TOO_LATE
voucher saturday first second
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-03 voucher-prepared: {}
    2025-05-06 =
    2025-05-20 = REFUND_TOO_LATE
the Monday of the week of the 1st
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-05-17 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-06-02 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-06-02 = EXCEEDS_PUBLISHED_WAIT
    2025-06-02 [calendar.monday: week_of_first] = REFUND_TOO_LATE EXCEEDS_PUBLISHED_WAIT
masterweb as recorded deposit by hand
    2025-04-09 paid: 42000
    2025-04-10 converted-to-deposit: {amount: 42000}
    2025-04-10 =
by the rules sent by hand late
    ~provider_acts: by_the_rules
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-20 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-20 = EXCEEDS_PUBLISHED_WAIT
"""


@pytest.mark.parametrize("story", stories("masterweb", MASTERWEB))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
