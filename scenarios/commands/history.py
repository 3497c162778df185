"""`lifecycle history`: the events of a story, or those that a store holds, as an auditor reads them."""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from lifecycle.clock import frozen as frozen_clock
from lifecycle.events import EVENTS, Activated, Recorded, word
from lifecycle.problems import unknown
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.store import Problem, Store
from scenarios.commands import inputs
from scenarios.commands.failures import problem
from scenarios.commands.privacy import mask_over
from scenarios.judging import Overlay, read_whole
from scenarios.kept import books_of
from scenarios.replay import record, replay
from scenarios.report.grounds import judging
from scenarios.report.history_report import Held, held_json, held_text, history_json, history_text
from scenarios.report.masking import Mask
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.replay_report import sealed

FORMATS = ("text", "json")
ACTORS = ("customer", "provider", "staff", "rules")
_NUMBER = re.compile("0*[1-9][0-9]{0,17}")
"""Of an event; a database counts no further."""
KINDS = tuple(dict.fromkeys(word(event) for event in EVENTS.values()))


@frozen
class Choice:
    """Which events of a store are asked for."""

    subscription: str | None = None
    since: str | None = None
    before: str | None = None
    kinds: Sequence[str] = ()
    actor: str | None = None
    upto: str | None = None


@frozen
class Filter:
    """The same, understood."""

    since: datetime | None
    before: datetime | None
    kinds: frozenset[str]
    actor: str | None
    upto: int | None

    def takes(self, recorded: Recorded) -> bool:
        """Whether an event is asked for."""
        return (
            (self.since is None or recorded.at >= self.since)
            and (self.before is None or recorded.at < self.before)
            and (not self.kinds or word(recorded.event) in self.kinds)
            and (self.actor is None or recorded.actor == self.actor)
            and (self.upto is None or recorded.version <= self.upto)
        )


def run(
    file: str | None, url: str | None, choice: Choice, form: str = "text", rules: Sequence[Path] = (), *, unmask: bool
) -> int:
    """Print the events of a story, each with its hash in a store of their own, or those of a store.

    Raises Problems, and StoreProblem for a store that cannot be used.
    """
    inputs.format_of(form, FORMATS)
    chosen = _understood(choice)
    if (file is None) == (url is None):
        raise problem("history", "name a story's file, or a store with --store URL: one of the two")
    if url is not None:
        if rules:
            raise problem(
                "--rules", "a store's events are shown as they were recorded; leave it out, or name a story's file"
            )
        return _kept(url, choice.subscription, chosen, form, unmask=unmask)
    if choice != Choice():
        raise problem("history", "--subscription, --from, --to, --kind, --actor and --upto choose from a store")
    return _of_story(Path(str(file)), form, rules, unmask=unmask)


def _of_story(file: Path, form: str, rules: Sequence[Path], *, unmask: bool) -> int:
    shelf = Shelf.open(*rules)
    story, editions = read_whole(file, shelf, Overlay())
    with Store.open(kept=False) as store:
        with frozen_clock() as clock:
            replayed = replay(story, editions, clock)
            record(replayed, store)
        events, head = sealed(replayed.events, store), store.head
    mask, books, name = (
        mask_over(story, unmask=unmask, machine=form == "json"),
        judging(replayed),
        replayed.subscription,
    )
    if form == "json":
        write_bytes(history_json(story.title, name, books, events, head, mask))
    else:
        write(history_text(story.title, name, books, events, head, mask, Look.of(sys.stdout)))
    return 0


def _kept(url: str, asked: str | None, chosen: Filter, form: str, *, unmask: bool) -> int:
    sign = "*" if form == "json" else "•"
    with Store.open(url, reading=True) as store:
        head = store.head
        if asked is None:
            mask = Mask(on=not unmask, sign=sign)
            problem = _changed(store.verify_chain(), mask)
            held = tuple(_held(store, chosen))
            if form == "json":
                write_bytes(held_json(held, head, mask, problem))
            else:
                write(held_text(held, head, mask, Look.of(sys.stdout), problem))
            return _status(problem)
        name = inputs.subscription(asked, store.subscriptions())
        mask = Mask.over(store.events(name), on=not unmask, sign=sign)
        problem = _changed(store.verify_only(name), mask)
        events, books = sealed(filter(chosen.takes, store.events(name)), store), _books(store, name)
    if form == "json":
        write_bytes(history_json(None, name, books, events, head, mask, problem))
    else:
        write(history_text(None, name, books, events, head, mask, Look.of(sys.stdout), problem))
    return _status(problem)


def _changed(problem: Problem | None, mask: Mask) -> str:
    """What shows that the events of a store are not what was recorded, in words; empty where nothing does."""
    if problem is None:
        return ""
    return f"NOT WHAT WAS RECORDED: {problem.told(mask.subscription)}; `lifecycle verify` says more"


def _status(changed: str) -> int:
    """The exit status of what was shown: 1 for what was changed, with the warning where errors go, too."""
    if changed:
        sys.stderr.write(Look.of(sys.stderr).lettered(f"{changed}\n"))
    return 1 if changed else 0


def _books(store: Store, name: str) -> tuple[RuleBook, ...]:
    """The books that a stored story was judged by, as the store keeps them."""
    opening = next(store.events(name), None)
    return books_of(store, opening.event) if opening is not None and isinstance(opening.event, Activated) else ()


def _held(store: Store, chosen: Filter) -> Iterator[Held]:
    for name in store.subscriptions():
        events = [recorded.at for recorded in store.events(name) if chosen.takes(recorded)]
        if events:
            yield Held(name, len(events), events[0], events[-1])


def _understood(choice: Choice) -> Filter:
    for kind in choice.kinds:
        if kind not in KINDS:
            raise problem("--kind", unknown("kind of event", kind, KINDS))
    if choice.actor is not None and choice.actor not in ACTORS:
        raise problem("--actor", unknown("actor", choice.actor, ACTORS))
    if choice.upto is not None and not _NUMBER.fullmatch(choice.upto):
        raise problem("--upto", f"{choice.upto!r} is no number of an event; they count from 1")
    since, before = inputs.instant("--from", choice.since), inputs.instant("--to", choice.before)
    if since is not None and before is not None and before <= since:
        raise problem("--to", f"{choice.before} is not after --from, {choice.since}, so that nothing is between them")
    return Filter(
        since,
        before,
        frozenset(choice.kinds),
        choice.actor,
        int(choice.upto) if choice.upto else None,
    )
