"""Packages that nobody agreed to, and promised stops that do not fire."""

import pytest

from tests.findings.told import hold, stories

TELKOMSEL = """\
free then paid with consent
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 =
charged in the free months
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2016-12-05 billed: {period: 2016-12, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2016-12-05 = UNCOVERED_CHARGE:100000
    2016-12-05 [package.free_term: anniversary] = UNCOVERED_CHARGE:100000
free then paid with consent by the rules
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 =
charged in the free months by the rules
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: true}
    2016-12-05 billed: {period: 2016-12, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2016-12-05 = UNCOVERED_CHARGE:100000
    2016-12-05 [package.free_term: anniversary] = UNCOVERED_CHARGE:100000
silent conversion at the end of the term
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: false}
    2016-12-31T23:59:59 =
    2017-01-01 = SILENT_CONVERSION
    2017-01-01 [package.free_term: anniversary] =
    2017-01-10 [package.free_term: anniversary] = SILENT_CONVERSION
    2017-02-10 = SILENT_CONVERSION
silent conversion by the rules at the charge
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: false}
    2017-01-04 =
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 = SILENT_CONVERSION
no consent but stopped in time
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: false}
    2016-12-31T23:59:59 package-deactivated: {package: A}
    2017-02-10 =
promised stop fires a second before
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-12-31T23:59:59 package-deactivated: {package: A}
    2017-02-10 =
promised stop fires at the instant
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-01 package-deactivated: {package: A}
    2017-02-10 =
promised stop fires a second late
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-01 = SILENT_CONVERSION
    2017-01-01T00:00:01 package-deactivated: {package: A}
    2017-02-10 = SILENT_CONVERSION
    2017-02-10 [package.free_term: anniversary] =
promised stop does not fire and is charged
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-12-31 =
    2017-02-05 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 = SILENT_CONVERSION UNCOVERED_CHARGE:500000
promised stop by the rules and charged
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-31 =
    2017-02-05 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 = SILENT_CONVERSION UNCOVERED_CHARGE:500000
promised stop by the rules and not charged
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-31 =
stopped and charged
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-12-20 package-deactivated: {package: A}
    2017-02-05 billed: {period: 2017-02, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2017-02-05 = UNCOVERED_CHARGE:500000
month of the stop charged while free
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-12-20 package-deactivated: {package: A}
    2016-12-25 billed: {period: 2016-12, amount: 500000, lines: [{for: package, package: A, amount: 500000}]}
    2016-12-25 = UNCOVERED_CHARGE:500000
line ended before the free months
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-10-10 terminated: {by: customer, reason: wish}
    2017-03-01 =
line ended before the free months are over by the rules
    ~provider_acts: by_the_rules
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: customer, consent: false}
    2016-10-10 terminated: {by: customer, reason: wish}
    2017-03-01 =
a package activated by staff without consent
    2024-03-10 package-activated: {package: A, price: 50000, by: staff, consent: false}
    2024-03-10 = UNAUTHORISED_ACTIVATION
a package activated by staff without consent by the rules
    ~provider_acts: by_the_rules
    2024-03-10 package-activated: {package: A, price: 50000, by: staff, consent: false}
    2024-03-10 = UNAUTHORISED_ACTIVATION
a package activated by staff with consent
    2024-03-10 package-activated: {package: A, price: 50000, by: staff, consent: true}
    2024-03-10 =
a package activated by staff with consent by the rules
    ~provider_acts: by_the_rules
    2024-03-10 package-activated: {package: A, price: 50000, by: staff, consent: true}
    2024-03-10 =
a package activated by provider without consent
    2024-03-10 package-activated: {package: A, price: 50000, by: provider, consent: false}
    2024-03-10 = UNAUTHORISED_ACTIVATION
a package activated by provider without consent by the rules
    ~provider_acts: by_the_rules
    2024-03-10 package-activated: {package: A, price: 50000, by: provider, consent: false}
    2024-03-10 = UNAUTHORISED_ACTIVATION
a package activated by customer without consent
    2024-03-10 package-activated: {package: A, price: 50000, by: customer, consent: false}
    2024-03-10 =
a package activated by customer without consent by the rules
    ~provider_acts: by_the_rules
    2024-03-10 package-activated: {package: A, price: 50000, by: customer, consent: false}
    2024-03-10 =
package reactivated free again
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-10-01 package-deactivated: {package: A}
    2016-11-01 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-02 =
    2017-05-01 = SILENT_CONVERSION
two packages convert
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2016-07-10 package-activated: {package: B, price: 0, free_months: 6, by: customer}
    2017-02-01 = SILENT_CONVERSION
staff package without consent converts
    2016-07-10 package-activated: {package: A, price: 100000, free_months: 6, by: staff, consent: false}
    2017-01-05 billed: {period: 2017-01, amount: 100000, lines: [{for: package, package: A, amount: 100000}]}
    2017-01-05 = UNAUTHORISED_ACTIVATION SILENT_CONVERSION
stop charged month of the stop paid
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-20 package-deactivated: {package: A}
    2024-03-25 billed: {period: 2024-03, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-25 =
line ended at the very end of the free months
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-01 terminated: {by: customer, reason: wish}
    2017-03-01 =
line ended after the free months
    2016-07-10 package-activated: {package: A, price: 0, free_months: 6, by: customer}
    2017-01-02 terminated: {by: customer, reason: wish}
    2017-03-01 = SILENT_CONVERSION
package line billed ahead and stopped before
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-25 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-25 =
    2024-03-31 package-deactivated: {package: A}
    2024-03-31 = UNCOVERED_CHARGE:50000
package line billed ahead and stopped within
    2024-03-10 package-activated: {package: A, price: 50000, by: customer}
    2024-03-25 billed: {period: 2024-04, amount: 50000, lines: [{for: package, package: A, amount: 50000}]}
    2024-03-25 =
    2024-04-02 package-deactivated: {package: A}
    2024-04-30 =
"""


@pytest.mark.parametrize("story", stories("telkomsel", TELKOMSEL))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
