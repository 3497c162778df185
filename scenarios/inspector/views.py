"""What the inspector's pages show of a story, in words: answers and why, findings, months, and events as stored."""

from collections.abc import Callable

from attrs import frozen

from lifecycle.store import Laid
from projections.answers import NOT_APPLICABLE
from projections.explanation import Explanation
from scenarios.inspector.events_page import PAGE, Event
from scenarios.inspector.holdings import Entry
from scenarios.inspector.standing import Standing
from scenarios.pages.changes import Change, Cited, changes
from scenarios.pages.event_rows import EventRow, event_rows
from scenarios.pages.finding_views import FindingView, finding_views
from scenarios.pages.month_rows import MonthTable, month_table
from scenarios.pages.voice import NONE, Voice
from scenarios.report import months_table, terms
from scenarios.report.replay_report import Sealed, fees, fees_apply

MONTHS = 24
"""So many of the latest months a page shows."""

FINDINGS = 50
"""So many of the latest findings a page shows."""


@frozen
class AnswerView:
    """One answer; ``because`` is the latest change of it, None where nothing ever moved it."""

    key: str
    name: str
    value: str
    because: Change | None


@frozen
class StandingView:
    """How a story stands; of months and findings the latest, and how many there are in all."""

    state: str
    answers: tuple[AnswerView, ...]
    here: tuple[Change, ...]
    findings: tuple[FindingView, ...]
    found: int
    months: MonthTable | None
    earlier: int

    def answer(self, key: str) -> AnswerView | None:
        """One of the answers; None where the terms have no clause for it."""
        return next((one for one in self.answers if one.key == key), None)


@frozen
class StoredView:
    """A stored event; ``row`` is None where it cannot be read."""

    laid: Laid
    text: str | None
    gap: bool
    row: EventRow | None


def address(entry: Entry) -> Callable[[int], str]:
    """Where an event of a subscription stands, by its number."""

    def of(version: int) -> str:
        after = (version - 1) // PAGE * PAGE
        return f"/subscription/{entry.number}/events{f'?after={after}' if after else ''}#event-{version}"

    return of


def cited(standing: Standing, entry: Entry, voice: Voice, *, whole: bool = True, anchor: str = "clause") -> Cited:
    """The clauses of a story, as a page of the inspector shows them."""
    told = standing.replayed
    return Cited(told.editions, voice, whole=whole, events=told.events, anchor=anchor, address=address(entry))


def standing_view(standing: Standing, entry: Entry, voice: Voice) -> StandingView:
    """How a story stands, in a language."""
    clauses = cited(standing, entry, voice)
    here = changes(standing.here, clauses, voice, "here")

    def because(key: str, reason: Explanation | None) -> Change | None:
        return changes([reason], clauses, voice, f"why-{key}")[0] if reason else None

    return StandingView(
        state=str(standing.answers["state"]),
        answers=tuple(
            AnswerView(key, voice.term(terms.KEYS[key]), voice.answer(value, key), because(key, standing.reason(key)))
            for key, value in standing.answers.items()
            if value != NOT_APPLICABLE
        ),
        here=here,
        findings=finding_views(standing.findings[-FINDINGS:], clauses, voice),
        found=len(standing.findings),
        months=_months(standing, voice),
        earlier=max(0, len(standing.months) - MONTHS),
    )


def _months(standing: Standing, voice: Voice) -> MonthTable | None:
    shown = standing.months[-MONTHS:]
    if not shown:
        return None
    return month_table(months_table.columns(shown, fees(shown, fees_apply(standing.replayed, shown))), {}, voice)


def stored_views(events: tuple[Event, ...], clauses: Cited, voice: Voice) -> tuple[StoredView, ...]:
    """The events of a page as they lie there, each told as far as it can be read."""
    return tuple(StoredView(one.laid, one.text, one.gap, _row(one.laid, clauses, voice)) for one in events)


def _row(laid: Laid, clauses: Cited, voice: Voice) -> EventRow | None:
    if laid.recorded is None:
        return None
    return event_rows([Sealed(laid.recorded, laid.hash or NONE)], clauses, voice)[0]
