"""The audit of a story: every recorded act held against what the rules give, in one walk."""

from collections.abc import Callable, Iterator
from itertools import chain

from lifecycle.events import (
    Billed,
    Blacklisted,
    Blocked,
    CancellationConfirmed,
    CancellationRequested,
    Contacted,
    Demanded,
    DeviceReturned,
    Event,
    Isolated,
    PackageActivated,
    PackageDeactivated,
    Recorded,
    Refunded,
    Terminated,
    TransferSent,
)
from projections.answers import Answer
from projections.findings import (
    bills,
    cancelling,
    contacts,
    demands,
    ending,
    in_advance,
    limiting,
    packages,
    prices,
    refunds,
)
from projections.findings.finding import Finding, by_code
from projections.findings.scene import Scene
from projections.ledger import Ledger, Mark, Told

Look = Callable[[Scene, Recorded, int], Iterator[Finding]]
"""Looks at a recorded event at its WIB second; what it finds is yielded."""

BEFORE: dict[type[Event], tuple[Look, ...]] = {
    Isolated: (limiting.limited,),
    Blocked: (limiting.limited,),
    Terminated: (ending.terminated,),
    Blacklisted: (ending.blacklisted,),
    Refunded: (refunds.exceeding, refunds.sent),
    TransferSent: (refunds.exceeding, refunds.sent),
    PackageActivated: (packages.activated,),
    Contacted: (contacts.contacted,),
    Demanded: (demands.demanded,),
}
"""What is asked of an event as things stand before it."""

AFTER: dict[type[Event], tuple[Look, ...]] = {
    Billed: (bills.after_the_end, prices.package_lines, prices.monthly_fee, in_advance.billed),
    Terminated: (bills.billed_ahead,),
    CancellationRequested: (bills.billed_ahead,),
    CancellationConfirmed: (bills.billed_ahead,),
    DeviceReturned: (cancelling.device_charge,),
    PackageDeactivated: (prices.stopped,),
}
"""What is asked of an event as things stand once it has happened."""


def findings(ledger: Ledger, at: int) -> Answer:
    """Every code that shows by a second, each once, with the rupiah of all its findings."""
    return by_code(shown(ledger, at))


def shown(ledger: Ledger, at: int) -> list[Finding]:
    """The findings that show where a ledger stands, in the order of their instants."""
    if ledger.told is None:
        raise LookupError("a ledger that is folded from no whole story shows no findings")
    found = [one for one in ledger.told.once(audit) if _shows(one, ledger.mark)]
    return sorted([*found, *cancelling.charged_twice(ledger, at)], key=lambda one: one.at)


def audit(told: Told) -> tuple[Finding, ...]:
    """The findings of a whole story that stay once they show, in the order in which they do."""
    return tuple(sorted(_walk(told), key=lambda one: one.at))


def _walk(told: Told) -> Iterator[Finding]:
    scene = Scene(told)
    waiting = limiting.Reconnection(scene)
    owed = refunds.Owed(scene)
    for at, recorded in scene.timed:
        yield from owed.by(at)
        if scene.told_by_file(recorded):
            yield from chain.from_iterable(look(scene, recorded, at) for look in BEFORE.get(type(recorded.event), ()))
        else:
            yield from refunds.waited(scene, recorded, at)
        scene.take_in(recorded, at)
        if scene.told_by_file(recorded):
            yield from chain.from_iterable(look(scene, recorded, at) for look in AFTER.get(type(recorded.event), ()))
        else:
            prices.note(scene, recorded)
        if told.as_recorded:
            yield from waiting.after(recorded, at)
    yield from owed.by(told.until)
    yield from waiting.missing()
    yield from packages.conversions(scene)


def _shows(finding: Finding, mark: Mark) -> bool:
    return finding.at < mark.at or (
        finding.at == mark.at and (finding.step is None or finding.step <= mark.facts_above)
    )
