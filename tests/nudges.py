"""Small changes of a rule book, one parameter at a time, each of which some story must notice."""

import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from lifecycle import clauses
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, read_text

WORDS = {
    "mode": ("half_up", "half_even", "down", "up"),
    "of": ("issue", "due", "oldest_unpaid"),
    "becomes": ("warned", "downgraded", "isolated", "blocked", "terminated"),
    "activated": ("required", "optional"),
    "flat": ("given", "1"),
    "ends": ("at_once",),
    "charge": ("given", "1"),
    "unused_service": ("not_refunded",),
    "first": ("provider",),
}
"""What may be written for a key that takes one of some words; a fee that is given is nudged to one rupiah."""

ENDINGS = ("wish", "wish_in_arrears", "arrears", "resale", "no_fault")

DOCUMENTS = ("form", "signed", "identity", "payment_proof", "customer_number", "device_receipt")

LISTED = {
    "documents.all_of": DOCUMENTS,
    "documents.any_of": DOCUMENTS,
    "device.charged_when": ("damaged", "without_receipt"),
    "cancellation.confirmed_after": ("documents", "device"),
}
"""The words of the lists that do not hold endings."""

METHODS = ("internet_banking", "atm", "cash", "card", "channel")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

OF_REFUNDS = {
    "order.outcome.of": (
        "provider_fault",
        "unfulfillable",
        "client_fault",
        "not_processed",
        "processed_only",
        "processed_and_activated",
    ),
    "refund.destination.paid_by": METHODS,
    "refund.destination.slip": ("named", "unnamed"),
    "refund.destination.to": ("sender", "depositor", "holder"),
    "refund.any_destination.with": ("letter", "stamped", "signed_by_head"),
    "overpayment.deposit.converted": ("not_refunded",),
    "refund.request.by": ("email", "phone"),
    "refund.request.needs": ("account", "payment_data", "reason"),
    "refund.calendar.weekday": WEEKDAYS,
    "refund.calendar.voucher_by": WEEKDAYS,
    "refund.transfer.bank_fee": ("given", "1"),
    "refund.arrival.same_day": ("BCA", "Mandiri", "another"),
}
"""The words of clauses about orders and refunds, by their paths without the places in lists."""

FIRST_ENDS = "until = {month = 1, day = 1}"
SECOND_RUNS = "from = {month = 1, day = 1}\nuntil = {month = 2, day = 1}"
SECOND_RUNS_LATER = "from = {month = 2, day = 1}\nuntil = {month = 3, day = 1}"

TOGETHER = {
    "billing.due.month": {
        "due = {month = 0, day = 20}": "due = {month = 1, day = 20}",
        FIRST_ENDS: "until = {month = 2, day = 1}",
        SECOND_RUNS: SECOND_RUNS_LATER,
    },
    "late_fee.tier[0].until.month": {FIRST_ENDS: "until = {month = 0, day = 31}"},
    "late_fee.tier[0].until.day": {FIRST_ENDS: "until = {month = 0, day = 30}"},
    "late_fee.tier[1].from.month": {SECOND_RUNS: SECOND_RUNS_LATER},
}
"""Instants that cannot move alone, as tiers would overlap or run backwards: texts of the book, and others for them."""


@frozen
class Nudge:
    """A parameter of a book, what was made of it, and the book that follows."""

    path: str
    value: str
    book: RuleBook


def nudges(book: RuleBook, parameter: Parameter) -> Iterator[Nudge]:
    """Every legal small change of one parameter; what the book itself refuses is none."""
    for value in _values(book, parameter):
        try:
            yield Nudge(parameter.path, value, book.with_(parameter.path, value))
        except Problems:
            continue
    if parameter.path in TOGETHER:
        yield Nudge(parameter.path, "another, with its neighbours", _together(book, TOGETHER[parameter.path]))


def _together(book: RuleBook, changes: dict[str, str]) -> RuleBook:
    text = book.text
    for old, new in changes.items():
        assert text.count(old) == 1, f"{book.path} no longer says {old} once"
        text = text.replace(old, new)
    return read_text(text, book.path)


def _values(book: RuleBook, parameter: Parameter) -> list[str]:
    """The neighbours of a value: one up and one down, the other words, the other readings."""
    path, value = parameter.path, parameter.value
    reading = book.reading(path.removeprefix("readings.").removesuffix(".default"))
    if reading is not None and isinstance(value, int):
        return [str(value + 1)]
    if reading is not None:
        return [clauses.word(choice) for choice in reading.allowed if choice is not reading.default]
    if isinstance(value, bool):
        return [str(not value).lower()]
    if isinstance(value, int):
        return [str(value + 1), str(value - 1)]
    if value.endswith("%"):
        points = int(Decimal(value[:-1]) * 100)
        return [f"{near // 100}.{near % 100:02}%" for near in (points + 1, points - 1)]
    words = OF_REFUNDS.get(re.sub(r"\[\d+\]", "", path))
    if words is not None:
        return [word for word in words if word != value]
    listed = re.fullmatch(r"(.*)\[\d+\]", path)
    if listed:
        # A word that the list has already takes this one out of it; another one puts that in its place.
        return [word for word in LISTED.get(listed[1], ENDINGS) if word != value]
    return [word for word in WORDS[path.rpartition(".")[2]] if word != value]
