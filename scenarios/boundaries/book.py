"""Every boundary story of a rule book."""

from collections.abc import Iterator, Sequence

from lifecycle.clock import Clock
from lifecycle.rulebook import RuleBook
from scenarios.boundaries import bills, cancelling, endings, orders, packages, payments, routes, trials
from scenarios.boundaries.filled import Boundary, filled, known_payable
from scenarios.boundaries.plot import Plot


def boundaries(book: RuleBook, editions: Sequence[RuleBook], clock: Clock) -> Iterator[Boundary]:
    """The stories at each edge of a book's clauses, each once, with what the engine says comes of them.

    ``editions`` are all that its provider has.
    """
    seen: set[str] = set()
    for plot in plots(book, editions, clock):
        if plot.name not in seen:
            seen.add(plot.name)
            found = filled(plot, book, editions, clock)
            if found is not None:
                yield found


def plots(book: RuleBook, editions: Sequence[RuleBook], clock: Clock) -> Iterator[Plot]:
    """What happens in each of them."""

    def owed(plot: Plot, at: int) -> int:
        return known_payable(plot, at, book, editions, clock)

    yield from bills.plots(book)
    yield from payments.plots(book, owed)
    yield from endings.plots(book)
    for kind in (cancelling, trials, orders, packages, routes):
        yield from kind.plots(book)
