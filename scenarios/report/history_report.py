"""The events of a story as an auditor reads them: sequence, instants, actor, cause, payload and hash."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from lifecycle.events import Recorded
from lifecycle.store import Head
from scenarios.report import as_json, words
from scenarios.report.masking import Mask
from scenarios.report.page import Look, rule
from scenarios.report.replay_report import Sealed


def history_text(title: str, events: Sequence[Sealed], head: Head, mask: Mask, look: Look) -> str:
    """Every event with its hash, and where the chain ends."""
    name = mask.subscription(events[0].recorded.subscription)
    parts: list[RenderableType] = [Text(mask.text(title), style="bold"), Text(name, style="dim"), rule(look)]
    width = len(str(len(events)))
    for sealed in events:
        parts += _event(sealed, mask, width)
    return look.rendered(*parts, rule(look), Text(f"chain: {head.count} events, {head.hash}"))


def history_json(title: str, events: Sequence[Sealed], head: Head, mask: Mask) -> bytes:
    """The same for machines."""
    return as_json.document(
        {
            "format": "lifecycle.history",
            "version": as_json.VERSION,
            "scenario": mask.text(title),
            "subscription": mask.subscription(events[0].recorded.subscription),
            "events": [as_json.event(sealed, mask) for sealed in events],
            "chain": as_json.chain(head),
        }
    )


def _event(sealed: Sealed, mask: Mask, width: int) -> Iterator[RenderableType]:
    recorded = sealed.recorded
    actor = Text(recorded.actor, style="bold cyan" if recorded.actor == "rules" else "")
    line = Text(f"{recorded.version:>{width}}  ", style="dim").append(f"{words.when(recorded)}  ", style="default")
    line.append(actor).append("  ").append(str(words.said(recorded.event, mask)), style="default")
    yield line
    for detail in _details(recorded, mask):
        yield Padding(Text(detail), (0, 0, 0, width + 4))
    yield Padding(Text(sealed.hash, style="dim"), (0, 0, 0, width + 4))


def _details(recorded: Recorded, mask: Mask) -> Iterator[str]:
    """Why, how surely known and whence."""
    because = recorded.because
    if because is not None:
        yield f"because {because.clause}, edition {because.edition}"
        if because.readings:
            yield f"readings: {', '.join(f'{name}={value}' for name, value in because.readings)}"
    doubts = words.doubts(recorded)
    if doubts:
        yield ", ".join(doubts)
    if recorded.source:
        yield f"source: {mask.text(recorded.source)}"
    if recorded.note:
        yield f"note: {mask.text(recorded.note)}"
