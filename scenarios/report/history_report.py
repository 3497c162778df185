"""The events of a story as an auditor reads them: sequence, instants, actor, cause, payload and hash."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle import calendar
from lifecycle.events import Recorded
from lifecycle.rulebook import RuleBook
from lifecycle.store import Head
from scenarios.report import as_json, words
from scenarios.report.grounds import rests_on
from scenarios.report.masking import Mask
from scenarios.report.page import Look, line, rule
from scenarios.report.replay_report import Sealed


@frozen
class Held:
    """A subscription in a store: how many events are asked for, the first and the last instant."""

    subscription: str
    events: int
    first: datetime
    last: datetime


def history_text(
    title: str | None,
    subscription: str,
    books: Sequence[RuleBook],
    events: Sequence[Sealed],
    head: Head,
    mask: Mask,
    look: Look,
    changed: str = "",
) -> str:
    """Every event with its hash, by which books what the rules did was decided, and where the chain ends.

    A store's events have no title; ``changed`` says what shows that they are not what was recorded.
    """
    name = mask.subscription(subscription)
    parts: list[RenderableType] = [
        *_warning(changed),
        *([] if title is None else [Text(mask.text(title), style="bold")]),
    ]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for sealed in events:
        grid.add_row(str(sealed.recorded.version), Group(*_event(sealed, mask)))
    parts += [Text(name, style="dim"), *(line(said, "dim") for said in rests_on(books)), rule(look)]
    parts += [grid if events else Text("no such event"), rule(look)]
    return look.rendered(*parts, Text(f"chain: {words.chain(head)}"))


def history_json(
    title: str | None,
    subscription: str,
    books: Sequence[RuleBook],
    events: Sequence[Sealed],
    head: Head,
    mask: Mask,
    changed: str = "",
) -> bytes:
    """The same for machines."""
    return as_json.document(
        {
            "format": "lifecycle.history",
            "version": as_json.VERSION,
            "scenario": title and mask.text(title),
            "subscription": mask.subscription(subscription),
            "editions": as_json.authorities(books),
            "events": [as_json.event(sealed, mask) for sealed in events],
            "chain": as_json.chain(head),
            **({"changed": changed} if changed else {}),
        }
    )


def held_text(held: Sequence[Held], head: Head, mask: Mask, look: Look, changed: str = "") -> str:
    """The subscriptions of a store, one a line."""
    grid = Table.grid(padding=(0, 2))
    for justify in ("left", "right", "left", "left"):
        grid.add_column(justify=justify)
    grid.add_row("Subscription", "Events", "First", "Last", style="bold")
    for one in held:
        days = (calendar.text(at).partition(" ")[0] for at in (one.first, one.last))
        grid.add_row(mask.subscription(one.subscription), str(one.events), *days)
    found = grid if held else Text("no such event" if head.count else "nothing is recorded")
    return look.rendered(*_warning(changed), found, rule(look), Text(f"chain: {words.chain(head)}"))


def held_json(held: Sequence[Held], head: Head, mask: Mask, changed: str = "") -> bytes:
    """The same for machines."""
    return as_json.document(
        {
            "format": "lifecycle.subscriptions",
            "version": as_json.VERSION,
            "subscriptions": [
                {
                    "subscription": mask.subscription(one.subscription),
                    "events": one.events,
                    "first": calendar.iso(one.first),
                    "last": calendar.iso(one.last),
                }
                for one in held
            ],
            "chain": as_json.chain(head),
            **({"changed": changed} if changed else {}),
        }
    )


def _warning(changed: str) -> Iterator[RenderableType]:
    if changed:
        yield line(changed, "bold red")


def _event(sealed: Sealed, mask: Mask) -> Iterator[RenderableType]:
    recorded = sealed.recorded
    actor = Text(recorded.actor, style="bold cyan" if recorded.actor == "rules" else "")
    what = Text(f"{words.when(recorded)}  ").append(actor).append("  ")
    yield what.append(line(str(words.said(recorded.event, mask))))
    for detail in _details(recorded, mask):
        yield Padding(line(detail), (0, 0, 0, 2))
    yield Padding(Text(sealed.hash, style="dim"), (0, 0, 0, 2))


def _details(recorded: Recorded, mask: Mask) -> Iterator[str]:
    """Why, how surely known and whence."""
    because = recorded.because
    if because is not None:
        yield f"because {because.clause}, edition {because.edition}"
        if because.readings:
            yield f"readings: {', '.join(f'{name}={value}' for name, value in because.readings)}"
    doubts = words.doubts(recorded)
    if doubts:
        yield "; ".join(doubts)
    if recorded.source:
        yield f"source: {mask.text(recorded.source)}"
    if recorded.note:
        yield f"note: {mask.text(recorded.note)}"
