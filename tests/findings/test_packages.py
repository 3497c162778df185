"""Package lines: without a ground, beside the price in force, and twice."""

import pytest

from tests.findings.told import hold, stories

TELKOMSEL = """\
a package is billed in its month
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-20 =
a package is billed for the month before it began
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-02, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-20 = UNCOVERED_CHARGE:50000
a package line a rupiah above the price
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50001, lines: [{for: package, package: A, amount: 50001}]}
    2024-03-20 = OVERCHARGED:1
a package line a rupiah below the price
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 49999, lines: [{for: package, package: A, amount: 49999}]}
    2024-03-20 = UNDERCHARGED:1
package of another name
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: B, amount: 50000}]}
    2024-03-20 = UNCOVERED_CHARGE:50000
package unnamed on the line
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50000, lines: [{for: package, amount: 50000}]}
    2024-03-20 =
two packages one unnamed line of the first
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-11 package-activated: {package: B, price: 30000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50000, lines: [{for: package, amount: 50000}]}
    2024-03-20 =
two packages two unnamed lines
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-11 package-activated: {package: B, price: 30000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 80000, lines: [{for: package, amount: 50000},
        {for: package, amount: 30000}]}
    2024-03-20 =
a package stopped on 2024-03-15, and 2024-03 billed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-15 package-deactivated: {package: A}
    2024-05-05 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-05-05 =
a package stopped on 2024-03-15, and 2024-04 billed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-15 package-deactivated: {package: A}
    2024-05-05 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-05-05 = UNCOVERED_CHARGE:50000
a package stopped on 2024-04-01, and 2024-04 billed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-01 package-deactivated: {package: A}
    2024-05-05 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-05-05 = UNCOVERED_CHARGE:50000
a package stopped on 2024-04-01T00:00:01, and 2024-04 billed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-01T00:00:01 package-deactivated: {package: A}
    2024-05-05 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-05-05 =
a package stopped on 2024-04-30T23:59:59, and 2024-04 billed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-30T23:59:59 package-deactivated: {package: A}
    2024-05-05 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-05-05 =
activated in the last second of march
    2024-03-31T23:59:59 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-04-05 =
activated on the first of april
    2024-04-01 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-04-05 = UNCOVERED_CHARGE:50000
charged in january before the anniversary
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 =
    2017-01-05 [package.free_term: anniversary] =
charged in january before the anniversary by the rules
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 =
    2017-01-05 [package.free_term: anniversary] =
unspecified line uncovered
    2024-03-05 billed: {period: 2024-03, amount: unspecified,
        lines: [{for: package, package: A, amount: unspecified}]}
    2024-03-05 = UNCOVERED_CHARGE:unspecified
unspecified line covered
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-15 billed: {period: 2024-03, amount: unspecified,
        lines: [{for: package, package: A, amount: unspecified}]}
    2024-03-15 =
uncovered known and unspecified
    2024-02-05 billed: {period: 2024-02, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-05 billed: {period: 2024-03, amount: unspecified,
        lines: [{for: package, package: A, amount: unspecified}]}
    2024-03-05 = UNCOVERED_CHARGE:"50000~+~unspecified"
a package line asks for nothing
    2024-03-05 billed: {period: 2024-03, amount: 0, lines: [{for: package, package: A, amount: 0}]}
    2024-03-05 =
a package line stands on a bill twice
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 100000, lines: [{for: package, package: A, amount: 50000},
        {for: package, package: A, amount: 50000}]}
    2024-03-20 = DOUBLE_CHARGE:50000
two uncovered lines add up
    2024-03-20 billed: {period: 2024-03, amount: 100000, lines: [{for: package, package: A, amount: 40000},
        {for: package, package: B, amount: 60000}]}
    2024-03-20 = UNCOVERED_CHARGE:100000
price changed within the month old price
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-15 package-activated: {package: A, price: 60000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-20 =
price changed within the month new price
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-15 package-activated: {package: A, price: 60000, by: customer}
    2024-03-20 billed: {period: 2024-03, amount: 60000, lines: [{for: package, package: A, amount: 60000}]}
    2024-03-20 =
whole bill with fee and package untold
    ~monthly_fee: 100000
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-04, amount: 150000}
    2024-04-05 =
fee and package told
    ~monthly_fee: 100000
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-04, amount: 150000, lines: [{for: service, amount: 100000},
        {for: package, package: A, amount: 50000}]}
    2024-04-05 =
fee over and package under
    ~monthly_fee: 100000
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-04, amount: 150000, lines: [{for: service, amount: 100001},
        {for: package, package: A, amount: 49999}]}
    2024-04-05 = OVERCHARGED:1 UNDERCHARGED:1
payment of an unknown amount
    2017-02-01 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 paid: unspecified
    2017-02-06 refunded: {amount: 500000, of: {period: 2017-02, package: A}}
    2017-02-06 = UNCOVERED_CHARGE:500000
telkomsel billed after the end
    2017-02-05 terminated: {by: customer, reason: wish}
    2017-02-06 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-06 = BILLED_AFTER_TERMINATION:500000
telkomsel ended for arrears has no clause
    2017-02-05 terminated: {by: provider, reason: arrears}
    2017-02-06 =
inferred package
    2016-07 inferred: true | package-activated: {package: A, price: 50000, by: customer}
    2016-07-20 billed: {period: 2016-07, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2016-07-20 =
package line billed ahead and changed
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-25 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-31 package-activated: {package: A, price: 60000, by: customer}
    2024-04-30 =
unspecified package price line with fee
    ~monthly_fee: 100000
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-04-05 billed: {period: 2024-04, amount: 100000, lines: [{for: service, amount: 100000}]}
    2024-04-05 =
"""


@pytest.mark.parametrize("story", stories("telkomsel", TELKOMSEL))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
