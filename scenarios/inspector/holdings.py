"""What the inspector looks into: a store, or stories in files, each of them recorded in a store in memory."""

from typing import Protocol

from attrs import frozen

from lifecycle.problems import Problem
from lifecycle.store import Laid, Wanted
from lifecycle.store import Problem as Broken
from scenarios.commands.cases import Case
from scenarios.judging import Overlay
from scenarios.report.masking import Mask


@frozen
class Entry:
    """One subscription in a list: the number that its page's address has, its name, and how many events it has.

    ``title`` is what a story's file calls it, and ``file`` where it lies; both are empty in a store.
    """

    number: int
    subscription: str
    events: int
    title: str = ""
    file: str = ""

    @property
    def provider(self) -> str:
        """Whose subscription it is."""
        return self.subscription.partition("/")[0]


@frozen
class Totals:
    """How much there is."""

    subscriptions: int
    events: int


@frozen
class Refused:
    """A file that is no story, and what is wrong with it."""

    file: str
    problems: tuple[Problem, ...]


class Holdings(Protocol):
    """Subscriptions to look into; nothing in it writes."""

    name: str
    """What a person calls it, without a password."""

    mask: Mask
    """The mask before anything is known of a story."""

    @property
    def version(self) -> str:
        """What changes when anything is recorded."""

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The files that could not be used."""

    def totals(self) -> Totals:
        """How much there is, counted again only when something was recorded."""

    def providers(self) -> tuple[str, ...]:
        """Every provider, sorted."""

    def listed(self, wanted: Wanted, after: int | None, most: int) -> tuple[Entry, ...]:
        """At most so many of the entries that are asked for, behind the one of a number."""

    def entry(self, number: int) -> Entry | None:
        """The entry of a number."""

    def case(self, entry: Entry, overlay: Overlay) -> Case:
        """An entry's story and the editions that judge it. Raises Problems and StoreProblem."""

    def laid(self, entry: Entry, after: int, most: int) -> tuple[Laid, ...]:
        """An entry's stored events behind a version, as they lie there."""

    def verify(self) -> Broken | None:
        """The first thing that does not hold; None where all does."""

    def close(self) -> None:
        """Let go of what is open."""
