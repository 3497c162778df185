"""An envelope on one page: the least and the most owed, which readings matter and what hangs on each."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scenarios.enveloping.envelope import Together
from scenarios.enveloping.hanging import Tried
from scenarios.report import envelope_report as said
from scenarios.report import words
from scenarios.report.as_text import pairs
from scenarios.report.envelope_report import EnvelopeReport
from scenarios.report.finding_lines import headline
from scenarios.report.grounds import rests_on
from scenarios.report.page import Look, Rows, heading, line, rule

PAIRS = 5
"""So many pairs that do something else together are listed, those that do most first."""


def envelope_text(report: EnvelopeReport, look: Look) -> str:
    """The page."""
    parts: list[RenderableType] = [line(report.mask.text(report.title), "bold"), line(said.summary(report), "bold")]
    parts += [line(each, "dim") for each in rests_on(report.books)]
    parts += [rule(look), heading("Owed", "Terutang"), "", Rows(_owed(report)), ""]
    for name, rows in (
        (heading("Readings that matter", "Tafsir yang menentukan"), _matters(report)),
        (heading("Together more or less than one by one", "Bersama-sama"), _together(report)),
        (heading("Expectations that break", "Harapan yang tidak terpenuhi"), _broken(report)),
        (heading("Findings that come and go", "Temuan yang muncul dan hilang"), _findings(report)),
        (heading("Cannot be told so", "Tidak dapat diceritakan"), _unusable(report)),
        (heading("Consulted, and nothing hangs on them", "Tanpa pengaruh"), _idle(report)),
    ):
        found = list(rows)
        parts += [name, "", *found, ""] if found else []
    parts += [heading("Tried", "Dicoba"), "", line(said.extent(report.found))]
    parts += [line(each) for each in said.caveats(report.found)]
    return look.rendered(*parts)


def _owed(report: EnvelopeReport) -> Table:
    grid = pairs()
    grid.add_row("own readings", line(str(words.noted(report.found.own.owed))))
    for one in report.found.ranges:
        for label, tried in (("least", one.least), ("most", one.most)):
            grid.add_row(label, line(f"{words.noted(tried.run.owed)}, {said.values(tried)}"))
    return grid


def _matters(report: EnvelopeReport) -> Iterator[RenderableType]:
    for name in report.found.matters:
        yield Text(name, style="bold")
        singles = [one for one in report.found.singles if one.values[0][0] == name]
        moving = [one for one in singles if one.run.said != report.found.own.said]
        for tried in moving:
            yield _below(line(tried.values[0][1]))
            changes = list(said.changes(tried, report)) if tried.run.usable else ["the story cannot be told so"]
            changes = changes or ["a finding comes, goes or moves"]
            yield from (Padding(line(change), (0, 0, 0, 4)) for change in changes)
        if not moving:
            yield _below(line("only beside another value"))


def _together(report: EnvelopeReport) -> Iterator[RenderableType]:
    found = sorted(report.found.together, key=_weight)
    for one in found[:PAIRS]:
        alone = " and ".join(map(str, one.alone))
        yield _below(line(f"{said.values(one.pair)}: {one.joint}, and alone {alone}"))
    if len(found) > PAIRS:
        yield _below(line(f"and {len(found) - PAIRS} more pairs"))


def _weight(one: Together) -> tuple[int, int]:
    return -abs(one.rest.sen), -len(one.rest.parts)


def _broken(report: EnvelopeReport) -> Iterator[RenderableType]:
    for one in report.found.broken:
        first, *rest = said.broken(one, report)
        yield _below(line(first))
        yield from (Padding(line(each), (0, 0, 0, 4)) for each in rest)
    for fact in report.found.accepted:
        yield _below(line(f"{said.place(fact.fact.place, report)}: to be refused, and is not under {_by(fact.by)}"))


def _findings(report: EnvelopeReport) -> Iterator[RenderableType]:
    for one in report.found.findings:
        yield _below(line(f"{headline(one.finding)} {'goes' if one.gone else 'comes'} under {_by(one.by)}"))


def _unusable(report: EnvelopeReport) -> Iterator[RenderableType]:
    for tried in report.found.unusable[: said.SHOWN]:
        yield _below(line(said.values(tried)))
        yield from (Padding(line(why), (0, 0, 0, 4)) for why in said.refusals(tried, report.mask))
    more = len(report.found.unusable) - said.SHOWN
    if more > 0:
        yield _below(line(f"and {more} more"))


def _idle(report: EnvelopeReport) -> Iterator[RenderableType]:
    if report.idle:
        yield _below(line(", ".join(report.idle)))


def _by(found: Sequence[Tried]) -> str:
    return said.listed([said.values(tried) for tried in found])


def _below(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))
