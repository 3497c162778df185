"""The case that a command is to judge: the story in a file, or what a store keeps of a subscription."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from lifecycle.clock import Clock
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.store import Store
from scenarios.commands import inputs
from scenarios.commands.differences import not_given
from scenarios.commands.failures import problem
from scenarios.format import Story
from scenarios.judging import Overlay, chosen, read_whole, shelved
from scenarios.kept import Kept, kept, whole
from scenarios.replay import Replayed, decided, replay
from scenarios.report.masking import SIGN, Mask


@frozen
class Asked:
    """Whose case a command is asked about: a file, or a store and a subscription in it."""

    file: Path | None
    store: str | None = None
    subscription: str | None = None
    unmask: bool = False


@frozen
class Case:
    """A story and the editions that judge it.

    ``kept`` is what a store holds of it, if it comes from one; ``own`` says that the books kept with it judge.
    """

    story: Story
    editions: tuple[RuleBook, ...]
    kept: Kept | None = None
    own: bool = False
    mask: Mask = Mask()

    def replay(self, clock: Clock, overlay: Overlay, as_of: datetime | None = None) -> Replayed:
        """The story replayed. Raises Problems, also where what is stored is not what the books stored with it give."""
        if self.kept is not None and self.own:
            given = decided(self.story, self.editions, Overlay(), clock)
            unlike = self.kept.unlike(given.events)
            if unlike is not None:
                raise Problems([not_given(*unlike, self.story, self.mask)])
            if overlay == Overlay() and as_of is None and not given.refused:
                return given  # a replay would decide the very same anew
        return replay(self.story, self.editions, clock, overlay, as_of)


def case(asked: Asked, overlay: Overlay, rules: Sequence[Path], *, machine: bool = False) -> Case:
    """The case that is asked about, read whole: nothing is read once the clock is frozen.

    A file is judged by the books of this program and of the folders. What a store keeps is judged by the books that
    it keeps, unless folders are given, or an edition that is not among those: then as a file is, and
    its title says so where those are other books.

    Raises Problems with all that is wrong with it and with the choice of books and readings, and StoreProblem.
    """
    stored = asked.store is not None or asked.subscription is not None
    if asked.file is not None and not stored:
        return Case(*read_whole(asked.file, Shelf.open(*rules), overlay))
    if asked.file is not None or asked.store is None:
        words = "name its file, or --store URL with --subscription NAME: one of the two"
        raise problem("the story", words)
    if asked.subscription is None:
        words = "name the subscription, too, with --subscription; `lifecycle history --store` lists them"
        raise problem("--store", words)
    return _stored(
        asked.store, asked.subscription, overlay, rules, Mask(on=not asked.unmask, sign="*" if machine else SIGN)
    )


def _stored(url: str, asked: str, overlay: Overlay, rules: Sequence[Path], mask: Mask) -> Case:
    """What a store keeps of a subscription; read only where nothing of it shows to have been changed."""
    with Store.open(url, reading=True) as store:
        name = inputs.subscription(asked, store.subscriptions())
        whole(store, name, mask.subscription(name))
        return of_store(store, name, overlay, Shelf.open(*rules) if rules else None, mask)


def of_store(store: Store, name: str, overlay: Overlay, shelf: Shelf | None, mask: Mask) -> Case:
    """The case that an open store keeps of a subscription; without a shelf the books kept with it judge.

    Raises Problems, and StoreProblem for events and books that cannot be read.
    """
    found = kept(store, name, mask.subscription(name))
    own = shelf is None and overlay.edition in {None, *found.editions}
    editions = found.books(store) if own else shelved(found.story, shelf or Shelf.open())
    pin = overlay.edition or found.opening.edition
    judging = {book.digest for book in editions if pin in {None, book.edition}}
    story = found.story
    if not judging <= {used.digest for used in found.opening.books}:
        story = evolve(story, title=f"{story.title}, by other rule books than those kept with it")
    return Case(story, chosen(story, editions, overlay), found, own, Mask.over(found.events, on=mask.on))
