"""Every small change of a rule book, and whether any story notices it."""

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from lifecycle.clock import Clock
from lifecycle.rulebook import Parameter, RuleBook
from scenarios.mutating.equivalents import Equivalent
from scenarios.mutating.nudges import Fixed, Nudge, fixed, nudges
from scenarios.mutating.witness import Witness

Progress = Callable[[], None]


@frozen
class Mutant:
    """A change of a parameter that was tried: whether a story noticed it, or else the entry that says why none does.

    ``caught_by`` is a boundary story that would notice it, where one was sought and found.
    """

    parameter: Parameter
    value: str
    noticed: bool
    equivalent: Equivalent | None = None
    caught_by: str | None = None

    @property
    def survives(self) -> bool:
        """Whether nobody noticed it and nothing says why."""
        return not self.noticed and self.equivalent is None


@frozen
class Tried:
    """What came of a book: its mutants, and the parameters of which no other value is legal."""

    book: RuleBook
    mutants: tuple[Mutant, ...]
    fixed: tuple[tuple[Parameter, Fixed], ...]

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The mutants that nobody noticed and nothing explains."""
        return tuple(one for one in self.mutants if one.survives)


class Watch:
    """Witnesses of a book; the one that noticed last is asked first, as it often notices the next change, too."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        self._in_turn = list(witnesses)

    def noticed(self, book: RuleBook, nudge: Nudge, clock: Clock) -> Witness | None:
        """A witness that notices a change; None where none does."""
        for index, one in enumerate(self._in_turn):
            if one.notices(book, nudge, clock):
                self._in_turn.insert(0, self._in_turn.pop(index))
                return one
        return None


def tried(
    book: RuleBook,
    parameters: Sequence[Parameter],
    witnesses: Sequence[Witness],
    entries: Sequence[Equivalent],
    clock: Clock,
    done: Progress = lambda: None,
) -> Tried:
    """Try every change of some of a book's parameters; ``done`` is told after each parameter."""
    watch = Watch(witnesses)
    mutants: list[Mutant] = []
    still: list[tuple[Parameter, Fixed]] = []
    for parameter in parameters:
        found = list(nudges(book, parameter))
        if not found:
            still.append((parameter, fixed(book, parameter)))
        mutants += _judged(book, parameter, found, watch, entries, clock)
        done()
    return Tried(book, tuple(mutants), tuple(still))


def stale(
    tried: Sequence[Tried], entries: Sequence[Equivalent], *, whole: bool = True
) -> Iterator[tuple[Equivalent, str]]:
    """Entries that explain nothing, with what is wrong: a change that is noticed, or that nobody can make.

    Where not the ``whole`` of a provider's editions was tried, an entry about all of them is not judged.
    """
    editions = {one.book.edition for one in tried}
    for entry in entries:
        if entry.edition not in editions and not (entry.edition is None and whole):
            continue
        meant = [
            mutant
            for one in tried
            for mutant in one.mutants
            if entry.covers(one.book, Nudge(mutant.parameter.path, mutant.value, one.book))
        ]
        if not meant:
            yield entry, f"{entry.path} cannot be changed so; take the entry away"
        elif all(mutant.noticed for mutant in meant):
            yield entry, f"{entry.path} is noticed by a story now; take the entry away"


def _judged(
    book: RuleBook,
    parameter: Parameter,
    found: Sequence[Nudge],
    watch: Watch,
    entries: Sequence[Equivalent],
    clock: Clock,
) -> Iterator[Mutant]:
    for nudge in found:
        noticed = watch.noticed(book, nudge, clock) is not None
        entry = None if noticed else next((one for one in entries if one.covers(book, nudge)), None)
        yield Mutant(parameter, nudge.value, noticed, entry)
