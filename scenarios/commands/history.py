"""`lifecycle history`: the events of a story, or those that a store holds, as an auditor reads them."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from lifecycle.clock import frozen as frozen_clock
from lifecycle.events import EVENTS, Activated, Recorded, word
from lifecycle.problems import unknown
from lifecycle.rulebook import RuleBook, Shelf, read_text
from lifecycle.store import Store, StoreProblem
from scenarios.commands import inputs
from scenarios.commands.failures import problem
from scenarios.commands.privacy import mask_over
from scenarios.judging import Overlay
from scenarios.replay import record, replay
from scenarios.report.grounds import judging
from scenarios.report.history_report import Held, held_json, held_text, history_json, history_text
from scenarios.report.masking import Mask
from scenarios.report.page import Look, write, write_bytes
from scenarios.report.replay_report import Sealed, sealed

FORMATS = ("text", "json")
ACTORS = ("customer", "provider", "staff", "rules")
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
        return _kept(url, choice.subscription, chosen, form, unmask=unmask)
    if choice != Choice():
        raise problem("history", "--subscription, --from, --to, --kind, --actor and --upto choose from a store")
    return _of_story(Path(str(file)), form, rules, unmask=unmask)


def _of_story(file: Path, form: str, rules: Sequence[Path], *, unmask: bool) -> int:
    shelf = Shelf.open(*rules)
    story, editions = inputs.story(file, shelf, Overlay())
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
            held = tuple(_held(store, chosen))
            if form == "json":
                write_bytes(held_json(held, head, mask))
            else:
                write(held_text(held, head, mask, Look.of(sys.stdout)))
            return 0
        name = named(asked, store.subscriptions())
        mask = Mask.over(store.events(name), on=not unmask, sign=sign)
        events, books = tuple(_sealed(store, name, chosen)), tuple(_books(store, name))
    if form == "json":
        write_bytes(history_json(None, name, books, events, head, mask))
    else:
        write(history_text(None, name, books, events, head, mask, Look.of(sys.stdout)))
    return 0


def _books(store: Store, name: str) -> Iterator[RuleBook]:
    """The books that a stored story was judged by, as the store keeps them."""
    opening = next(store.events(name), None)
    if opening is not None and isinstance(opening.event, Activated):
        for used in opening.event.books:
            yield read_text(store.book(used.digest), f"{used.provider}/{used.edition}.md")


def _held(store: Store, chosen: Filter) -> Iterator[Held]:
    for name in store.subscriptions():
        events = [recorded.at for recorded in store.events(name) if chosen.takes(recorded)]
        if events:
            yield Held(name, len(events), events[0], events[-1])


def _sealed(store: Store, name: str, chosen: Filter) -> Iterator[Sealed]:
    hashes = {row.version: row.hash for row in store.rows(name)}
    for recorded in store.events(name):
        if recorded.version not in hashes:
            words = f"event {recorded.version} of {name} has no link of the chain; `lifecycle verify` says more"
            raise StoreProblem(words, name)
        if chosen.takes(recorded):
            yield Sealed(recorded, hashes[recorded.version])


def named(asked: str, known: Sequence[str]) -> str:
    """The subscription that is asked for by its name, or by the name as the outputs mask it."""
    if asked in known:
        return asked
    masked = [name for name in known if asked in (Mask().subscription(name), Mask(sign="*").subscription(name))]
    if len(masked) == 1:
        return masked[0]
    if masked:
        raise problem("--subscription", f"{len(masked)} subscriptions are shown as {asked}; write the whole number")
    raise problem("--subscription", f"the store holds no {asked!r}; without --subscription it lists what it holds")


def _understood(choice: Choice) -> Filter:
    for kind in choice.kinds:
        if kind not in KINDS:
            raise problem("--kind", unknown("kind of event", kind, KINDS))
    if choice.actor is not None and choice.actor not in ACTORS:
        raise problem("--actor", unknown("actor", choice.actor, ACTORS))
    if choice.upto is not None and not (choice.upto.isascii() and choice.upto.isdecimal() and int(choice.upto) > 0):
        raise problem("--upto", f"{choice.upto!r} is no number of an event; they count from 1")
    return Filter(
        inputs.instant("--from", choice.since),
        inputs.instant("--to", choice.before),
        frozenset(choice.kinds),
        choice.actor,
        int(choice.upto) if choice.upto else None,
    )
