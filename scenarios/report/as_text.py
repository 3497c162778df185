"""A replay as an engineer reads it: what holds, month by month, what happened, and what is owed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.events import UNNAMED, Activated, Blocked, Isolated, Recorded, Terminated
from lifecycle.history import Refused
from lifecycle.money import Amount
from lifecycle.notation import Known, Thing
from lifecycle.sentence import Sentence, joined, said, word
from projections.explanation import Explanation
from projections.findings.finding import Finding
from projections.months import Month
from scenarios.report import months_table, terms, words
from scenarios.report.calls_table import calls
from scenarios.report.finding_lines import finding_lines
from scenarios.report.masking import Mask
from scenarios.report.moved_part import left_out, moved_text
from scenarios.report.outcomes import accepted_line, outcome_lines
from scenarios.report.owed import owed
from scenarios.report.page import Look, Rows, heading, line, rule
from scenarios.report.reasons import Judged
from scenarios.report.refunds_part import refunds_text
from scenarios.report.replay_report import Edition, ReplayReport, fees

_ACTORS = {"rules": "bold cyan"}


def replay_text(report: ReplayReport, mask: Mask, look: Look, *, verbose: bool = False) -> str:
    """The whole report; with ``verbose`` the expectations that hold are listed, too."""
    parts: list[RenderableType] = [Text(mask.text(report.title), style="bold"), rule(look), head(report, mask), ""]
    if not months_table.empty(report.months):
        parts += [*_months(report, look), ""]
    parts += refunds_text(report.refunds, mask)
    parts += [heading("Events", "Peristiwa"), "", _events(report, mask), *_refused(report, mask), ""]
    parts += moved_text(report.moved, mask)
    if report.calls:
        parts += [heading("Calls", "Panggilan"), "", calls(report.calls, mask), ""]
    parts += findings(report.findings, mask)
    parts += [heading("Expectations", "Harapan"), *_expectations(report, mask, verbose), ""]
    parts += [heading("Judged by", "Dasar penilaian"), "", grounds(report), rule(look)]
    return look.rendered(*parts, line(owed(report.standing, report.until, inexact(report)), "bold"))


def inexact(report: ReplayReport) -> dict[datetime, Sentence]:
    """The words for the instants of limits and ends that are not known exactly."""
    found = [one.recorded for one in report.events if isinstance(one.recorded.event, Blocked | Isolated | Terminated)]
    return {one.at: _inexactly(one) for one in found if words.doubts(one)}


def _inexactly(recorded: Recorded) -> Sentence:
    return said("{when}{doubts}", when=words.when(recorded), doubts=words.surely(words.doubts(recorded)))


def head(report: ReplayReport, mask: Mask) -> Table:
    """Who, under which terms, and what somebody chose; the grounds come at the end."""
    grid = pairs()
    opening = report.opening
    holder = f", {mask.name(opening.name)}" if opening.name else ""
    active = f", active from {calendar.text(opening.activated)}" if opening.activated else ""
    acts = word(opening.provider_acts)
    number = "no subscription" if opening.number == UNNAMED else f"{mask.number(opening.number)}{holder}{active}"
    grid.add_row("subscription", f"{opening.provider} {number}; {acts}")
    names = ", ".join(f"{one.edition}{' (inferred)' if one.inferred else ''}" for one in report.editions)
    grid.add_row("pinned edition" if report.pin else "terms of", names)
    for one in report.readings:
        if one.chosen:
            chosen = Text(f"{one.name}={one.value}", style="bold yellow")
            grid.add_row("reading", chosen.append(f"  chosen; the book's default is {one.default}", style="not bold"))
    if report.unconsulted:
        grid.add_row("", line(f"chosen and not consulted: {', '.join(report.unconsulted)}", "yellow"))
    if report.known_on is not None:
        grid.add_row("as known on", calendar.text(report.known_on))
    if report.left_out is not None:
        grid.add_row("", line(left_out(report.left_out), "yellow"))
    grid.add_row("until", calendar.text(report.until))
    return grid


def grounds(report: ReplayReport) -> Table:
    """What the story was judged by: editions, readings, and the chain that its record hangs on."""
    grid = pairs()
    for edition in report.editions:
        grid.add_row("edition", _edition(edition))
    rest = [f"{one.name}={one.value}" for one in report.readings if not one.chosen]
    if rest:
        grid.add_row("readings", Text("as the book's default: ", style="dim").append(", ".join(rest)))
    if not report.readings:
        grid.add_row("readings", "none consulted")
    if report.ours:
        grid.add_row("ours", f"{', '.join(report.ours)}: {terms.OURS}")
    grid.add_row("chain", words.chain(report.head))
    return grid


def _where(one: Judged) -> str:
    """The line of an expectation and its instant."""
    return f"line {one.outcome.expectation.place.line}, {calendar.text(one.outcome.expect.at)}"


def _indented(text: str) -> Padding:
    """A line that keeps its indent where it is broken."""
    words = text.lstrip()
    return Padding(line(words), (0, 0, 0, len(text) - len(words)))


def pairs() -> Table:
    """A grid of names and values."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _edition(edition: Edition) -> Text:
    since = f"in force from {edition.edition}" if edition.in_force else "undated"
    inferred = " (inferred)" if edition.inferred else ""
    found = Text(f"{since}{inferred}: {edition.title}")
    return found.append(f"\n{terms.AUTHORITIES[edition.authority]}: {edition.source}", style="dim")


