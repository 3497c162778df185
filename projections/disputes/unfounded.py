"""The facts of a story with what its findings show to be unfounded taken off what was asked for."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from lifecycle.events import (
    Adjusted,
    Billed,
    DeviceReturned,
    DisputeOpened,
    DisputeResolved,
    Event,
    Refunded,
    TransferSent,
)
from lifecycle.history import Fact
from lifecycle.money import UNSPECIFIED, Sen
from projections.findings.finding import Finding

OWES_NO_MORE = frozenset({"UNDERCHARGED"})
"""Findings that take nothing off: the customer owes no more than was billed."""


@frozen
class _Off:
    """What comes off one charge, in sen; all of it where the amount is not known."""

    line: int | None
    sen: int | None


def founded(facts: Iterable[Fact], findings: Iterable[Finding]) -> list[Fact]:
    """The facts, each charge lowered by what is unfounded of it; amounts in sen.

    What the provider gave back already of the same month is not given twice: corrections and credits are lowered
    by what came off, and a refund of the line is one of the account. A charge never falls below nothing. Of a refund
    above what was paid only the part that was paid is left.
    """
    off: dict[int, list[_Off]] = {}
    excess: dict[int, int] = {}
    for one in findings:
        if one.code == "REFUND_EXCEEDS_PAYMENT" and one.step is not None and one.amount is not None:
            excess[one.step] = one.amount.sen
        if one.charge is None or one.charge.step is None or one.amount is None or one.code in OWES_NO_MORE:
            continue
        off.setdefault(one.charge.step, []).append(_Off(one.line, None if one.amount.unspecified else one.amount.sen))
    if not off and not excess:
        return list(facts)
    lowering = _Lowering(off, excess)
    return [lowered for fact in facts for lowered in lowering.of(fact)]


class _Lowering:
    """Walks the facts in their order; ``left`` is what came off by month and was not given back since."""

    def __init__(self, off: dict[int, list[_Off]], excess: dict[int, int]) -> None:
        self.off = off
        self.excess = excess
        self.left: dict[str, int] = {}
        self.disputed: dict[str | None, str | None] = {}

    def of(self, fact: Fact) -> Iterator[Fact]:
        """The fact as it would be; none where nothing is left of a correction, two where a refund is in part one."""
        fact = self._within(fact)
        event = fact.event
        if fact.step in self.off:
            yield evolve(fact, event=self._charge(event, self.off[fact.step]))
        elif isinstance(event, Adjusted) and event.amount < 0:
            rest = -event.amount - self._given_back(event.period, -event.amount)
            if rest:
                yield evolve(fact, event=evolve(event, amount=Sen(-rest)))
        elif isinstance(event, DisputeResolved) and event.credit:
            period = self.disputed.get(event.ticket, next(reversed(self.disputed.values()), None))
            rest = event.credit - self._given_back(period, event.credit)
            yield evolve(fact, event=evolve(event, credit=Sen(rest)))
        elif isinstance(event, Refunded) and event.of is not None and event.amount != UNSPECIFIED:
            yield from self._refund(fact, event, int(event.amount))
        else:
            if isinstance(event, DisputeOpened):
                self.disputed[event.ticket] = event.period
            yield fact

    def _within(self, fact: Fact) -> Fact:
        """A refund without what of it exceeds what was paid."""
        event, over = fact.event, self.excess.get(fact.step, 0)
        if not over or not isinstance(event, Refunded | TransferSent) or event.amount == UNSPECIFIED:
            return fact
        return evolve(fact, event=evolve(event, amount=Sen(int(event.amount) - over)))

    def _charge(self, event: Event, off: Sequence[_Off]) -> Event:
        if isinstance(event, DeviceReturned):
            return evolve(event, charge=None)
        if not isinstance(event, Billed):
            raise TypeError(f"nothing is asked for by {event!r}")
        lowered = event
        for one in off:
            lowered = _lowered(lowered, one)
        before, after = (0 if bill.amount == UNSPECIFIED else int(bill.amount) for bill in (event, lowered))
        self.left[event.period] = self.left.get(event.period, 0) + before - after
        return lowered

    def _refund(self, fact: Fact, event: Refunded, amount: int) -> Iterator[Fact]:
        given = self._given_back(event.of.period if event.of else None, amount)
        if given:
            yield evolve(fact, event=evolve(event, amount=Sen(given), of=None))
        if given < amount:
            yield evolve(fact, event=evolve(event, amount=Sen(amount - given)))

    def _given_back(self, period: str | None, most: int) -> int:
        """How much of what came off a month, or off any, a correction gives back; it is used up by that."""
        given = 0
        for month in [period] if period is not None else list(self.left):
            part = min(most - given, self.left.get(month, 0))
            if part:
                self.left[month] -= part
                given += part
        return given


def _lowered(event: Billed, off: _Off) -> Billed:
    """A bill with so much less on it, or on one of its lines; without a line the lines for the service bear it."""
    if off.sen is None and off.line is None:
        return evolve(event, amount=Sen(0), lines=())
    lines, left = list(event.lines), off.sen
    order = (
        [off.line] if off.line is not None else sorted(range(len(lines)), key=lambda n: lines[n].purpose != "service")
    )
    for number in order:
        amount = lines[number].amount
        if amount == UNSPECIFIED or left is None:
            lines[number] = evolve(lines[number], amount=Sen(0))
            continue
        part = min(int(amount), left)
        lines[number] = evolve(lines[number], amount=Sen(int(amount) - part))
        left -= part
    if event.amount == UNSPECIFIED:
        return evolve(event, lines=tuple(lines))
    if lines and all(line.amount != UNSPECIFIED for line in lines):
        return evolve(event, amount=Sen(sum(int(line.amount) for line in lines)), lines=tuple(lines))
    return evolve(event, amount=Sen(max(0, int(event.amount) - (off.sen or 0))), lines=tuple(lines))
