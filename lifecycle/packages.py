"""The packages of one subscription: when each ran, who activated it, and what it may cost when."""

from attrs import define, evolve, field, frozen

from lifecycle.civil import DAY, NEVER, month_start
from lifecycle.clauses import package as clause
from lifecycle.clauses.package import NO_PRICE, Activation
from lifecycle.events import PackageActivated, PackageDeactivated


@frozen
class Taken:
    """One activation of a package, with the fact behind it."""

    event: PackageActivated
    activation: Activation

    @property
    def package(self) -> str:
        """The package's name."""
        return self.event.package

    @property
    def free_until(self) -> int:
        """The second at which its free months are over."""
        return clause.free_until(self.activation)

    @property
    def stops_by_itself(self) -> bool:
        """Whether it was promised to stop when the free months are over."""
        return clause.stops_by_itself(self.activation)

    @property
    def ended(self) -> int | None:
        """The second from which it runs no more, None while no end of it is known."""
        ends = clause.ends(self.activation)
        return None if ends == NEVER else ends

    @property
    def converts_at(self) -> int:
        """The second at which it becomes a paid one, else ``NEVER``."""
        return clause.converts_at(self.activation)

    def price_in(self, month: int) -> int:
        """Its price in a month, counted from year 0: 0 while free, ``NO_PRICE`` where it does not run in it."""
        return clause.price_in(self.activation, month_start(month) * DAY, month_start(month + 1) * DAY)


@define(eq=False)
class Packages:
    """Every activation so far, in order; instants in WIB seconds, prices in sen a month."""

    taken: list[Taken] = field(factory=list)

    def take(self, event: PackageActivated | PackageDeactivated, at: int, free_term: int) -> None:
        """A package starts or is stopped; ``free_term`` is the reading that holds at its start.

        One of the same name that still runs gives way; of a stop of what nobody saw running nothing follows.
        """
        self._stop(event.package, at)
        if isinstance(event, PackageActivated):
            self.taken.append(Taken(event, Activation(at, NEVER, event.price, event.free_months, free_term)))

    def _stop(self, package: str, at: int) -> None:
        for index, taken in enumerate(self.taken):
            if taken.package == package and taken.activation.stopped == NEVER:
                self.taken[index] = evolve(taken, activation=taken.activation._replace(stopped=at))

    def of(self, package: str | None) -> list[Taken]:
        """The activations of a package; those of all where a bill's line names none."""
        return [taken for taken in self.taken if package in (None, taken.package)]

    def price_in_force(self, package: str | None, month: int) -> int:
        """The price in a month, counted from year 0: 0 while free, ``NO_PRICE`` where no activation overlaps it.

        Of several activations the latest one that overlaps the month counts.
        """
        prices = (taken.price_in(month) for taken in reversed(self.of(package)))
        return next((price for price in prices if price != NO_PRICE), NO_PRICE)

    def price_at(self, package: str | None, at: int) -> int:
        """The price at a second: 0 while free, ``NO_PRICE`` where the package does not run."""
        prices = (clause.price_at(taken.activation, at) for taken in reversed(self.of(package)))
        return next((price for price in prices if price != NO_PRICE), NO_PRICE)

    def covered(self, package: str | None, month: int) -> bool:
        """Whether a line for a month has ground: an activation that overlaps the month, with a price in force."""
        return self.price_in_force(package, month) > 0
