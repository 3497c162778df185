"""What must hold between the keys of one event, beyond what each key reads by itself."""

from collections.abc import Callable, Iterator
from typing import Any

from lifecycle.calendar import text
from lifecycle.events import Activated, Billed, Demanded, IssuedBills, PackageActivated, Terminated
from lifecycle.money import UNSPECIFIED, rupiah
from scenarios.format.facts import Step
from scenarios.format.nodes import Mapping, Scalar

BY_BILL = ("payable", "late_fee", "package_open")
"""What may be demanded of the bill of one month."""

Doubt = tuple[str, str]
"""A key, and what is wrong with its value beside the others."""


class Misread(ValueError):
    """Values that are each readable but do not go together."""

    def __init__(self, doubts: list[Doubt]) -> None:
        super().__init__(*(message for _, message in doubts))
        self.doubts = doubts


def _lines_add_up(bill: Billed) -> Iterator[Doubt]:
    if not bill.lines or bill.amount == UNSPECIFIED:
        return
    known = [line.amount for line in bill.lines if line.amount != UNSPECIFIED]
    if len(known) < len(bill.lines):
        yield "lines", f"a line is unspecified though the bill is {rupiah(bill.amount)}; write its part, or no lines"
        return
    added = sum(known)
    if added != bill.amount:
        difference = rupiah(abs(added - bill.amount))
        way = "more" if added > bill.amount else "less"
        yield (
            "lines",
            f"the lines add up to {rupiah(added)}, {difference} {way} than the bill's amount {rupiah(bill.amount)}",
        )


def _ending_has_its_reason(end: Terminated) -> Iterator[Doubt]:
    if end.by == "customer" and end.reason != "wish":
        yield "reason", f'a customer ends by their own wish; "{end.reason}" is a reason of the provider\'s'
    if end.by == "provider" and end.reason == "wish":
        yield "reason", "a provider ends for arrears, resale or no_fault; a wish is the customer's"


def _period_is_of_a_bill(demand: Demanded) -> Iterator[Doubt]:
    if demand.period is not None and demand.of not in BY_BILL:
        yield "period", f"a {demand.of.replace('_', ' ')} is of no month; period goes with {', '.join(BY_BILL)}"


def _day_is_in_a_month(bills: IssuedBills) -> Iterator[Doubt]:
    if not 1 <= bills.day <= 31:
        yield "day", f"{bills.day} is no day of a month; write 1 to 31 (the month's last day where it is shorter)"


def _months_can_be_free(package: PackageActivated) -> Iterator[Doubt]:
    if package.free_months > 600:
        yield "free_months", f"{package.free_months} months cannot be free; write no more than 600"


def _number_is_one_line(opening: Activated) -> Iterator[Doubt]:
    if "\n" in opening.number:
        yield "number", "the number runs over several lines; it is one line"


def _instant_is_as_sure_as_it_says(step: Step) -> Iterator[Doubt]:
    if step.at.month and step.precision in ("instant", "day"):
        yield "precision", f"`at` names a month only, which is less than precision {step.precision}; write the day"
    if step.precision == "unknown" and not step.inferred:
        yield "precision", "precision unknown needs `inferred: true` beside it: nobody has seen this happen"
    if step.known_at is not None and step.known_at < step.at.at:
        yield "known_at", f"known at {text(step.known_at)}, before it happened at {text(step.at.at)}"


CHECKS: dict[type, Callable[[Any], Iterator[Doubt]]] = {
    Activated: _number_is_one_line,
    Billed: _lines_add_up,
    Demanded: _period_is_of_a_bill,
    IssuedBills: _day_is_in_a_month,
    PackageActivated: _months_can_be_free,
    Step: _instant_is_as_sure_as_it_says,
    Terminated: _ending_has_its_reason,
}
"""The checks of each class that has any."""


def with_defaults(cls: type, keys: Mapping) -> Mapping:
    """The keys, and what one of them implies: a customer who ends does so by wish."""
    by = keys.get("by")
    if cls is Terminated and "reason" not in keys and isinstance(by, Scalar) and by.text == "customer":
        filled = Mapping(keys.line, keys.column)
        for key, value in keys.items():
            filled.put(key, value, keys.marks[key])
        return filled.put("reason", Scalar("wish", by.line, by.column), keys.marks["by"])
    return keys
