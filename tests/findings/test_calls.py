"""Calls: where the notice sends them, and where they went."""

import pytest

from tests.findings.told import hold, stories

PLN_ROUTING = """\
a call about coverage that went to pln_mobile
    2021-09-01 contacted: {topic: coverage, routed_to: pln_mobile}
    2021-09-01 =
a call about coverage that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: coverage, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about coverage that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: coverage, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about product that went to email
    2021-09-01 contacted: {topic: product, routed_to: email}
    2021-09-01 = MISROUTED_CONTACT
a call about registration that went to none
    2021-09-01 contacted: {topic: registration, routed_to: none}
    2021-09-01 = MISROUTED_CONTACT
a call about bill_information by who came through pln_mobile that went to pln_mobile
    2021-09-01 contacted: {topic: bill_information, subscribed_through: pln_mobile, routed_to: pln_mobile}
    2021-09-01 =
a call about bill_information by who came through pln_mobile that went to email
    2021-09-01 contacted: {topic: bill_information, subscribed_through: pln_mobile, routed_to: email}
    2021-09-01 = MISROUTED_CONTACT
a call about bill_information by who came through other that went to email
    2021-09-01 contacted: {topic: bill_information, subscribed_through: other, routed_to: email}
    2021-09-01 =
a call about bill_information by who came through other that went to pln_mobile
    2021-09-01 contacted: {topic: bill_information, subscribed_through: other, routed_to: pln_mobile}
    2021-09-01 = MISROUTED_CONTACT
a call about bill_information that went to pln_mobile_or_email
    2021-09-01 contacted: {topic: bill_information, routed_to: pln_mobile_or_email}
    2021-09-01 =
a call about bill_information that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: bill_information, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about bill_information that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: bill_information, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about activation by who agrees that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: activation, agrees: true, routed_to: iconnet_contact_centre}
    2021-09-01 =
a call about activation by who agrees that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: activation, agrees: true, routed_to: iconnet_contact_centre}
    2021-09-01 =
a call about activation by who does not agree that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: activation, agrees: false, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about activation by who does not agree that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: activation, agrees: false, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about disturbance that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: disturbance, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about disturbance that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: disturbance, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about disturbance that went to none
    2021-09-01 contacted: {topic: disturbance, routed_to: none}
    2021-09-01 =
a call about disturbance by who agrees that went to none
    2021-09-01 contacted: {topic: disturbance, agrees: true, routed_to: none}
    2021-09-01 = MISROUTED_CONTACT
a call about cancellation that went to iconnet_contact_centre
    2021-09-01 contacted: {topic: cancellation, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about cancellation that went to iconnet_contact_centre by the rules
    ~provider_acts: by_the_rules
    2021-09-01 contacted: {topic: cancellation, routed_to: iconnet_contact_centre}
    2021-09-01 = MISROUTED_CONTACT
a call about cancellation that went to none
    2021-09-01 contacted: {topic: cancellation, routed_to: none}
    2021-09-01 =
a call about cancellation that went to email
    2021-09-01 contacted: {topic: cancellation, routed_to: email}
    2021-09-01 =
in the last second before the notice nobody knows the rules
    2021-08-16T23:59:59 contacted: {topic: coverage, routed_to: email}
    2021-08-16T23:59:59 =
the first second of the notice counts
    2021-08-17 contacted: {topic: coverage, routed_to: email}
    2021-08-17 = MISROUTED_CONTACT
before any rule nothing is misrouted
    2021-06-01 contacted: {topic: coverage, routed_to: email}
    2021-06-01 =
nobody says where it went
    2021-09-01 contacted: {topic: coverage}
    2021-09-01 =
two calls misrouted
    2021-09-01 contacted: {topic: coverage, routed_to: email}
    2021-09-02 contacted: {topic: product, routed_to: email}
    2021-09-02 = MISROUTED_CONTACT
nobody knows where the call went
    2021-09-01 contacted: {topic: coverage, routed_to: unspecified}
    2021-09-01 =
"""


@pytest.mark.parametrize("story", stories("pln-routing", PLN_ROUTING))
def test_the_findings_are_these_and_no_others(story: str) -> None:
    """At each instant of the table, under its readings."""
    hold(story)
