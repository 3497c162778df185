"""Packages that nobody agreed to: activated without consent, or gone from free to paid in silence."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.events import PackageActivated, Recorded
from lifecycle.money import rupiah
from lifecycle.packages import EVERY_MONTH, Taken
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def activated(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """An activation by anybody but the customer, without a consent on record."""
    event, clause = recorded.event, scene.terms(at).book.package
    if not isinstance(event, PackageActivated) or clause is None or "staff_activation" not in clause.consent_for:
        return
    if event.by != "customer" and not event.consent:
        act = f"package {event.package} activated by {event.by}, without a recorded consent"
        entitled = "an activation by staff needs the customer's consent on record"
        because, working = scene.terms(at).because("package"), (f"activated by: {event.by}; consent on record: no",)
        yield scene.finding("UNAUTHORISED_ACTIVATION", recorded, at, act, entitled, because, working=working)


def conversions(scene: Scene) -> Iterator[Finding]:
    """Packages whose free months are over, and that go on: without a consent, or against the promised stop.

    As recorded the act is missing when the free months end; by the rules the stop happens, and only a charge
    that the story tells shows that it did not.
    """
    for taken in scene.ledger.account.packages.taken:
        over = taken.free_until
        clause = scene.terms(min(over, scene.told.until)).book.package
        ended = scene.ledger.account.ended
        if ended is not None and ended <= over:
            continue
        if taken.event.free_months == 0 or clause is None or "free_to_paid" not in clause.consent_for:
            continue
        if taken.activation.stopped <= over or (taken.converts_at < NEVER and taken.event.consent):
            continue
        charged = _charge_after(scene, taken)
        if scene.as_recorded and over <= scene.told.until:
            yield _conversion(scene, taken, over, None)
        elif charged is not None:
            yield _conversion(scene, taken, charged[0], charged[1])


def _conversion(scene: Scene, taken: Taken, at: int, charge: Recorded | None) -> Finding:
    if taken.stops_by_itself:
        act = f"package {taken.package} goes on after its free months"
        entitled = "promised to stop by itself when they are over"
    else:
        price = f"{rupiah(taken.event.price)} a {taken.event.per}"
        act = f"package {taken.package} goes from free to {price}, without a recorded consent"
        entitled = "going from free to paid needs the customer's consent on record"
    because = scene.terms(at).because("package", "package.free_term")
    since, over = (calendar.text(calendar.instant(when)) for when in (taken.activation.since, taken.free_until))
    stopped = taken.activation.stopped
    until = "no stop is on record" if stopped == NEVER else f"stopped {calendar.text(calendar.instant(stopped))}"
    working = (
        f"activated {since}, free for {taken.event.free_months} months, to {over}",
        f"{until}; consent on record: {'yes' if taken.event.consent else 'no'}",
    )
    return scene.finding("SILENT_CONVERSION", charge, at, act, entitled, because, working=working)


def _charge_after(scene: Scene, taken: Taken) -> tuple[int, Recorded] | None:
    """The first recorded line for a package on a bill issued once its free months were over."""
    for bill in sorted(scene.ledger.account.bills, key=lambda bill: bill.number):
        recorded = scene.bills[bill.number]
        lines = bill.lines.lines if bill.lines else ()
        named = any(line.package in (None, taken.package) and (line.amount or line.unknown) for line in lines)
        cycle_ends = (scene.terms(bill.clock.issued).book.package or EVERY_MONTH).cycle(bill.month)[1]
        later = bill.clock.issued >= taken.free_until and cycle_ends > taken.free_until
        if named and later and not bill.after_end and scene.told_by_file(recorded):
            return bill.clock.issued, recorded
    return None
