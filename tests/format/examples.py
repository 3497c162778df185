"""Stories that the tests read, and the words to change in them."""

SMALL = """\
scenario: Paid in the month after the bill
provider: indihome
edition: 2023-07-01
provider_acts: by_the_rules
readings: {late_fee.stacking: replace, late_fee.base: each_bill}
givens: {termination.fee: 1000000, calendar.holidays: [2024-06-17]}
subscription:
  number: "00122001"
  activated: 2022-05-10
  plan: no
  monthly_fee: 412500
steps:
  - at: 2024-06-05
    billed: {period: 2024-06, amount: 412500}
  - at: 2024-06-21T00:00
    expect: {state: isolated, payable: 433125}
  - at: 2024-07-03T10:00+09:00
    paid: 453750
  - at: 2024-07-31T23:59:59
    expect: {state: active, balance: 0}
"""

EVERY_EVENT = """\
scenario: Everything that can happen
provider: contoh-net
provider_acts: as_recorded
givens: {device.charge: 250000, refund.bank_fee: 0}
subscription: {number: 1, name: Null, monthly_fee: 17336.70, bills: {day: 31}}
steps:
  - {at: 2016-07, package-activated: {package: 12 GB, price: 0, free_months: 6, by: staff, consent: false}}
  - {at: 2016-12, package-deactivated: {package: 12 GB, notice: own SMS}}
  - {at: 2017-01, billed: {period: 2017-01, amount: unspecified, lines: [{for: service, amount: unspecified}]}}
  - at: 2017-02-01
    billed:
      period: 2017-02
      amount: "600.000,50"
      due: 2017-02-20
      lines:
        - {for: package, package: 12 GB, amount: 500000}
        - {for: tax, amount: 100000.50}
  - {at: 2017-02, paid: 1, precision: unknown, inferred: true, source: a guess, note: "no: day"}
  - at: 2017-02-03T10:00:00.5
    known_at: 2017-03-01
    paid:
      amount: Rp 345.000
      posted_at: 2017-02-04T09:00+08:00
      for_period: 2017-02
      order: 010
      method: atm
      from: {name: A, number: 001, bank: BNI}
      slip: {name: A, attached: true}
  - {at: 2017-02-05, payment-reversed: {amount: 1, reason: bounced}}
  - {at: 2017-02-05, isolated: }
  - {at: 2017-02-05, reconnected: {}}
  - {at: 2017-02-05, blocked: {reason: arrears}}
  - {at: 2017-02-05, unblocked: {}, refused: true}
  - {at: 2017-02-05, warned: {}}
  - {at: 2017-02-05, warning-lifted: {}}
  - {at: 2017-02-05, downgraded: {monthly_fee: 100000, plan: 5 Mbps}}
  - {at: 2017-02-05, plan-changed: {monthly_fee: 100000}}
  - {at: 2017-02-05, device-returned: {condition: damaged, receipt: true, charge: 5}}
  - {at: 2017-02-05, refunded: {amount: unspecified, of: {period: 2017-02, package: 12 GB}, to: {bank: BCA}, fee: 1}}
  - {at: 2017-02-05, adjusted: {amount: -5000, reason: outage, period: 2017-02}}
  - {at: 2017-02-05, due-date-moved: {period: 2017-02, to: 2017-02-25, waive_late_fee: true}}
  - {at: 2017-02-05, resale-alleged: {note: seen}}
  - {at: 2017-02-05, resale-proven: {}}
  - {at: 2017-02-05, blacklisted: {}}
  - {at: 2017-02-05, dispute-opened: {ticket: 255004697, period: 2017-02, package: 12 GB, amount: 500000, forum: ylki}}
  - {at: 2017-02-05, dispute-noted: {note: held responsible}}
  - {at: 2017-02-05, dispute-resolved: {ticket: 255004697, outcome: upheld, credit: 500000}}
  - {at: 2017-02-05, visibility-changed: {to_customer: false}}
  - {at: 2017-02-05, cancellation-requested: {channel: letter}}
  - {at: 2017-02-05, documents-verified: {form: true, signed: true, identity: true}}
  - {at: 2017-02-05, cancellation-confirmed: {}}
  - {at: 2017-02-05, letter-sent: {to: the provider, via: post}}
  - {at: 2017-02-05, order-placed: {order: A1, item: a domain, amount: 32000}}
  - {at: 2017-02-05, order-processed: {order: A1}}
  - {at: 2017-02-05, order-activated: {order: A1}}
  - {at: 2017-02-05, order-cancelled: {order: A1}}
  - {at: 2017-02-05, order-failed: {order: A1, fault: unfulfillable}}
  - {at: 2017-02-05, refund-requested: {by: email, account: {name: A}, payment_data: true, reason: two, letter: true}}
  - {at: 2017-02-05, converted-to-deposit: {amount: 49999}}
  - {at: 2017-02-05, voucher-prepared: {}}
  - {at: 2017-02-05, transfer-sent: {amount: 5, fee: 1, to: {name: A}}}
  - {at: 2017-02-05, contacted: {topic: activation, subscribed_through: other, agrees: true, routed_to: email}}
  - {at: 2017-02-05, demanded: 600000.50}
  - {at: 2017-02-05, demanded: {amount: unspecified, of: late_fee, period: 2017-02, note: by text message}}
  - {at: 2017-02-05, terminated: {by: customer}}
  - at: 2017-02-06
    expect:
      under: {dispute.policy: fair}
      on_edition: undated
      state: not_applicable
      principal: unspecified
      payable: 500000 + unspecified
      balance: -17336.70
      charges: 2
      isolated_since: never
      terminated_at: 2017-02-05T00:00+07:00
      next_termination: 2017-03
      blacklisted: false
      dispute: none
      refund: {gross: 300000, net: unspecified, status: approved, to: {bank: BNI}, transfer_on: 2025-05-05}
      route: {to: pln_mobile, transfer: false, key: 3, log: Informasi / Umum}
      findings: [UNCOVERED_CHARGE, {code: OVERCHARGED, amount: 500000}]
      findings_include: []
      events: 40
"""

HEAD = "scenario: A\nprovider: contoh-net\nsubscription: {number: 1}\n"
"""The head of a story, three lines long."""


def told_by_the_rules(*steps: str) -> str:
    """A story of these steps; the first step stands on line 5, every other one line further down."""
    return HEAD + "steps:\n" + "".join(f"  - {{{step}}}\n" for step in steps)


def as_recorded(*steps: str) -> str:
    """The same, as the provider recorded it."""
    return told_by_the_rules(*steps) + "provider_acts: as_recorded\n"
