"""Stories of cancelling: each month and day of a penalty, each document that is missing, each fault of a device."""

from collections.abc import Iterator

from lifecycle import civil
from lifecycle.rulebook import RuleBook
from scenarios.boundaries.bills import base_month
from scenarios.boundaries.plot import DAY, Happening, Plot, billed

DOCUMENTS = ("form", "signed", "identity", "payment_proof", "customer_number", "device_receipt")
GOOD = "device-returned: {condition: good, receipt: true}"
RETURNS = (
    ("damaged", "device-returned: {condition: damaged, receipt: true}"),
    ("without-receipt", "device-returned: {condition: good, receipt: false}"),
    ("damaged-without-receipt", "device-returned: {condition: damaged, receipt: false}"),
    ("good", GOOD),
)


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of cancelling, where a request waits for its confirmation."""
    if book.cancellation is None:
        return
    yield from _by_month(book)
    yield from _by_papers(book)
    yield from _by_device(book)
    yield _billed_meanwhile(book)


def documents(*given: str) -> str:
    """The event of documents that were looked at."""
    return f"documents-verified: {{{', '.join(f'{name}: true' for name in given)}}}"


def _begun(book: RuleBook, day: int) -> int:
    return civil.day_in_month(base_month(book) - 2, day)


def _by_month(book: RuleBook) -> Iterator[Plot]:
    """Asked for around each month that may count, from the 15th and from the 31st of a January, all done in days."""
    months = book.minimum_term.months if book.minimum_term else 1
    for day in (15, 31):
        since = _begun(book, day)
        for after in sorted({0, 1, 2, months - 1, months}):
            on = civil.month_add(since, after)
            for late in (-1, 0, 1):
                at = (on + late) * DAY
                if at < since * DAY:
                    continue
                facts = (
                    Happening(at, "cancellation-requested: {}"),
                    Happening(at + DAY, documents(*DOCUMENTS)),
                    Happening(at + 2 * DAY, GOOD),
                    Happening(at + 3 * DAY, "cancellation-confirmed: {}"),
                )
                words = {-1: "a-day-before", 0: "on", 1: "a-day-after"}[late]
                title = f"Cancelled {words.replace('-', ' ')} the day on which {after} months are complete"
                name = f"cancelled-{words}-month-{after}-from-the-{day}"
                yield Plot(name, title, "minimum_term", facts, (at, at + 3 * DAY), since * DAY)


def _by_papers(book: RuleBook) -> Iterator[Plot]:
    """Each document alone is missing, each alone is there, and all but the receipt or the proofs."""
    since = _begun(book, 15)
    at = civil.month_add(since, 3) * DAY
    sets = [(f"without-{name}", [one for one in DOCUMENTS if one != name]) for name in DOCUMENTS]
    sets += [(f"only-{name}", [name]) for name in DOCUMENTS]
    for clause in [book.documents] if book.documents else []:
        both: list[str] = [*clause.all_of]
        sets += [("with-what-must-be-there", both)]
        sets += [(f"and-with-{one}", [*both, one]) for one in DOCUMENTS if one not in both]
        sets += [(f"but-without-{one}", [each for each in [*both, *clause.any_of[:1]] if each != one]) for one in both]
    for name, given in sets:
        facts = (
            Happening(at, "cancellation-requested: {}"),
            Happening(at + DAY, GOOD),
            Happening(at + 2 * DAY, documents(*given)),
            Happening(at + 3 * DAY, "cancellation-confirmed: {}"),
        )
        title = f"Cancelled {name.replace('-', ' ').replace('_', ' ')}"
        yield Plot(f"cancelled-{name}".replace("_", "-"), title, "documents", facts, (at + 3 * DAY,), since * DAY)


def _by_device(book: RuleBook) -> Iterator[Plot]:
    """Each way to bring the device back, and none; confirmed before it is back, and without documents."""
    since = _begun(book, 15)
    at = civil.month_add(since, 3) * DAY
    confirmed = "cancellation-confirmed: {}"
    for name, event in RETURNS:
        for head in ((), ("givens: {device.charge: 123456}",)):
            facts = (
                Happening(at, "cancellation-requested: {}"),
                Happening(at + DAY, documents(*DOCUMENTS)),
                Happening(at + DAY + 60, confirmed),
                Happening(at + 2 * DAY, event),
                Happening(at + 3 * DAY, confirmed),
            )
            given = "-charge-given" if head else ""
            title = f"The device comes back {name.replace('-', ' ')}"
            asks = (at + DAY + 60, at + 2 * DAY, at + 3 * DAY)
            yield Plot(f"device-{name}{given}", title, "device", facts, asks, since * DAY, head=head)
    bare = (Happening(at, "cancellation-requested: {}"), Happening(at + DAY, GOOD), Happening(at + 2 * DAY, confirmed))
    yield Plot(
        "cancelled-without-documents",
        "Confirmed before any document",
        "cancellation",
        bare,
        (at + 2 * DAY,),
        since * DAY,
    )


def _billed_meanwhile(book: RuleBook) -> Plot:
    """Months are billed while the request is pending, and after the end."""
    since = _begun(book, 15)
    month = civil.month_of(since) + 14
    at = civil.day_in_month(month, 10) * DAY
    bills = tuple(billed(civil.month_start(month + n) * DAY, month + n, 30_000_000) for n in (0, 1, 2, 3))
    facts = (
        *bills,
        Happening(at, "cancellation-requested: {}"),
        Happening(at + DAY, documents(*DOCUMENTS)),
        Happening(at + 2 * DAY, GOOD),
        Happening(civil.day_in_month(month + 1, 20) * DAY, "cancellation-confirmed: {}"),
    )
    asks = (*(bill.at for bill in bills), civil.day_in_month(month + 1, 20) * DAY)
    about = "readings.billing.while_pending" if "billing.while_pending" in book.readings else "cancellation"
    return Plot(
        "billed-while-pending",
        "Months billed while cancelling is pending",
        about,
        facts,
        tuple(sorted(asks)),
        since * DAY,
    )
