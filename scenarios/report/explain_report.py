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
from lifecycle.sentence import Sentence, said
from projections.answers import Answer
from projections.explanation import Explanation
from projections.findings.finding import Finding
from scenarios.report import as_json, finding_json, terms, words
from scenarios.report.finding_lines import finding_lines
from scenarios.report.grounds import rests_on
from scenarios.report.masking import Mask
from scenarios.report.page import Look, Rows, line, rule
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
    findings: Sequence[Finding] = (),
    known: Sequence[str] = (),
) -> str:
    """Every change and finding in order of their instants, by these books; ``note`` says which were asked for.

    ``known`` says by when all of it was known, where not today, and what is left out.
    """
    parts: list[RenderableType] = [Text(mask.text(title), style="bold")]
    parts.append(Text(f"up to {calendar.text(until)} WIB{f'; {note}' if note else ''}", style="dim"))
    parts += [line(said, "yellow") for said in known]
    parts += [line(said, "dim") for said in rests_on(books)]
    parts.append(rule(look))
    told = [(calendar.seconds(change.at), _change(change, mask)) for change in changes]
    told += [(finding.at, _finding(finding, mask)) for finding in findings]
    for _, lines in sorted(told, key=lambda pair: pair[0]):
        parts += [*lines, ""]
    nothing = "nothing is found" if note == "only findings" else "nothing has changed"
    return look.rendered(*(parts[:-1] if told else [*parts, Text(nothing)]))


def explain_json(
    title: str,
    opening: Activated,
    books: Sequence[RuleBook],
    changes: Sequence[Explanation],
    until: datetime,
    only: str | None,
    mask: Mask,
    findings: Sequence[Finding] = (),
    known_on: datetime | None = None,
) -> bytes:
    """The same for machines."""
    content: dict[str, Any] = {
        "format": "lifecycle.explanation",
        "version": as_json.VERSION,
        "scenario": mask.text(title),
        "provider": opening.provider,
        "subscription": mask.number(opening.number),
        "until": calendar.iso(until),
        "known_on": None if known_on is None else calendar.iso(known_on),
        "only": only,
        "editions": as_json.authorities(books),
        "changes": [as_json.explanation(change, mask) for change in changes],
        "findings": [finding_json.finding(finding, mask) for finding in findings],
    }
    return as_json.document(content)


def _change(change: Explanation, mask: Mask) -> Iterator[RenderableType]:
    head = Table.grid(padding=(0, 2))
    at = calendar.known_to(change.at, change.precision)
    head.add_row(Text(at, style="bold"), line(mask.sentence(trigger(change, mask))))
    yield head
    for reason in _because(change, mask):
        yield Padding(reason, (0, 0, 0, _INDENT))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for difference in change.differences:
        _row(grid, _named(difference.key), difference.before, difference.after, mask)
    if all(difference.key != "balance" for difference in change.differences):
        grid.add_row(Text("balance · saldo", style="dim"), Text(words.answer(change.balance_after, mask), style="dim"))
    yield Padding(Rows(grid), (0, 0, 0, _INDENT))


def _finding(finding: Finding, mask: Mask) -> Iterator[RenderableType]:
    """A finding where it shows, both its sides below it."""
    first, *rest = finding_lines(finding, mask)
    yield line(first, "bold red")
    for told in rest:
        text = told.lstrip()
        yield Padding(line(text), (0, 0, 0, _INDENT + len(told) - len(text) - 2))


def trigger(change: Explanation, mask: Mask) -> Sentence:
    """The event in words, or what time brought about."""
    if change.event is None:
        return change.trigger
    surely = words.surely(words.doubtful(change.precision, inferred=change.inferred))
    return said(
        "{event}, event {version}, by {actor}{doubts}",
        event=words.said(change.event, mask).sentence,
        version=change.version,
        actor=change.trigger.values["actor"],
        doubts=surely,
    )


def _because(change: Explanation, mask: Mask) -> Iterator[RenderableType]:
    if change.clause:
        yield Text(words.clause(change.clause, change.edition), style="italic")
    for step in change.arithmetic:
        yield Padding(line(mask.sentence(step)), (0, 0, 0, 2))
    if change.readings:
        yield Text(words.readings(change.readings), style="dim")


def _named(key: str) -> Term:
    return terms.KEYS[key]


def _row(grid: Table, name: Term, before: Answer, after: Answer, mask: Mask) -> None:
    label = Text(name.english).append(f" · {name.indonesian}", style="dim")
    grid.add_row(label, _value(before, mask), "→", _value(after, mask, "bold"))


def _value(value: Answer, mask: Mask, style: str = "") -> Text:
    """An answer; no amount in it is broken."""
    said = words.latest(value) if isinstance(value, Route) else words.answer(value, mask)
    return line(said, style)
