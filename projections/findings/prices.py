"""What bills ask for beside the prices in force: for what nobody may ask for, too much, too little, or twice."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.civil import DAY
from lifecycle.clauses import pricing
from lifecycle.clauses.package import NO_PRICE, PackageTable, price_in, weeks_in
from lifecycle.events import Billed, BillLine, Event, PackageActivated, PackageDeactivated, Recorded
from lifecycle.money import UNSPECIFIED, Amount
from lifecycle.notation import Known, Month
from lifecycle.packages import EVERY_MONTH, Packages, Taken
from lifecycle.sentence import Sentence, counted, said, word
from lifecycle.subscription import UNKNOWN_FEE
from projections.findings.finding import Finding, FindingCode
from projections.findings.scene import Scene
from projections.states import has_state

MONTHLY_FEE = said("the monthly fee")
"""What a month's service is asked for as, beside the packages."""


def package_lines(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Lines for packages: without an activation and a price in force in the month, or of another price."""
    event, bill, clause = recorded.event, scene.latest_bill(), scene.terms(at).book.package
    if not isinstance(event, Billed) or bill.after_end or clause is None:
        return
    packages = scene.ledger.account.packages
    for number, line in enumerate(event.lines):
        if line.purpose != "package" or line.amount == 0:
            continue
        amount = Amount.of(line.amount, said("package line {period}", period=Month(bill.period)))
        found = _priced(scene, line, bill.month, clause)
        if found is not None:
            name, price = found
            how = tuple(_weeks(packages.of(name), bill, clause))
            yield from _against(scene, recorded, at, _of(name), price, amount, bill, "package", number, how)
            continue
        act = said(
            "{amount} for the package {package} on bill {period}",
            amount=amount,
            package=line.package or said("that the bill does not name"),
            period=Month(bill.period),
        )
        ground = _ground(packages, line.package, bill, clause)
        yield _uncovered(scene, recorded, at, act, ground, line.package, amount, (recorded, number))


def stopped(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Lines billed ahead for months in which a package, now stopped, proves not to run."""
    event, clause = recorded.event, scene.terms(at).book.package
    if not isinstance(event, PackageDeactivated) or clause is None:
        return
    for (what, month), sen in sorted(scene.asked.items(), key=lambda item: item[0][1]):
        packages = scene.ledger.account.packages
        if what != _of(event.package) or packages.price_in_force(event.package, month, clause) > 0:
            continue
        act = said(
            "{amount} for the package {package} on bill {period}, issued ahead",
            amount=Amount(sen),
            package=event.package,
            period=Month(calendar.period(month)),
        )
        del scene.asked[what, month]
        charge = next(_asking(scene, event.package, month), None)
        ground = said("it was stopped before that month")
        yield _uncovered(scene, recorded, at, act, ground, event.package, Amount(sen), charge)


def _asking(scene: Scene, package: str, month: int) -> Iterator[tuple[Recorded, int]]:
    """The bills and lines that ask for a package in a month."""
    for issued in scene.bills.values():
        if isinstance(issued.event, Billed) and calendar.month_number(issued.event.period) == month:
            for number, line in enumerate(issued.event.lines):
                if line.purpose == "package" and line.package in (None, package):
                    yield issued, number


def _uncovered(
    scene: Scene,
    recorded: Recorded,
    at: int,
    act: Sentence,
    ground: Sentence,
    package: str | None,
    amount: Amount,
    charge: tuple[Recorded, int] | None,
) -> Finding:
    taken = scene.ledger.account.packages.of(package)
    readings = ("package.free_term",) if any(one.event.free_months for one in taken) else ()
    bill, line = charge or (None, None)
    return scene.finding(
        "UNCOVERED_CHARGE",
        recorded,
        at,
        act,
        said("nothing: {ground}", ground=ground),
        scene.terms(at).because("package", *readings),
        amount=amount,
        working=[_interval(scene, one) for one in taken] or [said("no activation of it is on record")],
        charge=bill,
        line=line,
    )


def _priced(scene: Scene, line: BillLine, month: int, table: PackageTable) -> tuple[str, int] | None:
    """The package that a line is for and its price in a month; None where it is for none with a price in force.

    Of several, as of a line that names none or after a change of price, the one that the line comes to and that
    was not asked for yet.
    """

    def fit(priced: tuple[str, int]) -> tuple[bool, bool]:
        return bool(scene.asked.get((_of(priced[0]), month))), priced[1] != line.amount

    return min(_prices(scene, line.package, month, table), key=fit, default=None)


def _prices(scene: Scene, package: str | None, month: int, table: PackageTable) -> list[tuple[str, int]]:
    """Each activation of a package, or of any, with its price in a month, the latest first; without those of none."""
    priced = scene.ledger.account.packages.prices_in(package, month, table)
    return [(name, price) for name, price in priced if price > 0]


def _of(package: str) -> Sentence:
    """What a package's price is asked for as."""
    return said("package {package}", package=package)


def _ground(packages: Packages, package: str | None, bill: Bill, clause: PackageTable) -> Sentence:
    """Why a line has none."""
    opens, closes = clause.cycle(bill.month)
    when = said("in that month") if clause.cycle_from is None else _cycle(opens, closes)
    if packages.price_in_force(package, bill.month, clause) == NO_PRICE:
        return said("it does not run {when}", when=when)
    paid = any(price_in(one.activation, opens, closes) > 0 for one in packages.of(package))
    return said("no week of it begins {when}", when=when) if paid else said("it is free {when}", when=when)


def _cycle(opens: int, closes: int) -> Sentence:
    """From which day until which day, which is in it no more."""
    first, until = (calendar.date_of(at // DAY) for at in (opens, closes))
    return said("in the cycle from {first} until {until}", first=first, until=until)


def _weeks(taken: list[Taken], bill: Bill, clause: PackageTable) -> Iterator[Sentence]:
    """The weeks that a bill's cycle is charged for, by activation."""
    opens, closes = clause.cycle(bill.month)
    for one in taken:
        weeks = weeks_in(one.activation, opens, closes) if one.event.per == "week" else 0
        if weeks:
            yield counted(
                "{number} week begins {cycle}, {package} at {price} each",
                "{number} weeks begin {cycle}, {package} at {price} each",
                weeks,
                cycle=_cycle(opens, closes),
                package=one.package,
                price=Amount(one.event.price),
            )


def _interval(scene: Scene, taken: Taken) -> Sentence:
    """In words when an activation ran, no finer than it is known, and at what price."""
    ended = taken.ended
    if ended is None:
        until = said(", without an end on record")
    else:
        until = said(" to {day}", day=_known(scene, PackageDeactivated, ended))
    price = said("{price} a {unit}", price=Amount(taken.event.price), unit=word(taken.event.per))
    if taken.event.free_months:
        then = said("to stop by itself then") if taken.stops_by_itself else said("then {price}", price=price)
        price = said("free to {over}, {then}", over=calendar.instant(taken.free_until), then=then)
    since = _known(scene, PackageActivated, taken.activation.since)
    runs = {"package": taken.package, "since": since, "until": until, "price": price}
    return said("{package} runs from {since}{until}: {price}", **runs)


def _known(scene: Scene, kind: type[Event], at: int) -> Known:
    """The instant of such an event, as exactly as that is known; one that the rules made is known to the second."""
    precisions = (one.precision for when, one in scene.timed if when == at and isinstance(one.event, kind))
    return Known(calendar.instant(at), next(precisions, "instant"))


def monthly_fee(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """What a month's bills ask for the service beside the monthly fee in force, where the story tells it."""
    event, bill, state = recorded.event, scene.latest_bill(), scene.ledger.state
    book = scene.terms(at).book
    if not isinstance(event, Billed) or bill.after_end or not state.fees or book.trial or not has_state(book):
        return
    fee = pricing.monthly_bill(bill.month, state.fee_times, state.fees)
    asked = _for_service(event, fee, _prices(scene, None, bill.month, book.package or EVERY_MONTH))
    if fee == UNKNOWN_FEE or asked is None:
        return
    yield from _against(scene, recorded, at, MONTHLY_FEE, fee, asked, bill, "pricing")


def note(scene: Scene, recorded: Recorded) -> None:
    """Take down a bill that the rules issued: one of the story's own for that month asks for the fee again."""
    if isinstance(recorded.event, Billed) and recorded.event.amount != UNSPECIFIED:
        scene.asked[MONTHLY_FEE, scene.latest_bill().month] = int(recorded.event.amount)


def _for_service(event: Billed, fee: int, packages: list[tuple[str, int]]) -> Amount | None:
    """What a bill asks for the service; None where its lines have none for it, or its amount is not known.

    Whether a monthly fee includes tax and administration nobody says; so of a bill's service lines, and of its
    lines but for packages, rental and corrections, that sum is meant which comes nearer to the fee. A bill without
    lines that comes to the fee and the prices of ``packages`` together asks for the fee.
    """
    if event.amount == UNSPECIFIED or any(line.amount == UNSPECIFIED for line in event.lines):
        return None
    if not event.lines:
        together = fee + sum(price for _, price in packages)
        return Amount(fee if event.amount == together else int(event.amount))
    service = sum(int(line.amount) for line in event.lines if line.purpose == "service")
    others = ("package", "rental", "adjustment")
    whole = sum(int(line.amount) for line in event.lines if line.purpose not in others)
    if service == 0:
        return None
    return Amount(min(service, whole, key=lambda sen: abs(sen - fee)))


def _against(
    scene: Scene,
    recorded: Recorded,
    at: int,
    what: Sentence,
    price: int,
    asked: Amount,
    bill: Bill,
    path: str,
    line: int | None = None,
    how: tuple[Sentence, ...] = (),
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
    period = Month(bill.period)
    act = said("{asked} for {what} on bill {period}", asked=asked, what=what, period=period)
    remaining = {"left": Amount(left), "before": Amount(before)}
    entitled = (
        said("{left}, as {before} was asked for it before", **remaining) if before else said("{left}", **remaining)
    )
    code: FindingCode = "UNDERCHARGED" if over < 0 else "DOUBLE_CHARGE" if before and left == 0 else "OVERCHARGED"
    because = scene.terms(at).because(path)
    working = [*how, said("in force in {period} for {what}: {price}", period=period, what=what, price=Amount(price))]
    if before:
        words = {"period": period, **remaining}
        working.append(said("asked for {period} before: {before}, so {left} is left", **words))
    sums = {"asked": asked, "left": Amount(left), "difference": Amount(abs(over))}
    if over > 0:
        working.append(said("asked here: {asked} - {left} = {difference} more", **sums))
    else:
        working.append(said("asked here: {asked} - {left} = {difference} less", **sums))
    amount = Amount(abs(over))
    yield scene.finding(
        code, recorded, at, act, entitled, because, amount=amount, working=working, charge=recorded, line=line
    )
