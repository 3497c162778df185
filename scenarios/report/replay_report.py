"""All that is told of a replay, gathered once; text, JSON and CSV only present it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from attrs import frozen

from lifecycle import calendar, clauses
from lifecycle.clauses.dispute import DisputeTable
from lifecycle.events import Activated, Recorded
from lifecycle.history import Refused, known_since
from lifecycle.rulebook import NotCovered, RuleBook
from lifecycle.rulebook.readings import CLAUSE_OF
from lifecycle.store import Head, Store, unlinked
from projections.answers import NOT_APPLICABLE, Answer
from projections.consulted import consulted
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.keys import answers
from projections.months import Month, months
from projections.moved import Late, moved
from projections.refunds import Refunds, overview
from projections.routes import RoutedCall, calls
from scenarios.format import Fact
from scenarios.replay import Replayed
from scenarios.report.grounds import judging
from scenarios.report.reasons import Judged


@frozen
class Edition:
    """One edition that the story was judged by."""

    edition: str
    title: str
    authority: str
    source: str
    digest: str
    inferred: bool
    in_force: date | None


@frozen
class Consulted:
    """A reading that some clause consulted: the value that held, and the book's default."""

    name: str
    value: str
    default: str

    @property
    def chosen(self) -> bool:
        """Whether the story, or who replays it, chose other than the book."""
        return self.value != self.default


@frozen
class Sealed:
    """A recorded event with its hash in the chain of the store."""

    recorded: Recorded
    hash: str


@frozen
class LeftOut:
    """How much of a story was not known yet on the day that somebody asks about; not what."""

    facts: int
    editions: int


@frozen
class ReplayReport:
    """A replayed story; ``judged`` is None where expectations were not judged.

    ``left_out`` is None but as known on a day; ``unfounded`` are the steps that were refused only because what they
    rest on was not known by then. ``moved`` is what became known late, with the months over by then that it moves.

    ``pin`` is the edition that judges all dates, ``unconsulted`` are readings that somebody chose and no clause
    asked for; ``ours`` are the readings consulted that are a policy of ours, not a clause of the provider's.
    """

    title: str
    opening: Activated
    until: datetime
    known_on: datetime | None
    left_out: LeftOut | None
    unfounded: frozenset[int]
    moved: tuple[Late, ...]
    pin: str | None
    editions: tuple[Edition, ...]
    readings: tuple[Consulted, ...]
    unconsulted: tuple[str, ...]
    ours: tuple[str, ...]
    months: tuple[Month, ...]
    fees_apply: tuple[bool, ...]
    suspense_applies: tuple[bool, ...]
    events: tuple[Sealed, ...]
    calls: tuple[RoutedCall, ...]
    refused: tuple[Refused, ...]
    judged: tuple[Judged, ...] | None
    accepted: tuple[Fact, ...]
    standing: Mapping[str, Answer]
    refunds: Refunds | None
    findings: tuple[Finding, ...]
    head: Head

    @property
    def holds(self) -> bool | None:
        """Whether everything came out as expected; None where it was not judged."""
        if self.judged is None:
            return None
        return not self.accepted and all(one.outcome.holds for one in self.judged)

    @property
    def failed(self) -> tuple[Judged, ...]:
        """The expectations that do not hold."""
        return tuple(one for one in self.judged or () if not one.outcome.holds)


def reported(replayed: Replayed, judged: tuple[Judged, ...] | None, store: Store) -> ReplayReport:
    """Gather the report of a story that has been recorded in a store."""
    last = calendar.seconds(replayed.until)
    ledger = replayed.told.ledger()
    rows = months(replayed.events, replayed.rules, replayed.until)
    book = ledger.book(last)
    readings = tuple(_readings(consulted(ledger, last), book))
    names = {one.name for one in readings}
    chosen = replayed.rules.readings
    return ReplayReport(
        title=replayed.story.title,
        opening=replayed.told.opening,
        until=replayed.until,
        known_on=replayed.overlay.known_on,
        left_out=left_out(replayed),
        unfounded=replayed.unfounded,
        moved=_moved(replayed),
        editions=tuple(map(_edition, judging(replayed))),
        pin=replayed.rules.pin,
        readings=readings,
        unconsulted=tuple(f"{name}={value}" for name, value in sorted(chosen.items()) if name not in names),
        ours=tuple(sorted(name for name in names if _is_ours(name, book))),
        months=rows,
        fees_apply=fees_apply(replayed, rows),
        suspense_applies=suspense_applies(replayed, rows),
        events=sealed(replayed.events, store),
        calls=calls(replayed.events, replayed.rules),
        refused=replayed.refused,
        judged=judged,
        accepted=replayed.accepted if judged is not None else (),
        standing=answers(ledger, last),
        refunds=overview(ledger, last),
        findings=tuple(shown(ledger, last)),
        head=store.head,
    )


