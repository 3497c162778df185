"""A comparison on one page: what differs, each story that moves and by which part, who does not, and the totals."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from projections.rupiah import KINDS
from scenarios.comparing.totals import Entry
from scenarios.report import compare_report as said
from scenarios.report import words
from scenarios.report.compare_report import CompareReport
from scenarios.report.page import Look, heading, line, rule


def compare_text(report: CompareReport, look: Look, *, most: int, verbose: bool = False) -> str:
    """The page with so many stories; with ``verbose`` each that is unaffected and each expectation that breaks, too."""
    parts: list[RenderableType] = [
        line(f"{report.books.named[0]} → {report.books.named[1]}", "bold"),
        line(said.summary(report), "bold"),
        rule(look),
    ]
    parts += [heading("What differs", "Yang berbeda"), "", *_parts(report), ""]
    if report.affected:
        parts += [heading("Whose outcome changes", "Yang terpengaruh"), ""]
        for one in report.affected[:most]:
            parts += [*_story(one, verbose=verbose), ""]
        more = len(report.affected) - most
        parts += [line(said.more(more)), ""] if more > 0 else []
    parts += [*_unaffected(report, verbose=verbose)]
    parts += [*_totals(report), rule(look), *_gate(report)]
    return look.rendered(*parts)


def _parts(report: CompareReport) -> Iterator[RenderableType]:
    if not report.parts:
        yield line("nothing: both books rule the same")
        return
    grid = _grid()
    for number, part in enumerate(report.parts):
        grid.add_row(Text(said.letter(number), style="bold"), line(part.title))
        for clause in part.clauses:
            grid.add_row("", Text(clause, style="dim"))
    yield grid


def _story(one: Entry, *, verbose: bool) -> Iterator[RenderableType]:
    yield line(f"{one.path}: {one.title}" if one.title != one.path else one.path, "bold")
    found, mask = one.compared, one.mask
    grid = _grid()
    for each in found.sums:
        change = f"{words.noted(each.before)} → {words.noted(each.after)}: {each.change}"
        grid.add_row(str(said.kind(each.kind)), line(f"{change} = {said.shares(each.shares, each.rest)}"))
    for move in found.moved:
        told = f"{said.value(move.before, mask)} → {said.value(move.after, mask)}, {said.causes(move)}"
        grid.add_row(said.name_of(move), line(told))
    for label, steps in (("newly refused", found.refused), ("no longer refused", found.accepted)):
        if steps:
            grid.add_row(label, f"step{'s' if len(steps) > 1 else ''} {', '.join(map(str, steps))}")
    for label, those in (("expectations broken", found.broken), ("expectations kept", found.mended)):
        if those:
            keys = dict.fromkeys(two.before.expectation.key for two in those)
            grid.add_row(label, line(f"{len(those)}: {', '.join(keys)}"))
            for two in those if verbose else ():
                place = two.before.expectation.place
                change = f"{words.answer(two.before.derived, mask)} → {words.answer(two.after.derived, mask)}"
                grid.add_row("", line(f"{place.line}:{place.column}: {two.before.expectation.key} {change}"))
    for why in one.stopped:
        grid.add_row(Text("gate", style="bold red"), line(why, "bold red"))
    if found.untried:
        names = ", ".join(map(said.letter, found.untried))
        grid.add_row("not tried alone", f"{names}: the story cannot be decided under it")
    yield Padding(grid, (0, 0, 0, 2))


def _unaffected(report: CompareReport, *, verbose: bool) -> Iterator[RenderableType]:
    if not report.totals.unaffected:
        return
    yield heading("Unaffected", "Tidak terpengaruh")
    yield ""
    grid = _grid(right=True)
    for reason, count in report.totals.unaffected:
        grid.add_row(str(count), said.REASONS[reason])
        for one in report.entries if verbose else ():
            if one.compared.reason == reason:
                grid.add_row("", Text(one.path, style="dim"))
    yield grid
    yield ""


def _totals(report: CompareReport) -> Iterator[RenderableType]:
    whole = report.totals
    if not whole.affected:
        return
    yield heading("In all", "Keseluruhan")
    yield ""
    grid = _grid()
    for one in sorted(whole.kinds, key=lambda each: KINDS.index(each.kind)):
        grid.add_row(str(said.kind(one.kind)), line(f"{one.change} = {said.shares(one.shares, one.rest)}"))
        grid.add_row("", Text(f"more in {one.up}, less in {one.down}", style="dim"))
    for label, ends in (("newly", whole.newly), ("no longer", whole.no_longer)):
        told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in ends)
        if told:
            grid.add_row(label, told)
    grid.add_row("expectations", said.breaking(whole))
    yield grid


def _gate(report: CompareReport) -> Iterator[RenderableType]:
    for one in report.unusable:
        for each in one.problems:
            yield Text(str(each), style="red")
    for why in report.stopped_in_all:
        yield line(f"gate: in all, {why}", "bold red")
    verdict = said.verdict(report)
    if verdict is not None:
        yield line(verdict, "bold red" if report.stopped else "bold green")


def _grid(*, right: bool = False) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="" if right else "dim", no_wrap=True, justify="right" if right else "left")
    grid.add_column()
    return grid
