"""The events of a story as a page lists them: number, instants, actor, cause, what happened, source, note and hash."""

from collections.abc import Iterable

from attrs import frozen

from scenarios.pages.changes import Cited, Clause
from scenarios.pages.voice import Voice
from scenarios.report import words
from scenarios.report.replay_report import Sealed


@frozen
class EventRow:
    """One event in words, masked; ``by_rules`` marks what the rules did."""

    anchor: str
    version: int
    when: str
    actor: str
    by_rules: bool
    name: str
    amount: str
    details: tuple[str, ...]
    doubts: tuple[str, ...]
    clause: Clause | None
    readings: tuple[str, ...]
    source: str
    note: str
    hash: str

    @property
    def label(self) -> str:
        """The event in one line."""
        return f"{self.when}: {self.name} {self.amount}".strip()


def event_rows(events: Iterable[Sealed], cited: Cited, voice: Voice) -> tuple[EventRow, ...]:
    """A row for each event, in the order in which they are stored."""
    return tuple(_row(one, cited, voice) for one in events)


def _row(sealed: Sealed, cited: Cited, voice: Voice) -> EventRow:
    one = sealed.recorded
    told = words.said(one.event, voice.mask)
    because = one.because
    return EventRow(
        anchor=f"event-{one.version}",
        version=one.version,
        when=voice.when(one),
        actor=voice.word(one.actor),
        by_rules=one.actor == "rules",
        name=voice.term(told.term),
        amount="" if told.amount is None else voice.money(told.amount),
        details=voice.details(one.event),
        doubts=voice.doubts(one),
        clause=cited.clause(because.clause, because.edition) if because else None,
        readings=tuple(f"{name} = {value}" for name, value in because.readings) if because else (),
        source=voice.free(one.source) if one.source else "",
        note=voice.free(one.note) if one.note else "",
        hash=sealed.hash,
    )
