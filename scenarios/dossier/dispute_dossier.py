"""The dossier of a dispute: what was asked for beside what was owed."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle.money import Amount
from projections.answers import Answer
from projections.disputes.compared import Standing
from projections.disputes.parting import Parting
from scenarios.dossier.evidence import Evidence
from scenarios.dossier.expectation_part import Failed, failed
from scenarios.dossier.month_part import linked_table
from scenarios.dossier.opening import Figure, found_figure, state_figure
from scenarios.dossier.replay_dossier import Common, common
from scenarios.languages.codes import Code
from scenarios.pages import timeline
from scenarios.pages.changes import SPELT_OUT, Cited
from scenarios.pages.charts import Chart, drawn
from scenarios.pages.environment import environment
from scenarios.pages.event_rows import EventRow
from scenarios.pages.finding_views import Act, FindingView, act, finding_views
from scenarios.pages.month_rows import MonthTable
from scenarios.pages.voice import Voice
from scenarios.report import dispute_table, search_lines, terms
from scenarios.report.dispute_report import DisputeReport, verdict
from scenarios.report.finding_terms import ENTITLED, RECORDED
from scenarios.report.masking import Mask
from scenarios.report.reasons import Judged


@frozen
class Side:
    """One side where the histories part: what it did there, and how it then stands."""

    name: str
    act: Act | None
    missing: str
    stands: str


@frozen
class PartingView:
    """The first month in which the two differ, in what, and both sides."""

    month: str
    differ: str
    sides: tuple[Side, Side]


@frozen
class Claim:
    """A number expected that the rules do not give, and under what it comes out."""

    failed: Failed
    out: str


@frozen
class Disputed:
    """What the page of a dispute shows beside what every dossier does."""

    common: Common
    found: bool
    verdict: str
    figures: tuple[Figure, ...]
    chart: Chart | None
    parting: PartingView | None
    findings: tuple[FindingView, ...]
    claims: tuple[Claim, ...]
    table: MonthTable
    tried: str
    fair: str


def dispute_html(report: DisputeReport, told: Evidence, mask: Mask, lang: Code) -> str:
    """The page as one self-contained text of HTML."""
    voice = Voice.of(lang, mask, told.books)
    events = [one.recorded for one in report.replay.events]
    cited = Cited(told.books, voice, whole=len(told.changes) <= SPELT_OUT, events=events)
    shared = common(report.replay, told, cited, voice)
    months, parting = report.dispute.months, report.dispute.parting
    page = Disputed(
        common=shared,
        found=report.found,
        verdict=voice.say(verdict(report)),
        figures=tuple(_figures(report, voice)),
        chart=_chart(report, told, shared.events, voice),
        parting=_parting(parting, cited, voice) if parting else None,
        findings=finding_views(report.dispute.findings, cited, voice, report.search),
        claims=tuple(
            Claim(
                failed(Judged(outcome), cited, voice),
                voice.say(search_lines.came_out(sought, report.search, search_lines.EXACTLY)),
            )
            for outcome, sought in report.search.claims
        ),
        table=linked_table(dispute_table.columns(months), shared.changes, voice),
        tried=voice.say(search_lines.tried(report.search)) if report.search.tried else "",
        fair=voice.term(terms.OURS) if any(month.fair for month in months) and report.replay.ours else "",
    )
    return environment(lang).get_template("dispute.html").render(page=page, common=shared)


def _figures(report: DisputeReport, voice: Voice) -> Iterator[Figure]:
    told = report.dispute
    yield found_figure(len(told.findings), voice)
    if told.months:
        last = told.months[-1]
        yield Figure(voice.phrase("Asked at the end"), voice.money(last.asked.payable))
        yield Figure(voice.phrase("Owed at the end"), voice.money(last.owed.payable))
        most = told.most
        note = voice.phrase("at most {amount} at the end of a month", amount=most) if most != told.at_end else ""
        yield Figure(voice.phrase("In dispute"), voice.money(told.at_end), note, alarm=bool(told.at_end))
    yield from state_figure(report.replay, voice)


def _parting(parting: Parting, cited: Cited, voice: Voice) -> PartingView:
    named = ((voice.phrase("amount"), parting.amount), (voice.phrase("state"), parting.state))
    lowered = parting.recorded and parting.entitled and parting.recorded.step == parting.entitled.step
    nothing = voice.phrase("nothing happens; time alone parts them")
    left = voice.phrase("which is what the findings leave of it")
    recorded = act(parting.recorded, cited, voice) if parting.recorded else None
    entitled = act(parting.entitled, cited, voice) if parting.entitled else None
    return PartingView(
        month=voice.month(parting.period),
        differ=", ".join(name for name, differs in named if differs),
        sides=(
            Side(
                voice.term(RECORDED),
                recorded,
                "" if recorded else voice.phrase("the act of the rules is missing") if entitled else nothing,
                _stands(parting.asked, voice),
            ),
            Side(
                voice.term(ENTITLED),
                entitled,
                left if lowered else "" if entitled else voice.phrase("no such act") if recorded else nothing,
                _stands(parting.owed, voice),
            ),
        ),
    )


def _stands(side: Standing, voice: Voice) -> str:
    told = [voice.phrase("payable {amount}", amount=side.payable)]
    if side.balance != side.payable:
        told.append(voice.phrase("balance {amount}", amount=side.balance))
    if side.state != "not_applicable":
        told.append(voice.term(dispute_table.state(side)))
    return "; ".join(told)


def _chart(report: DisputeReport, told: Evidence, rows: tuple[EventRow, ...], voice: Voice) -> Chart | None:
    months = report.dispute.months
    if not any(side.payable or side.state != "not_applicable" for one in months for side in (one.asked, one.owed)):
        return None
    since, until = timeline.span(months[0].period, months[-1].until)
    nothing = [(timeline.EARLIEST, Amount())]
    asked = [*nothing, *((one.at, one.asked.payable) for one in told.steps)]
    owed = [*nothing, *((one.at, one.owed.payable) for one in told.steps)]
    bands: list[timeline.Band] = []
    for number, states in enumerate(
        ([(one.at, one.asked.state) for one in told.steps], [(one.at, one.owed.state) for one in told.steps])
    ):
        first = [(since, states[0][1])] if states else []
        bands += timeline.bands(_changed([*first, *states]), since, until, voice, side=number)
    events = [one.recorded for one in report.replay.events]
    picture = timeline.Timeline(
        since,
        until,
        (
            timeline.line("asked", voice.term(terms.ASKED), asked, until),
            timeline.line("owed", voice.term(terms.OWED), owed, until),
        ),
        tuple(bands),
        timeline.marks(events, [row.label for row in rows], since, until, voice),
        (voice.term(terms.RECORDED_STATE), voice.term(terms.RULES_STATE)),
    )
    label = voice.phrase("What was asked for beside what was owed; the table of months tells the same in numbers")
    return drawn(picture, voice, label)


def _changed(steps: list[tuple[int, Answer]]) -> list[tuple[int, Answer]]:
    """The steps at which a state becomes another."""
    kept: list[tuple[int, Answer]] = []
    for at, state in steps:
        if not kept or kept[-1][1] != state:
            kept.append((at, state))
    return kept
