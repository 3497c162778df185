"""`lifecycle explain`: why each amount and each change of state is what it is."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import unknown
from projections.explanation import WATCHED, explain
from projections.findings.audit import shown
from projections.keys import KEYS
from scenarios.commands import inputs
from scenarios.commands.cases import Asked, case
from scenarios.commands.failures import problem
from scenarios.commands.privacy import mask_over
from scenarios.replay import Replayed
from scenarios.report import moved_part
from scenarios.report.explain_report import explain_json, explain_text
from scenarios.report.grounds import judging
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.reasons import watched
from scenarios.report.replay_report import left_out

FORMATS = ("text", "json")
FINDINGS = ("findings",)
"""What is asked for where no change is, but the findings."""


@frozen
class Options:
    """What the command line says beside the file."""

    format: str = "text"
    at: str | None = None
    as_known_on: str | None = None
    only: str | None = None
    edition: str | None = None
    readings: Sequence[str] = ()
    rules: Sequence[Path] = ()


def run(asked: Asked, options: Options) -> int:
    """Print every change up to an instant, or those of one answer. Raises Problems."""
    form = inputs.format_of(options.format, FORMATS)
    at = inputs.instant("--at", options.at)
    known_on = inputs.instant("--as-known-on", options.as_known_on)
    overlay = inputs.overlay(options.readings, options.edition, known_on)
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
        until, only = replayed.until, options.only
        write_bytes(explain_json(story.title, story.opening, books, changes, until, only, mask, found, known_on))
    else:
        note = "only findings" if keys == FINDINGS else f"only changes of {', '.join(keys)}" if keys else ""
        look = Look.of(sys.stdout)
        until, known = replayed.until, tuple(_known(replayed))
        write(explain_text(story.title, books, changes, until, mask, look, note=note, findings=found, known=known))
    return 0


def _known(replayed: Replayed) -> Iterator[str]:
    """By when what is told was known, where not today, and how much became known later."""
    later = left_out(replayed)
    if replayed.overlay.known_on is not None and later is not None:
        yield f"as known on {calendar.text(replayed.overlay.known_on)}"
        yield moved_part.left_out(later)


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
