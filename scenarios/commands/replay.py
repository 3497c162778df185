"""`lifecycle replay`: one story, decided under a frozen clock, recorded, and told."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from attrs import evolve, frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.clock import frozen as frozen_clock
from lifecycle.events import Recorded
from lifecycle.problems import Problems
from lifecycle.store import Beyond, Differs, Store
from scenarios.check import check
from scenarios.commands import inputs, pages
from scenarios.commands.cases import Asked, case
from scenarios.commands.differences import difference, too_short
from scenarios.commands.failures import problem
from scenarios.commands.privacy import mask_over
from scenarios.replay import Replayed, decided, record
from scenarios.report.masking import Mask
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.reasons import judged
from scenarios.report.replay_report import ReplayReport, reported

# A replay is told in one form; the others, and what they need, are imported by those who ask for them.
# ruff: noqa: PLC0415

FORMATS = ("text", "json", "csv", *pages.FORMATS)

MACHINES = ("json", "csv")
"""The formats that machines read."""


@frozen
class Options:
    """What the command line says beside the file."""

    format: str = "text"
    as_of: str | None = None
    as_known_on: str | None = None
    edition: str | None = None
    readings: Sequence[str] = ()
    rules: Sequence[Path] = ()
    verbose: bool = False
    lang: str | None = None


def run(asked: Asked, options: Options) -> int:
    """Replay a story and print its report; 1 when an expectation fails. Raises Problems and StoreProblem.

    A file's story is recorded where a store is named. What that holds of the subscription must be the beginning of
    what the story gives up to its last step, or up to ``--as-of`` where that is later. So a store may be ahead of a
    replay that ``--as-of`` stops early, and is then left as it is; but each of its events is held against the whole
    story, also those after that instant. To a store whose own story is replayed nothing is written.
    """
    form = inputs.format_of(options.format, FORMATS)
    paged = pages.wanted(form, options.lang)
    as_of = inputs.instant("--as-of", options.as_of)
    known_on = inputs.instant("--as-known-on", options.as_known_on)
    overlay = inputs.overlay(options.readings, options.edition, known_on)
    keeps = asked.store if asked.file is not None and asked.subscription is None else None
    if keeps is not None:
        _check_storable(options)
        asked = evolve(asked, store=None)
    found = case(asked, overlay, options.rules, machine=form in MACHINES)
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(keeps, kept=keeps is not None))
        with frozen_clock() as clock:
            replayed = found.replay(clock, overlay, as_of)
            outcomes = None if known_on else judged(replayed, check(replayed, clock), clock)
            if keeps is not None:
                _check_begun(replayed)
            whole = _whole(replayed, clock) if as_of and keeps else ()
            _record(replayed, store, whole, unmask=asked.unmask)
        if found.kept is not None and found.kept.begins_with(replayed.events):
            # These very events are stored, so the chain that is told is the one that an auditor verifies.
            store = stack.enter_context(Store.open(asked.store, reading=True))
        report = reported(replayed, outcomes, store)
        told = paged.evidence(replayed, clock) if paged else None
    mask = mask_over(found.story, unmask=asked.unmask, machine=form in MACHINES)
    if paged and told:
        paged.write(paged.replay(report, told, mask))
    else:
        _print(report, mask, form, options)
    return 1 if report.holds is False else 0


def _check_storable(options: Options) -> None:
    """Only the story itself is kept: a history under other choices is asked for, and forgotten."""
    asked = {"--as-known-on": options.as_known_on, "--edition": options.edition, "--reading": options.readings}
    names = [name for name, value in asked.items() if value]
    if names:
        words = (
            f"{names[0]} makes a history that is not the story's own; it is not stored, write the choice in the file"
        )
        raise problem("--store", words)


def _check_begun(replayed: Replayed) -> None:
    """Raises Problems for a story that is over before it begins: the opening alone would be half an instant."""
    begins = replayed.events[0].at
    if begins > replayed.until:
        words = (
            f"there is nothing to keep yet: the story ends before the subscription begins, {calendar.text(begins)} WIB"
        )
        raise problem("--store", words)


def _whole(replayed: Replayed, clock: Clock) -> tuple[Recorded, ...]:
    """All events of a story that is kept up to an instant only. Raises Problems where it could not go on from there."""
    whole = decided(replayed.story, replayed.editions, replayed.overlay, clock).events
    if any(now != then for now, then in zip(replayed.events, whole, strict=False)):
        words = "what counts by then is not the beginning of the story as it is kept; keep the whole story"
        raise problem("--as-of", words)
    return whole


def _record(replayed: Replayed, store: Store, whole: Sequence[Recorded], *, unmask: bool) -> None:
    try:
        record(replayed, store, whole)
    except Differs as differs:
        mask = mask_over(replayed.story, unmask=unmask, beside=(differs.stored,))
        raise Problems([difference(differs, replayed.story, mask)]) from None
    except Beyond as beyond:
        mask = mask_over(replayed.story, unmask=unmask, beside=(beyond.stored,))
        raise Problems([too_short(beyond.stored, replayed.story, mask)]) from None


def _print(report: ReplayReport, mask: Mask, form: str, options: Options) -> None:
    if form == "text":
        from scenarios.report.as_text import replay_text

        write(replay_text(report, mask, Look.of(sys.stdout), verbose=options.verbose))
    elif form == "json":
        from scenarios.report.as_json import replay_json

        write_bytes(replay_json(report, mask))
    else:
        from scenarios.report.as_csv import replay_csv

        write_bytes(replay_csv(report, mask))
