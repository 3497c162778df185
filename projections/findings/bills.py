"""Bills that the rules do not give: for what nobody may ask for, too high, too low, twice, or after the end."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.clauses import pricing
from lifecycle.events import Billed, Event, PackageActivated, PackageDeactivated, Recorded
from lifecycle.money import UNSPECIFIED, Amount, rupiah
from lifecycle.packages import Taken
from lifecycle.refusal import ended_by
from lifecycle.subscription import UNKNOWN_FEE
from projections.findings.finding import Finding, FindingCode
from projections.findings.scene import Scene
from projections.states import has_state


def after_the_end(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A bill issued after the end or, where the terms know cancelling, for a period that starts after it."""
    bill = scene.latest_bill()
    if bill.after_end:
        yield _after_the_end(scene, bill, recorded, at)


def billed_ahead(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Bills issued ahead, for periods that by the end now told start after it."""
    account = scene.ledger.account
    if scene.terms(at).book.cancellation is None:
        return
    for bill in sorted(account.bills, key=lambda bill: bill.number):
        issued = scene.bills[bill.number]
        if bill.after_end or bill.number in scene.after_end or not scene.told_by_file(issued):
            continue
        if account.after_end(bill.month, at):
            yield _after_the_end(scene, bill, recorded, at)


def _after_the_end(scene: Scene, bill: Bill, recorded: Recorded, at: int) -> Finding:
    scene.after_end.add(bill.number)
    account, terms = scene.ledger.account, scene.terms(at)
    ends = account.cancelling.bills_until(account.ended, terms) if terms.book.cancellation else account.ended
    until = "" if ends is None else f" on {calendar.text(calendar.instant(ends))[:10]}"
    pending = account.ended is None
    if terms.book.cancellation:
        because = terms.because("cancellation", "billing.while_pending")
    else:
        because = terms.because(ended_by(scene.ledger.state, account) or "termination")
    return scene.finding(
        "BILLED_AFTER_TERMINATION",
        recorded,
        at,
        f"bill {bill.period} of {amount_of(bill)} issued",
        f"no bill after {'cancelling was asked for' if pending else 'the end'}{until}",
        because,
        amount=amount_of(bill),
        charge=scene.bills[bill.number],
    )


def amount_of(bill: Bill) -> Amount:
    """What a bill asks for."""
    return Amount(bill.amount, frozenset({bill.name}) if bill.unknown else frozenset())


def package_lines(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Lines for packages: without an activation and a price in force in the month, or of another price."""
    event, bill = recorded.event, scene.latest_bill()
    if not isinstance(event, Billed) or bill.after_end or scene.terms(at).book.package is None:
        return
    packages = scene.ledger.account.packages
    for number, line in enumerate(event.lines):
        if line.purpose != "package" or line.amount == 0:
            continue
        price = packages.price_in_force(line.package, bill.month)
        amount = Amount.of(line.amount, f"package line {bill.period}")
        named = line.package or "that the bill does not name"
        if price > 0:
            yield from _against(scene, recorded, at, f"package {named}", price, amount, bill, "package", number)
            continue
        act = f"{amount} for the package {named} on bill {bill.period}"
        ground = "it is free in that month" if price == 0 else "it does not run in that month"
        yield scene.finding(
            "UNCOVERED_CHARGE",
            recorded,
            at,
            act,
            f"nothing: {ground}",
            scene.terms(at).because(
                "package",
                *(("package.free_term",) if any(one.event.free_months for one in packages.of(line.package)) else ()),
            ),
            amount=amount,
            working=[_interval(scene, one) for one in packages.of(line.package)]
            or ["no activation of it is on record"],
            charge=recorded,
            line=number,
        )


def _interval(scene: Scene, taken: Taken) -> str:
    """In words when an activation ran, no finer than it is known, and at what price."""
    since = _known(scene, PackageActivated, taken.activation.since)
    ended = taken.ended
    until = f" to {_known(scene, PackageDeactivated, ended)}" if ended is not None else ", without an end on record"
    free = f"free to {calendar.text(calendar.instant(taken.free_until))}, then " if taken.event.free_months else ""
    return f"{taken.package} runs from {since}{until}: {free}{rupiah(taken.event.price)} a month"


def _known(scene: Scene, kind: type[Event], at: int) -> str:
    """The instant of such an event, as exactly as that is known; one that the rules made is known to the second."""
    precisions = (one.precision for when, one in scene.timed if when == at and isinstance(one.event, kind))
    return calendar.known_to(calendar.instant(at), next(precisions, "instant"))


def monthly_fee(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """What a month's bills ask for the service beside the monthly fee in force, where the story tells it."""
    event, bill, state = recorded.event, scene.latest_bill(), scene.ledger.state
    book = scene.terms(at).book
    if not isinstance(event, Billed) or bill.after_end or not state.fees or book.trial or not has_state(book):
        return
    fee = pricing.monthly_bill(bill.month, state.fee_times, state.fees)
    asked = _for_service(event, fee)
    if fee == UNKNOWN_FEE or asked is None:
        return
    yield from _against(scene, recorded, at, "the monthly fee", fee, asked, bill, "pricing")


def _for_service(event: Billed, fee: int) -> Amount | None:
    """What a bill asks for the service; None where its lines have none for it, or its amount is not known.

    Whether a monthly fee includes tax and administration nobody says; so a bill whose service lines, or whose
    lines but for packages, rental and corrections, come to the fee asks for the fee.
    """
    if event.amount == UNSPECIFIED or any(line.amount == UNSPECIFIED for line in event.lines):
        return None
    if not event.lines:
        return Amount(int(event.amount))
    service = sum(int(line.amount) for line in event.lines if line.purpose == "service")
    others = ("package", "rental", "adjustment")
    whole = sum(int(line.amount) for line in event.lines if line.purpose not in others)
    if service == 0:
        return None
    return Amount(fee if fee in (service, whole) else whole)


def _against(
    scene: Scene,
    recorded: Recorded,
    at: int,
    what: str,
    price: int,
    asked: Amount,
    bill: Bill,
    path: str,
    line: int | None = None,
) -> Iterator[Finding]:
    """What is asked for a month beside its price; a bill for what was asked in full already charges it twice."""
    if not asked.known:
        return
    before = scene.asked.get((what, bill.month), 0)
    scene.asked[what, bill.month] = before + asked.sen
    left = max(0, price - before)
    over = asked.sen - left
    if over == 0 or asked.sen == 0:
        return
    act = f"{asked} for {what} on bill {bill.period}"
    entitled = f"{rupiah(left)}{f', as {rupiah(before)} was asked for it before' if before else ''}"
    code: FindingCode = "UNDERCHARGED" if over < 0 else "DOUBLE_CHARGE" if left == 0 else "OVERCHARGED"
    because = scene.terms(at).because(path)
    working = [f"in force in {bill.period} for {what}: {rupiah(price)} a month"]
    if before:
        working.append(f"asked for {bill.period} before: {rupiah(before)}, so {rupiah(left)} is left")
    more = "more" if over > 0 else "less"
    working.append(f"asked here: {asked} - {rupiah(left)} = {rupiah(abs(over))} {more}")
    amount = Amount(abs(over))
    yield scene.finding(
        code, recorded, at, act, entitled, because, amount=amount, working=working, charge=recorded, line=line
    )
