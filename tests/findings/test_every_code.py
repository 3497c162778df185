"""Every finding has a shipped story that raises it, and one with such an act in it that does not."""

from typing import get_args

import pytest

from lifecycle import events
from lifecycle.events import Event
from projections.findings.finding import FindingCode
from scenarios.format.story import Expect, Story, read
from tests.properties.recorded import LIBRARY

CODES: dict[FindingCode, tuple[str, str, type[Event]]] = {
    "UNCOVERED_CHARGE": ("cases/the-complaint-as-recorded", "telkomsel/a-package-as-it-was-agreed", events.Billed),
    "SILENT_CONVERSION": (
        "telkomsel/a-promised-stop-that-does-not-fire",
        "telkomsel/a-promised-stop-that-fires",
        events.PackageDeactivated,
    ),
    "UNAUTHORISED_ACTIVATION": (
        "cases/the-complaint-as-recorded",
        "telkomsel/a-package-as-it-was-agreed",
        events.PackageActivated,
    ),
    "BLOCKED_WHILE_DISPUTED": (
        "cases/the-complaint-as-recorded",
        "telkomsel/blocked-for-what-nobody-disputes",
        events.Blocked,
    ),
    "ISOLATED_TOO_EARLY": (
        "indihome/isolated-a-second-too-early",
        "indihome/isolated-and-reconnected-to-the-second",
        events.Isolated,
    ),
    "ISOLATED_WITHOUT_GROUND": (
        "indihome/isolated-though-everything-is-paid",
        "indihome/isolated-for-one-sen",
        events.Isolated,
    ),
    "NOT_RECONNECTED": (
        "indihome/nobody-reconnects-the-line",
        "indihome/isolated-and-reconnected-to-the-second",
        events.Reconnected,
    ),
    "TERMINATED_TOO_EARLY": (
        "indihome/ended-a-second-too-early",
        "indihome/ended-and-blacklisted-as-the-text-allows",
        events.Terminated,
    ),
    "TERMINATED_WITHOUT_GROUND": (
        "indihome/ended-for-a-resale-that-is-alleged",
        "indihome/ended-for-a-resale-that-is-proven",
        events.Terminated,
    ),
    "BILLED_AFTER_TERMINATION": (
        "iconnet/bills-after-closing",
        "indihome/billed-in-the-second-of-the-end",
        events.Billed,
    ),
    "DOUBLE_CHARGE": (
        "iconnet/the-running-month-is-charged-twice",
        "iconnet/the-running-month-is-charged-twice",
        events.Billed,
    ),
    "OVERCHARGED": (
        "indihome/billed-a-rupiah-beside-the-fee",
        "indihome/billed-a-rupiah-beside-the-fee",
        events.Billed,
    ),
    "UNDERCHARGED": (
        "indihome/billed-a-rupiah-beside-the-fee",
        "indihome/billed-a-rupiah-beside-the-fee",
        events.Billed,
    ),
    "REFUND_EXCEEDS_PAYMENT": (
        "telkomsel/refunds-of-a-line-add-up",
        "telkomsel/refunds-of-a-line-add-up",
        events.Refunded,
    ),
    "REFUND_TOO_LATE": (
        "masterweb/sent-in-the-first-second-of-the-tuesday",
        "masterweb/sent-in-the-last-second-of-the-monday",
        events.TransferSent,
    ),
    "REFUND_TO_WRONG_ACCOUNT": (
        "masterweb/sent-to-another-account",
        "masterweb/sent-in-the-last-second-of-the-monday",
        events.TransferSent,
    ),
    "EXCEEDS_PUBLISHED_WAIT": (
        "masterweb/a-wait-of-fifteen-days",
        "masterweb/sent-in-the-last-second-of-the-monday",
        events.TransferSent,
    ),
    "MISROUTED_CONTACT": (
        "pln-routing/a-call-that-went-elsewhere",
        "pln-routing/calls-that-went-where-they-should",
        events.Contacted,
    ),
    "BLACKLISTED_WITHOUT_GROUND": (
        "indihome/blacklisted-owing-nothing",
        "indihome/ended-and-blacklisted-as-the-text-allows",
        events.Blacklisted,
    ),
}
"""The story that raises each code, the one that only comes near it, and the act that both codes are about."""

EACH = pytest.mark.parametrize("code", get_args(FindingCode))


def expected(story: Story) -> list[tuple[Expect, set[FindingCode]]]:
    """Where a story expects exact findings, and which codes."""
    return [
        (expect, {one.code for one in each.value})
        for expect in story.expects
        for each in expect.expectations
        if each.key == "findings" and isinstance(each.value, tuple)
    ]


def shipped(name: str) -> Story:
    return read(LIBRARY / f"{name}.yaml")


@EACH
def test_a_shipped_story_raises_it(code: FindingCode) -> None:
    """And expects it, which the library's own tests hold it to."""
    assert any(code in codes for _, codes in expected(shipped(CODES[code][0])))


@EACH
def test_a_shipped_story_only_comes_near_it(code: FindingCode) -> None:
    """It tells such an act, and expects the exact findings after it, this one not among them."""
    _, name, act = CODES[code]
    story = shipped(name)
    acts = [fact.at for fact in story.facts if isinstance(fact.event, act)]
    assert any(code not in codes and any(at <= expect.at for at in acts) for expect, codes in expected(story))
