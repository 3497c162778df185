"""Why each amount and each change of state is what it is, change by change."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.clauses.routing import Route
from lifecycle.events import Activated
from lifecycle.rulebook import RuleBook
from projections.answers import Answer, Refund
from projections.explanation import Explanation
from scenarios.report import as_json, terms, words
from scenarios.report.grounds import rests_on
from scenarios.report.masking import Mask
from scenarios.report.page import Look, line, rule
from scenarios.report.terms import Term

_INDENT = 4


def explain_text(
    title: str,
    books: Sequence[RuleBook],
    changes: Sequence[Explanation],
    until: datetime,
    mask: Mask,
    look: Look,
    *,
    note: str = "",
) -> str:
    """Every change in order, by these books; ``note`` says which were asked for."""
    parts: list[RenderableType] = [Text(mask.text(title), style="bold")]
    parts.append(Text(f"up to {calendar.text(until)} WIB{f'; {note}' if note else ''}", style="dim"))
    parts += [line(said, "dim") for said in rests_on(books)]
    parts.append(rule(look))
    for change in changes:
        parts += [*_change(change, mask), ""]
    return look.rendered(*(parts[:-1] if changes else [*parts, Text("nothing has changed")]))


def explain_json(
    title: str,
    opening: Activated,
    books: Sequence[RuleBook],
    changes: Sequence[Explanation],
    until: datetime,
    only: str | None,
    mask: Mask,
) -> bytes:
    """The same for machines."""
    content: dict[str, Any] = {
        "format": "lifecycle.explanation",
        "version": as_json.VERSION,
        "scenario": mask.text(title),
        "provider": opening.provider,
        "subscription": mask.number(opening.number),
        "until": calendar.iso(until),
        "only": only,
        "editions": as_json.authorities(books),
        "changes": [as_json.explanation(change, mask) for change in changes],
    }
    return as_json.document(content)


def _change(change: Explanation, mask: Mask) -> Iterator[RenderableType]:
    head = Table.grid(padding=(0, 2))
    at = calendar.known_to(change.at, change.precision)
    head.add_row(Text(at, style="bold"), line(_trigger(change, mask)))
    yield head
    for reason in _because(change, mask):
        yield Padding(reason, (0, 0, 0, _INDENT))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for difference in change.differences:
        _row(grid, _named(difference.key), difference.before, difference.after, mask)
    if all(difference.key != "balance" for difference in change.differences):
        grid.add_row(Text("balance · saldo", style="dim"), Text(words.answer(change.balance_after, mask), style="dim"))
    yield Padding(grid, (0, 0, 0, _INDENT))


def _trigger(change: Explanation, mask: Mask) -> str:
    """The event in words, or what time brought about."""
    if change.event is None:
        return mask.sentence(change.trigger)
    _, _, number_and_actor = change.trigger.partition(", ")
    doubts = words.doubtful(change.precision, inferred=change.inferred)
    surely = f" [{'; '.join(doubts)}]" if doubts else ""
    return f"{words.said(change.event, mask)}, {number_and_actor}{surely}"


def _because(change: Explanation, mask: Mask) -> Iterator[RenderableType]:
    if change.clause:
        yield Text(f"{change.clause}, edition {change.edition}", style="italic")
    for step in change.arithmetic:
        yield Padding(line(mask.sentence(step)), (0, 0, 0, 2))
    if change.readings:
        yield Text(f"readings: {', '.join(f'{name}={value}' for name, value in change.readings)}", style="dim")


def _named(key: str) -> Term:
    return terms.KEYS[key]


def _row(grid: Table, name: Term, before: Answer, after: Answer, mask: Mask) -> None:
    label = Text(name.english).append(f" · {name.indonesian}", style="dim")
    grid.add_row(label, _value(before, mask), "→", _value(after, mask, "bold"))


def _value(value: Answer, mask: Mask, style: str = "") -> Text:
    """An answer; of a refund, which runs over lines, no amount is broken."""
    said = words.latest(value) if isinstance(value, Route) else words.answer(value, mask)
    return line(said, style) if isinstance(value, Refund | Route) else Text(said, style=style)
