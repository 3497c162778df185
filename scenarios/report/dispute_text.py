"""A dispute on one page, as an auditor reads it: the verdict, the parting, each finding, and the months."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.sentence import Sentence, joined, said
from projections.answers import NOT_APPLICABLE
from projections.disputes.compared import Standing
from projections.disputes.parting import Parting
from projections.findings.finding import Finding
from scenarios.report import dispute_table, finding_lines, months_table, search_lines, terms, words
from scenarios.report.as_text import grounds, head, pairs
from scenarios.report.dispute_report import DisputeReport, inferred_after, verdict
from scenarios.report.finding_terms import BETWEEN, ENTITLED, FINDINGS, RECORDED
from scenarios.report.masking import Mask
from scenarios.report.outcomes import headline
from scenarios.report.page import Look, heading, line, rule
from scenarios.search import Sought


def dispute_text(report: DisputeReport, mask: Mask, look: Look) -> str:
    """The whole page; its second line is the verdict."""
    title = Text(mask.text(report.replay.title), style="bold")
    style = "bold red" if report.found else "bold green"
    parts: list[RenderableType] = [title, line(verdict(report), style), rule(look), head(report.replay, mask), ""]
    parts += [*_parting(report, mask), ""]
    if report.dispute.findings:
        parts += [heading("Findings", "Temuan"), ""]
        for number, pair in enumerate(zip(report.dispute.findings, report.search.findings, strict=True), 1):
            parts += [*_finding(report, number, *pair, mask), ""]
    if report.search.claims:
        parts += [*_claims(report, mask), ""]
    parts += [*_months(report, look), ""]
    return look.rendered(*parts, heading("Judged by", "Dasar penilaian"), "", _grounds(report))


def _parting(report: DisputeReport, mask: Mask) -> Iterator[RenderableType]:
    """The first month in which the two histories part, the event that parts them, and how each then stands."""
    yield heading("Where the two histories part", "Titik selisih")
    yield ""
    parting = report.dispute.parting
    if parting is None:
        yield Text("nowhere: state and balance are the same on both sides throughout")
        return
    differing = [name for name, differs in (("amount", parting.amount), ("state", parting.state)) if differs]
    grid = pairs()
    grid.add_row(
        Text(parting.period, style="bold"), f"the first month in which they differ, in {' and '.join(differing)}"
    )
    grid.add_row(RECORDED.english, line(recorded_words(parting, mask)))
    grid.add_row("", Text(standing_words(parting.asked), style="dim"))
    grid.add_row(ENTITLED.english, line(entitled_words(parting, mask)))
    grid.add_row("", Text(standing_words(parting.owed), style="dim"))
    if not report.dispute.findings:
        grid.add_row("", "no finding comes of it")
    yield grid


def recorded_words(parting: Parting, mask: Mask) -> Sentence:
    """The act that only the provider's side has; or that the one of the rules is missing."""
    if parting.recorded is not None:
        return finding_lines.event_words(parting.recorded, mask)
    if parting.entitled is not None:
        return said("{event} is missing", event=words.term_of(parting.entitled.event))
    return said("nothing happens; time alone parts them")


def entitled_words(parting: Parting, mask: Mask) -> Sentence:
    """What the rules do there; of a charge, what is left of it; or that they give no such act."""
    if parting.entitled is not None:
        event = words.said(parting.entitled.event, mask).sentence
        lowered = parting.recorded is not None and parting.recorded.step == parting.entitled.step
        left = said(", which is what the findings leave of it") if lowered else ""
        return said("{when}: {event}{left}", when=words.when(parting.entitled), event=event, left=left)
    if parting.recorded is not None:
        return said("no such act")
    return said("nothing happens; time alone parts them")


def standing_words(side: Standing) -> Sentence:
    """How a side stands: what is payable, the balance where that is another, and the state."""
    same = side.balance == side.payable
    return said(
        "payable {payable}{balance}{state}",
        payable=words.noted(side.payable),
        balance="" if same else said(", balance {amount}", amount=words.noted(side.balance)),
        state="" if side.state == NOT_APPLICABLE else said("; {state}", state=dispute_table.state(side)),
    )


