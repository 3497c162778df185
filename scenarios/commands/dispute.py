"""`lifecycle dispute`: what the provider did beside what its rules give, and the verdict, on one page."""

import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from lifecycle.clock import frozen as frozen_clock
from scenarios.commands import inputs, pages
from scenarios.commands.cases import Asked, case
from scenarios.commands.privacy import mask_over
from scenarios.commands.replay import MACHINES
from scenarios.report.dispute_report import disputed
from scenarios.report.page import Look, write, write_bytes

# A dispute is told in one form; the others, and what they need, are imported by those who ask for them.
# ruff: noqa: PLC0415

FORMATS = ("text", *MACHINES, *pages.FORMATS)


@frozen
class Options:
    """What the command line says beside the file."""

    format: str = "text"
    as_of: str | None = None
    as_known_on: str | None = None
    edition: str | None = None
    readings: Sequence[str] = ()
    rules: Sequence[Path] = ()
    lang: str | None = None


def run(asked: Asked, options: Options) -> int:
    """Print the verdict on a story; 1 when anything is found, 0 when nothing is. Raises Problems."""
    form = inputs.format_of(options.format, FORMATS)
    paged = pages.wanted(form, options.lang)
    as_of = inputs.instant("--as-of", options.as_of)
    known_on = inputs.instant("--as-known-on", options.as_known_on)
    overlay = inputs.overlay(options.readings, options.edition, known_on)
    found = case(asked, overlay, options.rules, machine=form in MACHINES)
    with frozen_clock() as clock:
        replayed = found.replay(clock, overlay, as_of)
        report = disputed(replayed, clock)
        told = paged.evidence(replayed, clock, report.dispute.sides) if paged else None
    mask = mask_over(found.story, unmask=asked.unmask, machine=form in MACHINES)
    if paged and told:
        paged.write(paged.dispute(report, told, mask))
    elif form == "text":
        from scenarios.report.dispute_text import dispute_text

        write(dispute_text(report, mask, Look.of(sys.stdout)))
    elif form == "json":
        from scenarios.report.dispute_json import dispute_json

        write_bytes(dispute_json(report, mask))
    else:
        from scenarios.report.dispute_csv import dispute_csv

        write_bytes(dispute_csv(report, mask))
    return 1 if report.found else 0
