"""The packages of one subscription: when each ran, who activated it, and what it may cost when."""

from attrs import define, evolve, field, frozen

from lifecycle.civil import NEVER
from lifecycle.clauses import package as clause
from lifecycle.clauses.package import NO_PRICE, Activation, PackageTable, Per
from lifecycle.events import PackageActivated, PackageDeactivated

EVERY_MONTH = PackageTable(consent_for=())
"""Bills are about their own calendar month."""


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


@define(eq=False)
class Packages:
    """Every activation so far, in order; instants in WIB seconds, prices in sen a month or a week."""

    taken: list[Taken] = field(factory=list)

    def take(self, event: PackageActivated | PackageDeactivated, at: int, free_term: int) -> None:
        """A package starts or is stopped; ``free_term`` is the reading that holds at its start.

        One of the same name that still runs gives way; of a stop of what nobody saw running nothing follows.
        """
        self._stop(event.package, at)
        if isinstance(event, PackageActivated):
            per = Per[event.per.upper()]
            self.taken.append(Taken(event, Activation(at, NEVER, event.price, event.free_months, free_term, per)))

    def _stop(self, package: str, at: int) -> None:
        for index, taken in enumerate(self.taken):
            if taken.package == package and taken.activation.stopped == NEVER:
                self.taken[index] = evolve(taken, activation=taken.activation._replace(stopped=at))

    def of(self, package: str | None) -> list[Taken]:
        """The activations of a package; those of all where a bill's line names none."""
        return [taken for taken in self.taken if package in (None, taken.package)]

    def prices_in(self, package: str | None, month: int, table: PackageTable = EVERY_MONTH) -> list[tuple[str, int]]:
        """What the bill of a month, from year 0, may ask for each activation in its cycle, the latest first.

        By name, 0 while free; those that do not run in the cycle are left out. The activations of one
        package whose price is weekly are charged together, each week that begins in the cycle.
        """
        opens, closes = table.cycle(month)
        found: list[tuple[str, int]] = []
        weekly: dict[str, int] = {}
        for taken in reversed(self.of(package)):
            if clause.price_in(taken.activation, opens, closes) == NO_PRICE:
                continue
            charge = clause.charge_in(taken.activation, opens, closes)
            place = weekly.get(taken.package) if taken.activation.per == Per.WEEK else None
            if place is not None:
                found[place] = taken.package, found[place][1] + charge
                continue
            if taken.activation.per == Per.WEEK:
                weekly[taken.package] = len(found)
            found.append((taken.package, charge))
        return found

    def price_in_force(self, package: str | None, month: int, table: PackageTable = EVERY_MONTH) -> int:
        """What the bill of a month, from year 0, may ask: 0 while free, ``NO_PRICE`` where none runs in its cycle.

        Of several activations the latest one in that cycle counts.
        """
        return next((price for _, price in self.prices_in(package, month, table)), NO_PRICE)

    def price_at(self, package: str | None, at: int) -> int:
        """The price at a second: 0 while free, ``NO_PRICE`` where the package does not run."""
        prices = (clause.price_at(taken.activation, at) for taken in reversed(self.of(package)))
        return next((price for price in prices if price != NO_PRICE), NO_PRICE)

    def covered(self, package: str | None, month: int) -> bool:
        """Whether a line for a month has ground: an activation that overlaps the month, with a price in force."""
        return self.price_in_force(package, month) > 0
