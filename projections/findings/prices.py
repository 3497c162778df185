"""What bills ask for beside the prices in force: for what nobody may ask for, too much, too little, or twice."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.bill import Bill
from lifecycle.clauses import pricing
from lifecycle.events import Billed, BillLine, PackageDeactivated, Recorded
from lifecycle.money import UNSPECIFIED, Amount, rupiah
from lifecycle.packages import Packages, Taken
from lifecycle.subscription import UNKNOWN_FEE
from projections.findings.finding import Finding, FindingCode
from projections.findings.scene import Scene
from projections.states import has_state

MONTHLY_FEE = "the monthly fee"
"""What a month's service is asked for as, beside the packages."""


def package_lines(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Lines for packages: without an activation and a price in force in the month, or of another price."""
    event, bill = recorded.event, scene.latest_bill()
    if not isinstance(event, Billed) or bill.after_end or scene.terms(at).book.package is None:
        return
    packages = scene.ledger.account.packages
    for line in event.lines:
        if line.purpose != "package" or line.amount == 0:
            continue
        amount = Amount.of(line.amount, f"package line {bill.period}")
        found = _priced(scene, line, bill.month)
        if found is not None:
            name, price = found
            yield from _against(scene, recorded, at, f"package {name}", price, amount, bill, "package")
            continue
        price, named = packages.price_in_force(line.package, bill.month), line.package or "that the bill does not name"
        act = f"{amount} for the package {named} on bill {bill.period}"
        ground = "it is free in that month" if price == 0 else "it does not run in that month"
        yield _uncovered(scene, recorded, at, act, ground, line.package, amount)


def stopped(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Lines billed ahead for months in which a package, now stopped, proves not to run."""
    event = recorded.event
    if not isinstance(event, PackageDeactivated):
        return
    for (what, month), sen in sorted(scene.asked.items(), key=lambda item: item[0][1]):
        if what != f"package {event.package}" or scene.ledger.account.packages.covered(event.package, month):
            continue
        act = f"{rupiah(sen)} for the package {event.package} on bill {calendar.period(month)}, issued ahead"
        del scene.asked[what, month]
        yield _uncovered(scene, recorded, at, act, "it was stopped before that month", event.package, Amount(sen))


def _uncovered(
    scene: Scene, recorded: Recorded, at: int, act: str, ground: str, package: str | None, amount: Amount
) -> Finding:
    taken = scene.ledger.account.packages.of(package)
    readings = ("package.free_term",) if any(one.event.free_months for one in taken) else ()
    return scene.finding(
        "UNCOVERED_CHARGE",
        recorded,
        at,
        act,
        f"nothing: {ground}",
        scene.terms(at).because("package", *readings),
        amount=amount,
        working=[_interval(one) for one in taken] or ["no activation of it is on record"],
    )


def _priced(scene: Scene, line: BillLine, month: int) -> tuple[str, int] | None:
    """The package that a line is for and its price in a month; None where it is for none with a price in force.

    Of several, as of a line that names none or after a change of price, the one that the line comes to and that
    was not asked for yet.
    """

    def fit(priced: tuple[str, int]) -> tuple[bool, bool]:
        return bool(scene.asked.get((f"package {priced[0]}", month))), priced[1] != line.amount

    return min(_prices(scene.ledger.account.packages, line.package, month), key=fit, default=None)


def _prices(packages: Packages, package: str | None, month: int) -> list[tuple[str, int]]:
    """Each activation of a package, or of any, with its price in a month, the latest first; without those of none."""
    priced = ((taken.package, taken.price_in(month)) for taken in reversed(packages.of(package)))
    return [(name, price) for name, price in priced if price > 0]


def _interval(taken: Taken) -> str:
    """In words when an activation ran, and at what price."""
    since = calendar.text(calendar.instant(taken.activation.since))
    ended = taken.ended
    until = f" to {calendar.text(calendar.instant(ended))}" if ended is not None else ", without an end on record"
    free = f"free to {calendar.text(calendar.instant(taken.free_until))}, then " if taken.event.free_months else ""
    return f"{taken.package} runs from {since}{until}: {free}{rupiah(taken.event.price)} a month"


def monthly_fee(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """What a month's bills ask for the service beside the monthly fee in force, where the story tells it."""
    event, bill, state = recorded.event, scene.latest_bill(), scene.ledger.state
    book = scene.terms(at).book
    if not isinstance(event, Billed) or bill.after_end or not state.fees or book.trial or not has_state(book):
        return
    fee = pricing.monthly_bill(bill.month, state.fee_times, state.fees)
    asked = _for_service(event, fee, _prices(scene.ledger.account.packages, None, bill.month))
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
    scene: Scene, recorded: Recorded, at: int, what: str, price: int, asked: Amount, bill: Bill, path: str
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
    working = (f"asked {asked}, in force {rupiah(price)}: {rupiah(abs(over))} {'more' if over > 0 else 'less'}",)
    yield scene.finding(code, recorded, at, act, entitled, because, amount=Amount(abs(over)), working=working)
