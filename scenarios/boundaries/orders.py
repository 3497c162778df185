"""Stories of orders and overpayments: each outcome, each threshold to the sen, each day of the calendar of refunds."""

from collections.abc import Iterator
from itertools import combinations, product

from lifecycle import calendar, civil
from lifecycle.clauses.refund_calendar import MondayOf, Rota, days_of_month, deadline
from lifecycle.rulebook import RuleBook
from lifecycle.workdays import Workdays, covered
from scenarios.boundaries.bills import base_month
from scenarios.boundaries.plot import DAY, Happening, Plot, around, paid

OUTCOMES = (
    ("not-processed", ()),
    ("processed-only", ("order-processed",)),
    ("processed-and-activated", ("order-processed", "order-activated")),
    ("provider-fault", ("order-failed-provider",)),
    ("client-fault", ("order-failed-client",)),
    ("unfulfillable", ("order-failed-unfulfillable",)),
)
PAYERS = (
    ("internet-banking", ", method: internet_banking, from: {name: Ani, number: 1234, bank: BNI}"),
    ("atm", ", method: atm, from: {name: Ani, number: 1234, bank: BNI}"),
    ("card", ", method: card, from: {name: Ani, number: 1234, bank: BNI}"),
    ("channel", ", method: channel, from: {name: Ani, number: 1234, bank: BNI}"),
    ("cash-named", ", method: cash, slip: {name: Ani, attached: true}"),
    ("cash-named-not-attached", ", method: cash, slip: {name: Ani}"),
    ("cash-unnamed", ", method: cash, slip: {attached: true}"),
    ("nobody-knows", ""),
)
LETTER = ("letter: true", "stamped: true", "signed_by_head: true")


def plots(book: RuleBook) -> Iterator[Plot]:
    """Every story of orders and of money that goes back."""
    if book.order is not None:
        yield from _orders(book)
    if book.overpayment is not None:
        yield from _thresholds(book)
    if book.refund is not None:
        yield from _requests(book)
        yield from _payees(book)
        yield from _days(book)


def request(book: RuleBook, *more: str, without: str = "", by: str = "", account: str = "") -> str:
    """A request that carries all that may be needed, but for what it is to go ``without``."""
    ways = book.refund.request.by if book.refund else ("email",)
    account = account or "{name: Ani, number: 1234, bank: BNI}"
    parts = {"by": by or ways[0], "account": account, "payment_data": "true", "reason": "too much"}
    found = [f"{key}: {value}" for key, value in parts.items() if key != without]
    return f"refund-requested: {{{', '.join((*found, *more))}}}"


def _start(book: RuleBook) -> int:
    """The 10th of the months' usual one."""
    return civil.day_in_month(base_month(book) + 1, 10) * DAY


def _much(book: RuleBook) -> int:
    """An overpayment, in sen, that is given back and needs no letter."""
    return book.overpayment.threshold * 2 if book.overpayment else 30_000_000


def _later(book: RuleBook, at: int) -> int:
    return at + 45 * DAY


def _head(book: RuleBook) -> tuple[str, ...]:
    given = book.refund is not None and book.refund.transfer.bank_fee == "given"
    return ("givens: {refund.bank_fee: 6500}",) if given else ()


def _orders(book: RuleBook) -> Iterator[Plot]:
    """Each way in which an order may turn out, cancelled or not."""
    at = _start(book)
    for (name, events), cancelled in product(OUTCOMES, (True, False)):
        facts = [Happening(at, "order-placed: {order: A-1, amount: 250000}"), paid(at + 3600, 25_000_000)]
        for number, event in enumerate(events, 1):
            fault = f", fault: {event.removeprefix('order-failed-')}" if event.startswith("order-failed") else ""
            kind = "order-failed" if fault else event
            facts.append(Happening(at + number * DAY, f"{kind}: {{order: A-1{fault}}}"))
        if cancelled:
            facts.append(Happening(at + 3 * DAY, "order-cancelled: {order: A-1}"))
        facts.append(Happening(at + 4 * DAY, request(book, "order: A-1")))
        plot = f"order-{name}{'-cancelled' if cancelled else ''}"
        title = f"An order {name.replace('-', ' ')}{', cancelled' if cancelled else ''}"
        yield Plot(plot, title, "order", tuple(facts), (at + 4 * DAY, _later(book, at)), None, head=_head(book))


def _thresholds(book: RuleBook) -> Iterator[Plot]:
    """A rupiah and a sen below, at and above each threshold, asked back with a letter and without."""
    if book.overpayment is None:
        return
    at = _start(book)
    bounds = {"threshold": book.overpayment.threshold}
    bounds |= {"letter": book.overpayment.letter.starts} if book.overpayment.letter else {}
    for (name, bound), off, letter in product(bounds.items(), (-100, -1, 0, 1, 100), (False, True)):
        facts = (paid(at, bound + off), Happening(at + DAY, request(book, *(LETTER if letter else ()))))
        words = {-100: "a-rupiah-below", -1: "a-sen-below", 0: "at", 1: "a-sen-above", 100: "a-rupiah-above"}[off]
        plot = f"overpaid-{words}-{name}{'-with-letter' if letter else ''}"
        title = f"Overpaid {words.replace('-', ' ')} the {name}{', with a letter' if letter else ''}"
        yield Plot(plot, title, "overpayment", facts, (at, at + DAY, _later(book, at)), None, head=_head(book))


