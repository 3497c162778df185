"""`lifecycle explain`: why each amount and each change of state is what it is."""

import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import unknown
from projections.explanation import WATCHED, explain
from projections.findings.audit import shown
from projections.keys import KEYS
from scenarios.commands import inputs
from scenarios.commands.cases import Asked, case
from scenarios.commands.failures import problem
from scenarios.commands.privacy import mask_over
from scenarios.report.explain_report import explain_json, explain_text
from scenarios.report.grounds import judging
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.reasons import watched

FORMATS = ("text", "json")
FINDINGS = ("findings",)
"""What is asked for where no change is, but the findings."""


@frozen
class Options:
    """What the command line says beside the file."""

    format: str = "text"
    at: str | None = None
    only: str | None = None
    edition: str | None = None
    readings: Sequence[str] = ()
    rules: Sequence[Path] = ()


def run(asked: Asked, options: Options) -> int:
    """Print every change up to an instant, or those of one answer. Raises Problems."""
    form = inputs.format_of(options.format, FORMATS)
    at = inputs.instant("--at", options.at)
    overlay = inputs.overlay(options.readings, options.edition)
    keys = _keys(options.only)
    judged = case(asked, overlay, options.rules, machine=form != "text")
    with frozen_clock() as clock:
        replayed = judged.replay(clock, overlay, at)
    changes = tuple(
        change
        for change in explain(replayed.events, replayed.rules, replayed.until)
        if keys is None or any(difference.key in keys for difference in change.differences)
    )
    told, story, books = replayed.told, replayed.story, judging(replayed)
    found = tuple(shown(told.ledger(), told.until)) if keys in (None, FINDINGS) else ()
    mask = mask_over(story, unmask=asked.unmask, machine=form == "json")
    if form == "json":
        write_bytes(explain_json(story.title, story.opening, books, changes, replayed.until, options.only, mask, found))
    else:
        note = "only findings" if keys == FINDINGS else f"only changes of {', '.join(keys)}" if keys else ""
        look = Look.of(sys.stdout)
        write(explain_text(story.title, books, changes, replayed.until, mask, look, note=note, findings=found))
    return 0


def _keys(only: str | None) -> tuple[str, ...] | None:
    """The answers whose changes are asked for. Raises Problems for a word that is none."""
    if only is None:
        return None
    if only not in KEYS:
        raise problem("--only", unknown("key", only, KEYS))
    keys = watched(only)
    if keys == FINDINGS:
        return keys
    if not set(keys) <= set(WATCHED):
        raise problem("--only", f"changes of {only} are not explained; those of {', '.join(WATCHED)} are, and findings")
    return keys