def _finding(
    report: DisputeReport, number: int, finding: Finding, sought: Sought, mask: Mask
) -> Iterator[RenderableType]:
    surely = words.surely(words.doubtful(finding_lines.precision(finding), inferred=finding_lines.inferred(finding)))
    yield Text(f"{number}  {finding.code}", style="bold red")
    grid = pairs()
    grid.add_row("finding", str(FINDINGS[finding.code]))
    grid.add_row("since", line(f"{finding_lines.when(finding)}{surely}"))
    grid.add_row(RECORDED.english, line(mask.text(finding.act)))
    for event in finding_lines.recorded_lines(finding, mask):
        grid.add_row("", line(event, "dim"))
    grid.add_row(ENTITLED.english, line(mask.text(finding.entitled)))
    grid.add_row("", Text(finding_lines.clause(finding), style="italic"))
    for step in finding.working:
        grid.add_row("", Padding(line(mask.text(step)), (0, 0, 0, 2)))
    if finding.because.readings:
        grid.add_row("", Text(finding_lines.readings(finding), style="dim"))
    if finding.amount is not None:
        grid.add_row(BETWEEN.english, line(words.noted(finding.amount), "bold"))
    for name, told in zip(("readings", ""), search_lines.finding_lines(sought, report.search), strict=False):
        grid.add_row(name, line(told))
    yield Padding(grid, (0, 0, 0, 3))


def _claims(report: DisputeReport, mask: Mask) -> Iterator[RenderableType]:
    """Numbers that the story expects and the rules do not give, as those that a provider claims."""
    yield heading("Numbers expected", "Angka yang diharapkan")
    yield ""
    grid = pairs()
    for outcome, sought in report.search.claims:
        place = f"line {outcome.expectation.place.line}"
        grid.add_row(place, line(f"{calendar.text(outcome.expect.at)}  {headline(outcome, mask)}"))
        grid.add_row("", line(search_lines.came_out(sought, report.search, search_lines.EXACTLY)))
    yield grid


def _months(report: DisputeReport, look: Look) -> Iterator[RenderableType]:
    kept, left_out = dispute_table.fitted(dispute_table.columns(report.dispute.months), look.width)
    yield heading("Asked and owed in rupiah", "Ditagih dan terutang dalam rupiah")
    yield ""
    yield months_table.laid(kept, look.width)
    yield from (Text(note, style="dim") for note in notes(report))
    states = dispute_table.states(kept, report.dispute.months)
    if states:
        yield Text(", ".join(states), style="dim")
    if left_out:
        names = ", ".join(f"{head.english.lower()} · {head.indonesian.lower()}" for head in left_out)
        yield Text(f"left out to fit {look.width} columns: {names}", style="dim")


def notes(report: DisputeReport) -> Iterator[Sentence]:
    """What stands under the table of the months."""
    months = report.dispute.months
    amounts = [one for month in months for one in (month.asked.balance, month.owed.balance)]
    names = sorted({name for one in amounts for name in one.unspecified})
    if names:
        yield months_table.unknown_words(names)
    if any(month.difference.sen < 0 for month in months):
        yield said("below nothing: less is asked for than the rules give")
    inferred = [words.term_of(one.event) for one in inferred_after(report, "")]
    if inferred:
        yield said("{term}: {events}", term=terms.INFERRED, events=joined(", ", inferred))
    if any(month.fair is not None for month in months) and report.replay.ours:
        yield said("read as fair (dispute.policy=fair): {ours}", ours=terms.OURS)


def _grounds(report: DisputeReport) -> Table:
    """The editions with their authority, the readings, how much was tried, and the chain."""
    grid = grounds(report.replay)
    if report.search.tried:
        grid.add_row("tried", search_lines.tried(report.search))
    return grid
