"""The dossier of a replay."""

from attrs import frozen

from lifecycle import calendar
from scenarios.dossier import other_parts as others
from scenarios.dossier.evidence import Evidence
from scenarios.dossier.expectation_part import Failed, failures
from scenarios.dossier.manifest_part import Manifest, manifest
from scenarios.dossier.month_part import MonthChanges, linked_table, month_changes
from scenarios.dossier.opening import Figure, Row, figures, subject
from scenarios.dossier.reading_part import ReadingView, reading_views
from scenarios.languages.codes import Code
from scenarios.pages import timeline
from scenarios.pages.changes import SPELT_OUT, Cited
from scenarios.pages.charts import Chart, drawn
from scenarios.pages.environment import environment
from scenarios.pages.event_rows import EventRow, event_rows
from scenarios.pages.finding_views import FindingView, finding_views
from scenarios.pages.month_rows import MonthTable
from scenarios.pages.voice import Voice
from scenarios.report import months_table
from scenarios.report.masking import Mask
from scenarios.report.replay_report import ReplayReport, fees


@frozen
class Common:
    """What every dossier shows, masked, in one language."""

    title: str
    subject: tuple[Row, ...]
    chosen: tuple[str, ...]
    unconsulted: tuple[str, ...]
    changes: tuple[MonthChanges, ...]
    readings: tuple[ReadingView, ...]
    refunds: tuple[tuple[str, others.Table], ...]
    held: str
    calls: tuple[others.CallView, ...]
    late: tuple[others.LateView, ...]
    others_late: str
    refused: tuple[others.RefusedView, ...]
    events: tuple[EventRow, ...]
    manifest: Manifest


@frozen
class Dossier:
    """What the page of a replay shows beside that."""

    common: Common
    figures: tuple[Figure, ...]
    chart: Chart | None
    table: MonthTable | None
    findings: tuple[FindingView, ...]
    judged: bool
    holding: int
    failures: tuple[Failed, ...]
    accepted: tuple[str, ...]


def replay_html(report: ReplayReport, told: Evidence, mask: Mask, lang: Code) -> str:
    """The page as one self-contained text of HTML."""
    voice = Voice.of(lang, mask, told.books)
    events = [one.recorded for one in report.events]
    cited = Cited(told.books, voice, whole=len(told.changes) <= SPELT_OUT, events=events)
    shared = common(report, told, cited, voice)
    empty = months_table.empty(report.months)
    columns = months_table.columns(report.months, fees(report.months, report.fees_apply))
    page = Dossier(
        common=shared,
        figures=figures(report, voice),
        chart=None if empty else _chart(report, told, shared.events, voice),
        table=None if empty else linked_table(columns, shared.changes, voice),
        findings=finding_views(report.findings, cited, voice),
        judged=report.judged is not None,
        holding=sum(one.outcome.holds for one in report.judged or ()),
        failures=failures(report, cited, voice),
        accepted=others.accepted(report, voice),
    )
    return environment(lang).get_template("replay.html").render(page=page, common=shared)


def common(report: ReplayReport, told: Evidence, cited: Cited, voice: Voice) -> Common:
    """Gather what a replay and a dispute both show."""
    return Common(
        title=voice.free(report.title),
        subject=subject(report, voice),
        chosen=tuple(f"{one.name} = {one.value}" for one in report.readings if one.chosen),
        unconsulted=report.unconsulted,
        changes=month_changes(told.changes, cited, voice),
        readings=reading_views(report, told, voice),
        refunds=others.refund_tables(report.refunds, voice),
        held=others.held(report.refunds, voice) if report.refunds else "",
        calls=tuple(others.call_views(report, cited, voice)),
        late=others.late_views(report, voice),
        others_late=others.others_late(report, voice),
        refused=tuple(others.refused_views(report, voice)),
        events=event_rows(report.events, cited, voice),
        manifest=manifest(report, told, voice),
    )


def _chart(report: ReplayReport, told: Evidence, rows: tuple[EventRow, ...], voice: Voice) -> Chart:
    months = report.months
    since, until = timeline.span(months[0].period, calendar.seconds(report.until))
    events = [one.recorded for one in report.events]
    picture = timeline.Timeline(
        since,
        until,
        timeline.replay_lines(told.changes, months, until, voice),
        timeline.replay_bands(told.changes, months, since, until, voice),
        timeline.marks(events, [row.label for row in rows], since, until, voice),
    )
    return drawn(picture, voice, voice.phrase("What was owed over time; the table of months tells the same in numbers"))