def _requests(book: RuleBook) -> Iterator[Plot]:
    """Each thing that a request may lack, and each way to send it."""
    at = _start(book)
    ways = {f"without-{name}": request(book, without=name) for name in ("account", "payment_data", "reason", "by")}
    ways |= {f"by-{by}": request(book, by=by) for by in ("email", "phone")}
    for name, event in ways.items():
        facts = (paid(at, _much(book)), Happening(at + DAY, event))
        plot = f"requested-{name}".replace("_", "-")
        title = f"Asked for {name.replace('-', ' ').replace('_', ' ')}"
        yield Plot(plot, title, "refund.request", facts, (at + DAY, _later(book, at)), None, head=_head(book))


def _payees(book: RuleBook) -> Iterator[Plot]:
    """Each way to pay, to each account: the sender's, the holder's, another; with each part of a letter and without."""
    at = _start(book)
    accounts: tuple[tuple[str, str], ...] = (
        ("sender", "{name: Ani, number: 1234, bank: BNI}"),
        ("holder", "{name: Budi, number: 99, bank: BNI}"),
        ("namesake", "{name: Ani, number: 99, bank: BNI}"),
        ("stranger", "{name: Citra, number: 77, bank: BNI}"),
    )
    for (payer, more), (payee, account) in product(PAYERS, accounts):
        facts = (paid(at, _much(book), more or ", method: card"), Happening(at + DAY, request(book, account=account)))
        if not more:
            facts = (paid(at, _much(book)), facts[1])
        title = f"Paid by {payer.replace('-', ' ')}, and asked back to the {payee}"
        plot = f"paid-by-{payer}-back-to-{payee}"
        yield Plot(plot, title, "refund.destination[0]", facts, (at + DAY,), None, ("name: Budi",), _head(book))
    for size in range(len(LETTER) + 1):
        for number, parts in enumerate(combinations(LETTER, size)):
            facts = (
                paid(at, _much(book), PAYERS[1][1]),
                Happening(at + DAY, request(book, *parts, account=accounts[3][1])),
            )
            plot = f"letter-of-{size}-parts-{number + 1}"
            title = f"To a stranger, with {', '.join(part.partition(':')[0] for part in parts) or 'no letter'}"
            yield Plot(
                plot,
                title.replace("_", " "),
                "refund.any_destination",
                facts,
                (at + DAY,),
                None,
                ("name: Budi",),
                _head(book),
            )


def _days(book: RuleBook) -> Iterator[Plot]:
    """A voucher ready in time for each transfer day of two months, and for one on a holiday, and a second too late."""
    if book.refund is None:
        return
    rota = book.refund.calendar.rota
    banks = [*book.refund.arrival.same_day, "BRI", "another", "email", "none"]
    first = base_month(book) + 1
    sent = {day for month in (first, first + 1) for day in days_of_month(rota, month, MondayOf.NTH_MONDAY)}
    for number, day in enumerate([*sorted(sent), *_holiday(rota, first)], 1):
        edge = deadline(rota, day)
        for ready, words in ((edge - 1, "in-the-last-second-for"), (edge, "a-second-too-late-for")):
            facts = (paid(edge - 20 * DAY, _much(book)), Happening(ready, request(book)))
            title = f"Asked for {words.replace('-', ' ')} {calendar.date_of(day)}"
            asks = (ready, *around(day * DAY), _later(book, ready))
            name = f"asked-{words}-day-{number}"
            yield Plot(name, title, "refund.calendar", facts, asks, None, head=_head(book))
    at = _start(book)
    for bank in banks:
        account = f"{{name: Ani, number: 1234, bank: {bank}}}"
        facts = (paid(at, _much(book)), Happening(at + DAY, request(book, account=account)))
        name = bank.lower().replace(" ", "-")
        yield Plot(
            f"to-bank-{name}",
            f"To an account at {bank}",
            "refund.arrival",
            facts,
            (at + DAY, _later(book, at)),
            None,
            head=_head(book),
        )
    yield from _waits(book)


def _holiday(rota: Rota, month: int) -> list[int]:
    """The first transfer day from a month on that is a public holiday, where one is known."""
    workdays = Workdays()
    days = (day for near in range(month, month + 36) for day in days_of_month(rota, near, MondayOf.NTH_MONDAY))
    known = (day for day in days if calendar.date_of(day).year <= covered()[1])
    return [day for day in known if not workdays.includes(day)][:1]


def _waits(book: RuleBook) -> Iterator[Plot]:
    """Sent so many days after the request as the provider tells its customers to expect, and a day more or less."""
    wait = book.refund.arrival.published_wait_days if book.refund else None
    at = _start(book)
    for off in (-1, 0, 1) if wait is not None else ():
        sent = Happening(at + ((wait or 0) + off) * DAY, f"transfer-sent: {{amount: {_much(book) // 100}}}")
        facts = (paid(at - DAY, _much(book)), Happening(at, request(book)), sent)
        title = f"Sent {(wait or 0) + off} days after the request"
        head = ("provider_acts: as_recorded", *_head(book))
        yield Plot(f"sent-after-{(wait or 0) + off}-days", title, "refund.arrival", facts, (sent.at,), None, head=head)
