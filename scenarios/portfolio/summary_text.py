"""The summary of a run on one page."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.money import rupiah
from scenarios.portfolio.summary import Summary
from scenarios.report import compare_report as said
from scenarios.report import terms
from scenarios.report.page import Look, Rows, heading, line, rule

SHOWN = 10
"""So many of the largest are on the page; the others are in the JSON."""

_BAR = 28
"""How wide the longest bar is."""


def summary_text(summary: Summary, look: Look, where: Sequence[str] = ()) -> str:
    """The page; ``where`` says where the rest of it lies."""
    parts: list[RenderableType] = [line(" → ".join(summary.names), "bold"), line(_counts(summary), "bold"), rule(look)]
    if summary.compares:
        parts += [heading("What differs", "Yang berbeda"), "", *_parts(summary), ""]
    parts += [heading("Where they stand", "Keadaan"), "", _standing(summary), ""]
    parts += [heading("Rupiah in all", "Jumlah rupiah"), "", *_sums(summary), ""]
    parts += _distribution(summary)
    parts += _largest(summary)
    parts += _examples(summary)
    parts += [heading("Judged by", "Dasar penilaian"), "", *_judged_by(summary), rule(look)]
    parts += [line(one) for one in (*_last(summary), *where)]
    return look.rendered(*parts)


def number(count: int) -> str:
    """A count in Indonesian notation (G3)."""
    return f"{count:,}".replace(",", ".")


def _counts(summary: Summary) -> str:
    told = summary.tally
    at = calendar.text(calendar.instant(summary.until))
    found = f"{number(told['subscriptions'])} subscriptions with {number(told['months'])} bills, at {at}"
    return f"{found}: {number(told['changed'])} change" if summary.compares else found


def _parts(summary: Summary) -> Iterator[RenderableType]:
    if not summary.parts:
        yield line("nothing: both books rule the same")
        return
    grid = _grid()
    for name, part, _ in summary.clauses():
        grid.add_row(Text(name, style="bold"), line(part.title))
        for clause in part.clauses:
            grid.add_row("", Text(clause, style="dim"))
    yield grid


def _standing(summary: Summary) -> Table:
    heads = ("before", "after", "newly", "no longer") if summary.compares else ("subscriptions",)
    grid = _numbers("", *heads)
    moves = {end: (number(newly), number(gone)) for end, _, newly, gone in summary.ends() if summary.compares}
    for name, sides in summary.states():
        # Who is in this state at the end has come to it for good.
        grid.add_row(
            str(terms.STATES[name]), *map(number, sides), *(moves.get(name, ()) if name == "terminated" else ())
        )
    for end, sides, _, _ in summary.ends():
        if end != "terminated":
            label = "ever isolated · pernah diisolir" if end == "isolated" else str(terms.KEYS[end])
            grid.add_row(label, *map(number, sides), *moves.get(end, ()))
    return grid


def _sums(summary: Summary) -> Iterator[RenderableType]:
    if not summary.compares:
        grid = _numbers("", "in all")
        for one in summary.sums:
            grid.add_row(str(said.kind(one.kind)), line(str(one.change + one.sides[0]).removeprefix("+")))
        yield grid
        return
    if not summary.moved:
        yield line("nobody owes more, and nobody less")
        return
    grid = _grid()
    for one in summary.moved:
        grid.add_row(str(said.kind(one.kind)), line(f"{one.change} = {said.shares(one.alone, one.rest)}"))
        grid.add_row("", Text(f"more in {number(one.up)}, less in {number(one.down)}", style="dim"))
    yield grid


def _distribution(summary: Summary) -> Iterator[RenderableType]:
    bars = summary.histogram()
    if not bars:
        return
    yield heading(*(("Change of balance", "Perubahan saldo") if summary.compares else ("Balance", "Saldo")))
    yield ""
    grid = Table.grid(padding=(0, 2))
    for justify in ("right", "right", "left"):
        grid.add_column(justify=justify, no_wrap=True)
    most = max(bar.count for bar in bars)
    for bar in bars:
        blocks = "█" * max(1, bar.count * _BAR // most) if bar.count else ""
        grid.add_row(Text(f"{rupiah(bar.low)} to {rupiah(bar.high)}"), number(bar.count), Text(blocks, style="dim"))
    yield grid
    yield ""
    shown = [f"{percent}% at most {rupiah(amount)}" for percent, amount in summary.quantiles()]
    least, most_sen = summary.tally["extremes"]
    of = "of those whose balance changes" if summary.compares else "of those whose balance is not 0"
    yield line(f"{of}: {', '.join(shown)} (in three digits); all lie from {rupiah(least)} to {rupiah(most_sen)}")
    yield ""


def _largest(summary: Summary) -> Iterator[RenderableType]:
    found = summary.tally["largest"]
    if not found:
        return
    yield heading("The largest", "Yang terbesar")
    yield ""
    yield Rows(_lines(found[:SHOWN], summary))
    more = len(found) - SHOWN
    if more > 0:
        yield Text(f"and {more} more in the JSON and on the page", style="dim")
    yield ""


def _examples(summary: Summary) -> Iterator[RenderableType]:
    found = {name: lines for name, lines in summary.tally["examples"].items() if lines}
    if not found:
        return
    yield heading("Examples", "Contoh")
    yield ""
    for name, lines in found.items():
        yield line(name.replace("_", " "), "dim")
        yield Rows(_lines(lines[:2], summary))
    yield ""


def _lines(lines: Sequence[dict[str, Any]], summary: Summary) -> Table:
    grid = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "left", "left"):
        grid.add_column(justify=justify)
    for one in lines:
        place = f"row group {one['row_group']}, row {one['row']}"
        states = " → ".join(dict.fromkeys(terms.STATES[name].english for name in one["state"]))
        amount = rupiah(one["amount"])
        by = f"by {one['causes']}" if summary.compares and "causes" in one else ""
        grid.add_row(
            one["number"], place, f"+{amount}" if summary.compares and one["amount"] > 0 else amount, states, by
        )
    return grid


def _judged_by(summary: Summary) -> Iterator[RenderableType]:
    grid = _grid()
    grid.add_row("editions", line(", ".join(dict.fromkeys(edition for edition, _ in summary.books))))
    chosen = ", ".join(f"{name}={value}" for name, value in sorted(summary.readings.items()))
    grid.add_row("readings", line(f"{chosen}; else the books' defaults" if chosen else "the books' defaults"))
    yield grid


def _last(summary: Summary) -> Iterator[str]:
    refused = summary.tally["refused"]
    if any(refused):
        told = " and ".join(
            f"{number(count)} {side}" for count, side in zip(refused, ("before", "after"), strict=False)
        )
        yield f"facts refused: {told if summary.compares else number(refused[0])}"
    if summary.compares and summary.tally["changed"]:
        of = number(summary.tally["changed"])
        yield f"replayed event by event: {number(summary.replayed)} of the {of} that change; all come to the same"


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    return grid


def _numbers(*heads: str) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for at, head in enumerate(heads):
        grid.add_column(head, justify="right" if at else "left", no_wrap=True)
    return grid