def sealed(events: Iterable[Recorded], store: Store) -> tuple[Sealed, ...]:
    """Events of one subscription with the hashes that the store gave them. Raises StoreProblem where one has none."""
    listed = tuple(events)
    hashes = {row.version: row.hash for row in store.rows(listed[0].subscription)} if listed else {}
    for recorded in listed:
        if recorded.version not in hashes:
            raise unlinked(recorded)
    return tuple(Sealed(recorded, hashes[recorded.version]) for recorded in listed)


def left_out(replayed: Replayed) -> LeftOut | None:
    """What became known later than a day on which a story is asked about; None where it is told as known today."""
    known_on = replayed.overlay.known_on
    if known_on is None:
        return None
    facts = [fact for fact in replayed.story.facts if fact.at <= replayed.until and known_since(fact) > known_on]
    return LeftOut(len(facts), len(replayed.editions) - len(replayed.rules.editions))


def _moved(replayed: Replayed) -> tuple[Late, ...]:
    """What became known late, of what is stored."""
    story, stored = replayed.story, {recorded.step for recorded in replayed.events}
    found = moved(story.opening, story.facts, replayed.rules, replayed.until, replayed.overlay.known_on)
    return tuple(late for late in found if late.fact is None or late.fact.step in stored)


def _edition(book: RuleBook) -> Edition:
    return Edition(
        edition=book.edition,
        title=book.title,
        authority=book.authority,
        source=book.source,
        digest=book.digest,
        inferred=book.inferred,
        in_force=book.in_force,
    )


def _readings(values: Mapping[str, str], book: RuleBook) -> Iterable[Consulted]:
    for name, value in values.items():
        reading = book.reading(name)
        yield Consulted(name, value, clauses.word(reading.default) if reading else value)


def _is_ours(name: str, book: RuleBook) -> bool:
    clause = book.table(CLAUSE_OF[name]) if name in CLAUSE_OF else None
    return isinstance(clause, DisputeTable) and clause.ours


def _has(replayed: Replayed, month: Month, clause: str) -> bool:
    """Whether the terms of a month's end have a kind of clause at all (G12)."""
    try:
        return replayed.rules.at(calendar.seconds(month.until)).book.table(clause) is not None
    except NotCovered:
        return False


def fees_apply(replayed: Replayed, rows: Sequence[Month]) -> tuple[bool, ...]:
    """Whether the terms of each month's end have a clause for fees."""
    return tuple(_has(replayed, row, "late_fee") for row in rows)


def fees(rows: Sequence[Month], apply: Sequence[bool]) -> tuple[Answer, ...]:
    """The fees of each month, or that there is no clause for them."""
    return tuple(row.fees if one else NOT_APPLICABLE for row, one in zip(rows, apply, strict=True))


def suspense_applies(replayed: Replayed, rows: Sequence[Month]) -> tuple[bool, ...]:
    """Whether the terms of each month's end have a clause for what is disputed."""
    return tuple(_has(replayed, row, "dispute") for row in rows)


def suspense(rows: Sequence[Month], apply: Sequence[bool]) -> tuple[Answer, ...]:
    """What each month put into suspense, or that there is no clause for it."""
    return tuple(row.suspense if one else NOT_APPLICABLE for row, one in zip(rows, apply, strict=True))


def deposited(month: Month) -> Answer:
    """What left a month's credit for deposit, or that there is no clause for deposits."""
    return NOT_APPLICABLE if month.deposit == NOT_APPLICABLE else month.deposited