def _months(report: ReplayReport, look: Look) -> Iterator[RenderableType]:
    fitted = months_table.fitted(
        months_table.columns(report.months, fees(report.months, report.fees_apply)), look.width
    )
    yield heading("Months in rupiah", "Bulan dalam rupiah")
    yield ""
    yield months_table.laid(fitted.columns, look.width)
    notes: list[str] = [*_notes(report.months), *placed(report)]
    if fitted.shortened:
        notes.append(", ".join(fitted.shortened))
    if fitted.left_out:
        names = ", ".join(
            f"{head.english.strip('+=− ').lower()} · {head.indonesian.lower()}" for head in fitted.left_out
        )
        notes.append(f"left out to fit {look.width} columns: {names}")
    for note in notes:
        yield Text(note, style="dim")


def _notes(months: tuple[Month, ...]) -> Iterator[Sentence]:
    amounts = [
        amount
        for month in months
        for amount in (month.opening, month.charges, month.fees, month.payments, month.refunds, month.closing)
    ]
    held = [amount for month in months for amount in (month.deposited, month.credit, month.deposit)]
    amounts += [amount for amount in held if isinstance(amount, Amount)]
    names = sorted({name for amount in amounts for name in amount.unspecified})
    if names:
        yield months_table.unknown_words(names)


def placed(report: ReplayReport) -> Iterator[Sentence]:
    """The facts that no date puts into a month, only their place in the story, and those inferred (G11)."""
    found = [one.recorded for one in report.events if not isinstance(one.recorded.event, Activated)]
    unknown = [one for one in found if one.precision == "unknown"]
    if unknown:
        yield said("instant unknown, placed where the story has it: {events}", events=_in_months(unknown))
    inferred = [one for one in found if one.inferred and one.precision != "unknown"]
    if inferred:
        yield said("{term}: {events}", term=terms.INFERRED, events=_in_months(inferred))


def _in_months(found: Sequence[Recorded]) -> Sentence:
    each = ({"event": words.term_of(one.event), "month": Known(one.at, "month")} for one in found)
    return joined(", ", (said("{event} in {month}", **one) for one in each))


def _events(report: ReplayReport, mask: Mask) -> Rows:
    """What happened, in order of its instants; what the rules did is marked."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for sealed in report.events:
        recorded = sealed.recorded
        said = words.said(recorded.event, mask)
        if words.nobody_told(recorded.event) and not said.details and said.amount is None:
            continue  # Nobody told that anything began; the history shows the story's opening.
        what = Text(said.term.english).append(f" · {said.term.indonesian}", style="dim")
        if said.details:
            what.append("  ").append(line("; ".join(said.details)))
        doubts = words.doubts(recorded)
        if doubts:
            what.append("  ").append(f"[{'; '.join(doubts)}]", style="yellow")
        amount = "" if said.amount is None else words.money(said.amount)
        grid.add_row(words.when(recorded), Text(recorded.actor, _ACTORS.get(recorded.actor, "")), amount, what)
    return Rows(grid)


def _refused(report: ReplayReport, mask: Mask) -> Iterator[Text]:
    """What is refused, as the file says or for want of what was not known yet, and why; nothing of it is stored."""
    for one in report.refused:
        unknown = one.fact.step in report.unfounded
        yield line(mask.sentence(refused_words(one, mask, unknown=unknown)), "yellow" if unknown else "dim")


def refused_words(one: Refused, mask: Mask, *, unknown: bool) -> Sentence:
    """What is refused when, why and by which clause; ``unknown`` says that what it rests on was not known yet."""
    return said(
        "refused {at}: {event}; {reason}{clause}{unknown}",
        at=Known(one.fact.at, one.fact.precision),
        event=words.said(one.fact.event, mask).sentence,
        reason=one.refusal.reason,
        clause=said(" ({clause})", clause=Thing(one.refusal.clause)) if one.refusal.clause else "",
        unknown=said("; what it rests on was not known yet") if unknown else "",
    )


def findings(found: Sequence[Finding], mask: Mask) -> Iterator[RenderableType]:
    """Each finding with both its sides; nothing where there is none."""
    if not found:
        return
    yield heading("Findings", "Temuan")
    yield ""
    for one in found:
        first, *rest = finding_lines(one, mask)
        yield line(first, "bold red")
        yield from (_indented(each) for each in rest)
        yield ""


def _expectations(report: ReplayReport, mask: Mask, verbose: bool) -> Iterator[RenderableType]:
    if report.judged is None:
        yield Text("not judged: the story is replayed as it was known on an earlier day", style="yellow")
        return
    for fact in report.accepted:
        yield Text(f"✗ {accepted_line(fact)}", style="red")
    told: tuple[Explanation, ...] = ()
    for one in report.judged:
        if one.outcome.holds and not verbose:
            continue
        first, *rest = outcome_lines(one, mask)
        if one.because and one.because == told:
            rest = ["for the same reason"]
        told = one.because or told
        sign, style = ("✓", "green") if one.outcome.holds else ("✗", "bold red")
        grid = Table.grid(padding=(0, 1))
        grid.add_row(Text(sign, style), line(f"{_where(one)}: {first}"))
        for reason in rest:
            grid.add_row("", _indented(reason))
        yield grid
    failed = len(report.failed) + len(report.accepted)
    total = len(report.judged) + len(report.accepted)
    if not total:
        yield Text("none")
    elif failed:
        yield Text(f"✗ {failed} of {total} fail", style="bold red")
    else:
        yield Text(f"✓ all {total} hold" if total > 1 else "✓ it holds", style="bold green")
