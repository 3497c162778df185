"""Money sent back: to whom, how much, and of which request."""

import pytest

from lifecycle.events import BankAccount
from projections.findings.refunds import apart_in
from tests.findings.told import hold, stories

MASTERWEB = """\
sent to another account
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: Ani, number: "112", bank: BNI}}
    2025-05-05 = REFUND_TO_WRONG_ACCOUNT
sent to another name
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: Budi, number: "111", bank: BNI}}
    2025-05-05 = REFUND_TO_WRONG_ACCOUNT
sent to another bank
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: Ani, number: "111", bank: BCA}}
    2025-05-05 = REFUND_TO_WRONG_ACCOUNT
same name in capitals
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: ANI, number: "111", bank: bni}}
    2025-05-05 =
sent to nobody knows whom
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000}
    2025-05-05 =
refused and sent there anyway
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $budi, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $budi}
    2025-05-05 = REFUND_TO_WRONG_ACCOUNT
refused and sent to the sender
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $budi, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-05 =
letter opens another account
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $budi,
        payment_data: true, reason: twice, letter: true, stamped: true, signed_by_head: true}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $budi}
    2025-05-05 =
late and long and wrong
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-19 transfer-sent: {amount: 300000, fee: 6500, to: {name: Budi, number: "222", bank: BNI}}
    2025-05-19 = REFUND_TOO_LATE EXCEEDS_PUBLISHED_WAIT REFUND_TO_WRONG_ACCOUNT
pending letter then letter
    2025-04-10 paid: {amount: 5250000, method: internet_banking, from: $ani}
    2025-04-10 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice, letter: true}
    2025-05-05 =
    2025-05-05 transfer-sent: {amount: 5250000, fee: 6500, to: $ani}
    2025-05-06 =
pending letter then late
    2025-04-10 paid: {amount: 5250000, method: internet_banking, from: $ani}
    2025-04-10 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice, letter: true}
    2025-05-06 = REFUND_TOO_LATE
rejected by phone
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: phone, account: $ani, payment_data: true, reason: twice}
    2025-09-01 =
deposit is owed to nobody
    2025-04-10 paid: {amount: 42000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-09-01 =
refund exceeds
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300001, fee: 6500, to: $ani}
    2025-05-05 = REFUND_EXCEEDS_PAYMENT:1
refunded event of the overpayment
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 refunded: {amount: 300000, to: $ani}
    2025-05-20 =
refunded event late
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-06 refunded: {amount: 300000, to: $ani}
    2025-05-20 = REFUND_TOO_LATE
partly sent
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 200000, fee: 6500, to: $ani}
    2025-05-05 =
    2025-05-06 = REFUND_TOO_LATE
two requests both in time
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-11 paid: {amount: 100000}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-04-29 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-05 transfer-sent: {amount: 100000, fee: 6500, to: $ani}
    2025-05-20 =
two requests one late
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-11 paid: {amount: 100000}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-04-29 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-06 transfer-sent: {amount: 100000, fee: 6500, to: $ani}
    2025-05-20 = REFUND_TOO_LATE
order given up and paid back late
    2025-04-01 order-placed: {order: "1", item: domain, amount: 32000}
    2025-04-02 paid: 32000
    2025-04-03 order-cancelled: {order: "1"}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice, order: "1"}
    2025-05-06 transfer-sent: {amount: 32000, fee: 6500, to: $ani}
    2025-05-06 = REFUND_TOO_LATE
order processed and active
    2025-04-01 order-placed: {order: "1", item: domain, amount: 320000}
    2025-04-02 paid: 320000
    2025-04-03 order-processed: {order: "1"}
    2025-04-03 order-activated: {order: "1"}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice, order: "1"}
    2025-09-01 =
masterweb billed after the end
    2025-04-01 terminated: {by: customer, reason: wish}
    2025-04-02 billed: {period: 2025-04, amount: 100000}
    2025-04-02 = BILLED_AFTER_TERMINATION:100000
two requests in one second both late
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-11 paid: {amount: 100000}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 100000, fee: 6500, to: $ani}
    2025-05-06 = REFUND_TOO_LATE
request again after it was late
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-06 = REFUND_TOO_LATE
    2025-05-07 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-19 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 = REFUND_TOO_LATE
cash slip depositor to another
    2025-04-10 paid: {amount: 300000, method: cash, slip: {name: Ani, attached: true}}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: Budi, number: "9", bank: BNI}}
    2025-05-05 = REFUND_TO_WRONG_ACCOUNT
cash without a name to the holder
    ~name: Ani
    2025-04-10 paid: {amount: 300000, method: cash, slip: {attached: true}}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-05 =
nothing asked and sent
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 =
nothing asked and sent elsewhere
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: {name: Budi, number: "9", bank: BNI}}
    2025-05-20 =
sent twice
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 = REFUND_EXCEEDS_PAYMENT:300000
sent twice second elsewhere
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-11 paid: {amount: 300000, method: cash}
    2025-04-28 refund-requested: {by: email, account: $ani, payment_data: true, reason: twice}
    2025-05-05 transfer-sent: {amount: 300000, fee: 6500, to: $ani}
    2025-05-20 =
refund exceeding by rules refused at masterweb
    ~provider_acts: by_the_rules
    2025-04-10 paid: {amount: 300000, method: internet_banking, from: $ani}
    2025-04-28 refused: true | transfer-sent: {amount: 300001}
    2025-04-28 =
"""


@pytest.mark.parametrize("story", stories("masterweb", MASTERWEB))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)


def test_a_transfer_to_another_account_says_in_what_it_is_another() -> None:
    """And not whose it is, nor its number."""
    one = BankAccount("Sri Wahyuni", "111222", "BNI")
    assert apart_in(one, BankAccount("SRI WAHYUNI", "999", "BCA")) == ["number", "bank"]
    assert apart_in(one, BankAccount(None, "111222", None)) == []
