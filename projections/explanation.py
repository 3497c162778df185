"""Why each amount and each change of state is what it is, from the events to the arithmetic."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.bill import Bill
from lifecycle.events import Activated, Because, Event, Recorded, word
from lifecycle.money import Amount
from lifecycle.sentence import Sentence, coded, said
from lifecycle.terms import Rules
from projections import cancelling, working
from projections.answers import NEVER, NOT_APPLICABLE, Answer
from projections.fee_steps import next_step
from projections.keys import KEYS
from projections.ledger import Ledger, Mark, Told, timeline

WATCHED = (
    "state",
    "principal",
    "late_fee",
    "termination_fee",
    "penalty",
    "device_charge",
    "package_open",
    "suspense",
    "payable",
    "credit",
    "deposit",
    "refund",
    "balance",
    "terminable_from",
    "blacklist_eligible",
    "blacklisted",
    "total_charged",
    "route",
)
"""The answers whose changes are explained."""


@frozen
class Difference:
    """One answer before and after."""

    key: str
    before: Answer
    after: Answer


@frozen
class Explanation:
    """One change: trigger, clause and edition, arithmetic a step a line, readings, before and after."""

    at: datetime
    trigger: Sentence
    clause: str | None
    edition: str | None
    arithmetic: tuple[Sentence, ...]
    readings: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    balance_before: Amount
    balance_after: Amount
    event: Event | None = None
    version: int | None = None
    precision: str = "instant"
    inferred: bool = False


def explain(events: Sequence[Recorded], rules: Rules, until: datetime) -> tuple[Explanation, ...]:
    """Every change up to an instant, in order: of each event, and of each instant at which a fee moves by itself."""
    return tuple(_explained(events, rules, calendar.seconds(until)))


def _explained(events: Sequence[Recorded], rules: Rules, last: int) -> Iterator[Explanation]:
    ledger = Ledger(rules, Told(tuple(events), rules, last))
    numbers = {id(recorded): recorded.version for recorded in events}
    now = 0
    for at, recorded in timeline(events, rules):
        if at > last:
            break
        yield from _by_themselves(ledger, now, at)
        before = _watch(ledger, at, (recorded.step or 1) - 1)
        taken = working.snapshot(ledger, at)
        ledger.apply(recorded, at)
        now = max(now, at)
        if not isinstance(recorded.event, Activated):
            yield _of_event(ledger, recorded, at, before, taken, numbers[id(recorded)])
    yield from _by_themselves(ledger, now, last)


def _by_themselves(ledger: Ledger, after: int, upto: int) -> Iterator[Explanation]:
    step, bills = next_step(ledger, after)
    while step <= upto:
        falls = step == cancelling.next_fall(ledger, after)
        before, now = _watch(ledger, step - 1), _watch(ledger, step)
        vested = {**before, "terminable_from": now["terminable_from"]} if _vests(before, now) else before
        if vested != before:
            yield _of_instant(ledger, step, bills, before, vested)
        if now != vested:
            explained = _of_fall if falls else _of_instant
            yield explained(ledger, step, bills, vested, now)
        after = step
        step, bills = next_step(ledger, after)


def _vests(before: dict[str, Answer], after: dict[str, Answer]) -> bool:
    return before["terminable_from"] == NEVER and isinstance(after["terminable_from"], datetime)


def _watch(ledger: Ledger, at: int, facts_above: int = civil.NEVER) -> dict[str, Answer]:
    ledger.mark = Mark(at, facts_above)
    # What is billed is told as principal; only a charge that is paid at once shows in no other answer.
    paid_at_once = ledger.book(at).trial is not None
    return {key: KEYS[key](ledger, at) for key in WATCHED if paid_at_once or key != "total_charged"}


def _differences(before: dict[str, Answer], after: dict[str, Answer]) -> tuple[Difference, ...]:
    return tuple(
        Difference(key, before[key], after[key])
        for key in before
        if before[key] != after[key] and after[key] != NOT_APPLICABLE
    )


def _of_event(
    ledger: Ledger, recorded: Recorded, at: int, before: dict[str, Answer], taken: working.Snapshot, version: int
) -> Explanation:
    after = _watch(ledger, at, recorded.step or civil.NEVER)
    because = recorded.because or working.clause_of(ledger, recorded.event, at)
    return Explanation(
        at=calendar.instant(at, ledger.rules.counted(recorded.at, recorded.event).microsecond),
        trigger=said(
            "{event}, event {version}, by {actor}",
            event=coded(word(recorded.event)),
            version=version,
            actor=coded(recorded.actor),
        ),
        clause=because.clause if because else None,
        edition=because.edition if because else None,
        arithmetic=tuple(working.of_event(ledger, recorded, at, taken)),
        readings=because.readings if because else (),
        differences=_differences(before, after),
        balance_before=_amount(before["balance"]),
        balance_after=_amount(after["balance"]),
        event=recorded.event,
        version=version,
        precision=recorded.precision,
        inferred=recorded.inferred,
    )


def _of_instant(
    ledger: Ledger, at: int, bills: list[Bill], before: dict[str, Answer], after: dict[str, Answer]
) -> Explanation:
    vested = _vests(before, after)
    because: Because = working.clause_of_instant(ledger, at, bills, vested=vested)
    return Explanation(
        at=calendar.instant(at),
        trigger=said("the right to end vests") if vested else said("a late-fee tier is reached"),
        clause=because.clause,
        edition=because.edition,
        arithmetic=tuple(working.of_vesting(ledger, at) if vested else working.of_instant(ledger, at, bills)),
        readings=because.readings,
        differences=_differences(before, after),
        balance_before=_amount(before["balance"]),
        balance_after=_amount(after["balance"]),
    )


def _of_fall(
    ledger: Ledger, at: int, bills: list[Bill], before: dict[str, Answer], after: dict[str, Answer]
) -> Explanation:
    because = cancelling.clause_of_penalty(ledger)
    return Explanation(
        at=calendar.instant(at),
        trigger=said("the penalty falls, as the day of cancelling is not known yet"),
        clause=because.clause,
        edition=because.edition,
        arithmetic=(*cancelling.of_fall(ledger, at), *(working.of_instant(ledger, at, bills) if bills else ())),
        readings=because.readings,
        differences=_differences(before, after),
        balance_before=_amount(before["balance"]),
        balance_after=_amount(after["balance"]),
    )


def _amount(answer: Answer) -> Amount:
    return answer if isinstance(answer, Amount) else Amount()
