"""The events of a story as an auditor reads them: sequence, instants, actor, cause, payload and hash."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lifecycle.events import Recorded
from lifecycle.rulebook import RuleBook
from lifecycle.store import Head
from scenarios.report import as_json, words
from scenarios.report.grounds import rests_on
from scenarios.report.masking import Mask
from scenarios.report.page import Look, line, rule
from scenarios.report.replay_report import Sealed


def history_text(
    title: str, books: Sequence[RuleBook], events: Sequence[Sealed], head: Head, mask: Mask, look: Look
) -> str:
    """Every event with its hash, by which books what the rules did was decided, and where the chain ends."""
    name = mask.subscription(events[0].recorded.subscription)
    parts: list[RenderableType] = [Text(mask.text(title), style="bold"), Text(name, style="dim")]
    parts += [*(line(said, "dim") for said in rests_on(books)), rule(look)]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for sealed in events:
        grid.add_row(str(sealed.recorded.version), Group(*_event(sealed, mask)))
    return look.rendered(*parts, grid, rule(look), Text(f"chain: {words.chain(head)}"))


def history_json(title: str, books: Sequence[RuleBook], events: Sequence[Sealed], head: Head, mask: Mask) -> bytes:
    """The same for machines."""
    return as_json.document(
        {
            "format": "lifecycle.history",
            "version": as_json.VERSION,
            "scenario": mask.text(title),
            "subscription": mask.subscription(events[0].recorded.subscription),
            "editions": as_json.authorities(books),
            "events": [as_json.event(sealed, mask) for sealed in events],
            "chain": as_json.chain(head),
        }
    )


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
