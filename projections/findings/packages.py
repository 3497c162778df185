"""Packages that nobody agreed to: activated without consent, or gone from free to paid in silence."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.events import PackageActivated, Recorded
from lifecycle.money import Amount
from lifecycle.packages import EVERY_MONTH, Taken
from lifecycle.sentence import coded, said, word
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def activated(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """An activation by anybody but the customer, without a consent on record."""
    event, clause = recorded.event, scene.terms(at).book.package
    if not isinstance(event, PackageActivated) or clause is None or "staff_activation" not in clause.consent_for:
        return
    if event.by != "customer" and not event.consent:
        told = {"package": event.package, "actor": coded(event.by)}
        act = said("package {package} activated by {actor}, without a recorded consent", **told)
        entitled = said("an activation by staff needs the customer's consent on record")
        because = scene.terms(at).because("package")
        working = (said("activated by: {actor}; consent on record: no", actor=coded(event.by)),)
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
        act = said("package {package} goes on after its free months", package=taken.package)
        entitled = said("promised to stop by itself when they are over")
    else:
        price = said("{price} a {unit}", price=Amount(taken.event.price), unit=word(taken.event.per))
        becomes = {"package": taken.package, "price": price}
        act = said("package {package} goes from free to {price}, without a recorded consent", **becomes)
        entitled = said("going from free to paid needs the customer's consent on record")
    because = scene.terms(at).because("package", "package.free_term")
    stopped = taken.activation.stopped
    until = said("no stop is on record") if stopped == NEVER else said("stopped {when}", when=calendar.instant(stopped))
    agreed = said("yes") if taken.event.consent else said("no")
    working = (
        said(
            "activated {since}, free for {months} months, to {over}",
            since=calendar.instant(taken.activation.since),
            months=taken.event.free_months,
            over=calendar.instant(taken.free_until),
        ),
        said("{until}; consent on record: {agreed}", until=until, agreed=agreed),
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
