"""An import: rows read and put aside, stories decided, and only where nothing is wrong all of them recorded."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TypeVar

from attrs import define, field, frozen

from lifecycle.clock import Clock
from lifecycle.clock import frozen as frozen_clock
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from lifecycle.store import Beyond, Differs, Head, Store, StoreProblem
from scenarios.format.nodes import Mistake, Place
from scenarios.format.story import Story
from scenarios.importing.maps import Map
from scenarios.importing.rows import table
from scenarios.importing.secrets import Veil
from scenarios.importing.spool import Spool
from scenarios.importing.stories import Export, key, story
from scenarios.importing.templates import Row
from scenarios.judging import Overlay, editions_for
from scenarios.replay import Replayed, books_used, decided

MOST = 1000
"""Most mistakes of an export that are told one by one; the others are counted."""

Item = TypeVar("Item")


class Track(Protocol):
    """Shows how far something has come: the items themselves, what is done with them, and how many there are."""

    def __call__(self, items: Iterable[Item], doing: str, total: int | None) -> Iterable[Item]:
        """The items, one after the other."""


@frozen
class Summary:
    """What came of an import: rows, subscriptions, events new to the store and there already, and where it ends."""

    rows: int
    left_out: int
    subscriptions: int
    new: int
    held: int
    head: Head


@define
class Wrong:
    """What is wrong with an export so far."""

    veil: Veil
    problems: list[Problem] = field(factory=list)
    more: int = 0

    def take(self, problems: Iterable[Problem], rows: Iterable[Row] = ()) -> None:
        """Keep the first ones, told without what the rows hold of numbers and names, and count the others."""
        every = list(problems)
        room = MOST - len(self.problems)
        self.more += max(0, len(every) - room)
        if room:
            self.problems += self.veil.problems(every[:room], rows)

    def say(self, problem: Problem) -> None:
        """Keep a problem that is told already as it may be shown."""
        if len(self.problems) < MOST:
            self.problems.append(problem)
        else:
            self.more += 1

    def check(self, path: str) -> None:
        """Raises Problems if anything is wrong."""
        if not self.problems:
            return
        if self.more:
            words = f"{MOST + self.more} mistakes, of which the first {MOST} found are listed; nothing was stored"
            self.problems.append(Problem(path, 0, 0, words))
        raise Problems(self.problems)


def take_in(
    path: Path,
    wanted: Map,
    url: str,
    shelf: Shelf,
    track: Track,
    told: Callable[[Differs | Beyond, Story], Problem],
    *,
    unmask: bool = False,
) -> Summary:
    """Import a file. Raises Problems with everything that is wrong with it; then nothing of it is stored.

    ``told`` says how a story differs from what the store holds of it. Raises StoreProblem, too. Where there is no
    store at the URL it is made once everything is right.
    """
    wrong = Wrong(Veil(wanted, on=not unmask))
    try:
        with Spool() as spool, ExitStack() as opened:
            store = opened.enter_context(Store.open(url)) if Store.there(url) else None
            intake = _Intake(path, wanted, store, shelf, spool, wrong)
            intake.read(track)
            with frozen_clock() as clock:
                intake.decide(clock, track, told)
            wrong.check(str(path))
            return intake.record(store or opened.enter_context(Store.open(url)), track)
    except sqlite3.Error as full:
        raise StoreProblem(f"the rows cannot be put aside in the folder for temporary files: {full}") from None


@define
class _Intake:
    path: Path
    wanted: Map
    store: Store | None
    shelf: Shelf
    spool: Spool
    wrong: Wrong
    source: Export = field(init=False)
    read_rows: int = 0
    left_out: int = 0
    held: int = 0
    books: dict[str, str] = field(factory=dict)

    def read(self, track: Track) -> None:
        """Put every row aside that can be read."""
        path = str(self.path)
        names: tuple[str, ...] = ()

        def tell(line: int, column: int, message: str) -> None:
            self.wrong.take(
                [Export(path, "", names, positioned=self._positioned).problem(Place(line, column), message)]
            )

        found = table(self.path, self.wanted, tell)
        names = found.names
        self.source = Export(path, "", names, positioned=self._positioned)
        for row in track(found.rows, "Reading rows", None):
            self._put(row)

    @property
    def _positioned(self) -> bool:
        return self.path.suffix.lower() in (".csv", ".parquet")

    def _put(self, row: Row) -> None:
        told: list[Mistake] = []
        self.read_rows += 1
        found = key(row, self.wanted, told)
        if found is not None and not told:
            try:
                self.spool.put(found.subscription, found.at, found.kind, row)
            except UnicodeEncodeError:
                told.append((row.place(), "the row holds bytes that are not UTF-8; export the file as UTF-8"))
        elif not told:
            self.left_out += 1
        if told:
            self.wrong.take((self.source.problem(place, message) for place, message in told), [row])

    def decide(self, clock: Clock, track: Track, told: Callable[[Differs | Beyond, Story], Problem]) -> None:
        """Decide every story, hold it against what the store has of it, and put aside what is new."""
        for replayed in self._stories(clock, track):
            try:
                held = self.store.held(replayed.events) if self.store is not None else 0
            except (Differs, Beyond) as other:
                self.wrong.say(told(other, replayed.story))
                continue
            self.held += held
            if held < len(replayed.events) and not self.wrong.problems:
                self.spool.keep(replayed.events[held:])
                self.books |= books_used(replayed.events, replayed.editions)

    def record(self, store: Store, track: Track) -> Summary:
        """Record what is new, many instants in a transaction."""
        instants = track(self.spool.kept(), "Recording", self.spool.instants)
        new = store.append(instants, self.books)
        return Summary(self.read_rows, self.left_out, self.spool.subscriptions(), new, self.held, store.head)

    def _stories(self, clock: Clock, track: Track) -> Iterator[Replayed]:
        """Every story that can be decided; what is wrong with another is told."""
        for name, rows in track(self.spool.stories(), "Deciding", self.spool.subscriptions()):
            try:
                told = story(name, rows, self.wanted, self.source)
                replayed = decided(told, editions_for(told, self.shelf, Overlay()), Overlay(), clock)
            except Problems as wrong:
                self.wrong.take(wrong.problems, (one.row for one in rows))
                continue
            if replayed.refused:
                self.wrong.take(_refusals(replayed), (one.row for one in rows))
            else:
                yield replayed


def _refusals(replayed: Replayed) -> Iterator[Problem]:
    for one in replayed.refused:
        clause = f" ({one.refusal.clause})" if one.refusal.clause else ""
        place = replayed.story.facts[one.fact.step - 1].place
        yield replayed.story.problem(place, f"refused: {one.refusal.reason}{clause}")
