"""What a dossier tells beside the report: books, changes, other readings, and two histories side by side."""

from attrs import evolve, frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.rulebook import RuleBook
from projections.disputes.compared import Beside, Standing
from projections.disputes.sides import Sides
from projections.explanation import Explanation, explain
from scenarios.dossier.alternatives import Alternative, alternatives
from scenarios.replay import Replayed


@frozen
class Step:
    """How both sides of a dispute stand from a WIB second on."""

    at: int
    asked: Standing
    owed: Standing


@frozen
class Evidence:
    """All of it, gathered while the clock is frozen; ``steps`` of a dispute only."""

    books: tuple[RuleBook, ...]
    changes: tuple[Explanation, ...]
    alternatives: dict[str, tuple[Alternative, ...]]
    steps: tuple[Step, ...] = ()

    def over(self, sides: Sides) -> "Evidence":
        """The same for the dispute over the story."""
        return evolve(self, steps=_steps(sides))


def evidence(replayed: Replayed, clock: Clock) -> Evidence:
    """Gather it for a story."""
    return Evidence(
        books=replayed.editions,
        changes=explain(replayed.events, replayed.rules, replayed.until),
        alternatives=alternatives(replayed, clock),
    )


def _steps(sides: Sides) -> tuple[Step, ...]:
    """Both sides at every second at which either moves."""
    until = calendar.instant(sides.told.until)
    looks = {sides.told.until}
    for side in (sides.asked, sides.owed, sides.money):
        looks |= {calendar.seconds(one.at) for one in explain(side.events, side.rules, until)}
    walked = Beside(sides)
    return tuple(Step(at, *walked.at(at)) for at in sorted(looks))
