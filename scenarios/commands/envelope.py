"""`lifecycle envelope`: what a story comes to under every reading that it consults."""

import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.progress import Progress

from lifecycle.clock import frozen as frozen_clock
from scenarios.commands import inputs
from scenarios.commands.cases import Asked, case
from scenarios.commands.privacy import mask_over
from scenarios.enveloping.envelope import envelope
from scenarios.enveloping.runs import Runs
from scenarios.report.envelope_report import EnvelopeReport
from scenarios.report.envelope_text import envelope_text
from scenarios.report.grounds import judging
from scenarios.report.page import Look, write, write_bytes

# ruff: noqa: PLC0415  # what JSON needs is imported by those who ask for it


@frozen
class Options:
    """What the command line says beside the file."""

    format: str = "text"
    at: str | None = None
    edition: str | None = None
    readings: Sequence[str] = ()
    rules: Sequence[Path] = ()


def run(asked: Asked, options: Options) -> int:
    """Print the envelope of a story, at its end or at an instant. Raises Problems and StoreProblem."""
    form = inputs.format_of(options.format, ("text", "json"))
    at = inputs.instant("--at", options.at)
    overlay = inputs.overlay(options.readings, options.edition)
    judged = case(asked, overlay, options.rules, machine=form != "text")
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar, frozen_clock() as clock:
        task = bar.add_task("Trying readings", total=None)
        replayed = judged.replay(clock, overlay, at)
        found = envelope(Runs(replayed, clock, at, lambda: bar.advance(task)))
    story = replayed.story
    mask = mask_over(story, unmask=asked.unmask, machine=form == "json")
    report = EnvelopeReport(story.title, story.path, story.opening, judging(replayed), replayed.until, found, mask)
    if form == "json":
        from scenarios.report.envelope_json import envelope_json

        write_bytes(envelope_json(report))
    else:
        write(envelope_text(report, Look.of(sys.stdout)))
    return 0
