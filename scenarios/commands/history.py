"""`lifecycle history`: the events of a story, as an auditor reads them."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from lifecycle.store import Store
from scenarios.commands import inputs
from scenarios.commands.privacy import mask_over
from scenarios.judging import Overlay
from scenarios.replay import record, replay
from scenarios.report.grounds import judging
from scenarios.report.history_report import history_json, history_text
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.replay_report import sealed

FORMATS = ("text", "json")


def run(file: Path, form: str = "text", rules: Sequence[Path] = (), *, unmask: bool = False) -> int:
    """Print the events that a story comes to, each with its hash in a store of their own. Raises Problems."""
    inputs.format_of(form, FORMATS)
    shelf = Shelf.open(*rules)
    story, editions = inputs.story(file, shelf, Overlay())
    with Store.open(kept=False) as store:
        with frozen() as clock:
            replayed = replay(story, editions, clock)
            record(replayed, store)
        events, head = sealed(replayed.events, store), store.head
    mask = mask_over(story, unmask=unmask, machine=form == "json")
    if form == "json":
        write_bytes(history_json(story.title, judging(replayed), events, head, mask))
    else:
        write(history_text(story.title, judging(replayed), events, head, mask, Look.of(sys.stdout)))
    return 0
