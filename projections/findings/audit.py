"""The audit of a story: every recorded act held against what the rules give, in one walk."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, chain

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
from projections.findings.finding import Finding, Found, by_code
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
    told = _told(ledger)
    if any(cancelling.charged_twice(ledger, at)):
        return by_code(shown(ledger, at))
    earlier = _earlier(told, ledger.mark)
    return by_code(_in_that_second(told, earlier, ledger.mark), told.once(_summed)[earlier])


def shown(ledger: Ledger, at: int) -> list[Finding]:
    """The findings that show where a ledger stands, in the order of their instants."""
    told = _told(ledger)
    earlier = _earlier(told, ledger.mark)
    found = [*told.once(audit)[:earlier], *_in_that_second(told, earlier, ledger.mark)]
    return sorted([*found, *cancelling.charged_twice(ledger, at)], key=_second)


def _told(ledger: Ledger) -> Told:
    if ledger.told is None:
        raise LookupError("a ledger that is folded from no whole story shows no findings")
    return ledger.told


def _earlier(told: Told, mark: Mark) -> int:
    """How many of a story's findings show before the second of a mark."""
    return bisect_left(told.once(audit), mark.at, key=_second)


def _in_that_second(told: Told, earlier: int, mark: Mark) -> Iterator[Finding]:
    """Those of them that show within that second, as far as the mark has come in it."""
    found = told.once(audit)
    for finding in found[earlier : bisect_right(found, mark.at, key=_second)]:
        if finding.step is None or finding.step <= mark.facts_above:
            yield finding


def _summed(told: Told) -> tuple[Found, ...]:
    """What is found by code before each of a story's findings, and after the last."""
    return tuple(accumulate(told.once(audit), Found.plus, initial=Found()))


def _second(finding: Finding) -> int:
    return finding.at


def audit(told: Told) -> tuple[Finding, ...]:
    """The findings of a whole story that stay once they show, in the order in which they do."""
    return tuple(sorted(_walk(told), key=_second))


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
