"""The holdings of scenario files: each story is recorded in a store of its own, in memory."""

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from attrs import frozen

from lifecycle.clock import unfrozen
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.store import Laid, Store, Wanted
from lifecycle.store import Problem as Broken
from scenarios.commands.cases import Case
from scenarios.commands.privacy import Privacy, mask_over
from scenarios.commands.story_files import files
from scenarios.format import Story
from scenarios.inspector.holdings import Entry, Refused, Totals
from scenarios.judging import Overlay, chosen, editions_for, read_whole
from scenarios.replay import record, replay
from scenarios.report.masking import Mask


@frozen
class _Told:
    """A story, the editions that judge it, and the store that it is recorded in."""

    entry: Entry
    story: Story
    editions: tuple[RuleBook, ...]
    store: Store
    mask: Mask


class OfFiles:
    """The stories in a file, or below a folder, as they were when they were read."""

    version = ""

    def __init__(self, path: Path, rules: Sequence[Path], mask: Mask) -> None:
        self.mask = mask
        self.name = str(path)
        self._shelf = Shelf.open(*rules)
        self._told: dict[int, _Told] = {}
        refused = []
        for file in files([path]):
            shown = str(file.relative_to(path)) if path.is_dir() and file != path else file.name
            try:
                self._read(file, shown)
            except Problems as wrong:
                refused.append(Refused(shown, tuple(Privacy(file, on=mask.on).problems(wrong.problems))))
            except OSError as wrong:
                words = wrong.strerror or str(wrong)
                refused.append(Refused(shown, (Problem(str(file), 0, 0, words),)))
        self.refused = tuple(refused)

    def _read(self, file: Path, shown: str) -> None:
        story, editions = read_whole(file, self._shelf, Overlay())
        replayed = replay(story, editions, unfrozen())
        store = Store.open(kept=False)
        record(replayed, store)
        number = len(self._told) + 1
        entry = Entry(number, replayed.subscription, len(replayed.events), story.title, shown)
        mask = mask_over(story, unmask=not self.mask.on)
        self._told[number] = _Told(entry, story, editions, store, mask)

    def totals(self) -> Totals:
        """How many stories, and all their events."""
        return Totals(len(self._told), sum(told.entry.events for told in self._told.values()))

    def providers(self) -> tuple[str, ...]:
        """Every provider, sorted."""
        return tuple(sorted({told.entry.provider for told in self._told.values()}))

    def listed(self, wanted: Wanted, after: int | None, most: int) -> tuple[Entry, ...]:
        """A page of stories."""
        search = wanted.search.strip().casefold()
        found = [
            told.entry
            for told in self._told.values()
            if wanted.provider in ("", told.entry.provider)
            and any(search in text.casefold() for text in (told.entry.subscription, told.entry.file, self._title(told)))
        ]
        if wanted.sort == "events":
            found.sort(key=attrgetter("events"), reverse=True)
        elif wanted.sort == "recorded":
            found.reverse()
        else:
            found.sort(key=attrgetter("subscription", "file"))
        first = next((place for place, one in enumerate(found, 1) if one.number == after), 0 if after is None else None)
        return () if first is None else tuple(found[first : first + most])

    def _title(self, told: _Told) -> str:
        return told.mask.text(told.entry.title)

    def entry(self, number: int) -> Entry | None:
        """The story of a number."""
        told = self._told.get(number)
        return told.entry if told else None

    def case(self, entry: Entry, overlay: Overlay) -> Case:
        """The story, judged as its file says."""
        told = self._told[entry.number]
        editions = told.editions if overlay == Overlay() else editions_for(told.story, self._shelf, overlay)
        return Case(told.story, chosen(told.story, editions, overlay), mask=told.mask)

    def laid(self, entry: Entry, after: int, most: int) -> tuple[Laid, ...]:
        """Its events as they lie in its store in memory."""
        return self._told[entry.number].store.laid(entry.subscription, after, most)

    def verify(self) -> Broken | None:
        """The first thing that does not hold in any of the stores in memory."""
        return next((broken for told in self._told.values() if (broken := told.store.verify())), None)

    def close(self) -> None:
        """Let the stores go."""
        for told in self._told.values():
            told.store.close()
