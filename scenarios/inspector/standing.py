"""How a subscription stands at an instant: every answer, why it is so, the months until then, and the findings."""

from collections import OrderedDict
from datetime import datetime
from functools import cached_property
from threading import Lock

from attrs import evolve, field, frozen

from lifecycle import calendar
from lifecycle.clock import unfrozen
from projections.answers import Answer
from projections.explanation import Explanation, explain
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.keys import answers
from projections.months import Month, months
from scenarios.commands.cases import Case
from scenarios.inspector.holdings import Entry, Holdings
from scenarios.judging import Overlay
from scenarios.replay import Replayed, replay
from scenarios.report.reasons import watched

KEPT = 8
"""Stories that are kept at hand."""


@frozen(slots=False)
class Standing:
    """A story replayed up to an instant, everything of that instant included."""

    replayed: Replayed

    @property
    def at(self) -> datetime:
        """The instant."""
        return self.replayed.until

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Every answer, by the word that a story asks it with."""
        return answers(self.replayed.told.ledger(), self._last)

    @cached_property
    def changes(self) -> tuple[Explanation, ...]:
        """Every change up to the instant, the oldest first."""
        return explain(self.replayed.events, self.replayed.rules, self.at)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months up to the instant."""
        return months(self.replayed.events, self.replayed.rules, self.at)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is found by then."""
        return tuple(shown(self.replayed.told.ledger(), self._last))

    @property
    def here(self) -> tuple[Explanation, ...]:
        """The changes of this very instant."""
        return tuple(change for change in self.changes if change.at == self.at)

    def reason(self, key: str) -> Explanation | None:
        """The latest change of an answer, or of those that it moves with."""
        keys = watched(key)
        moved = (change for change in reversed(self.changes) if any(one.key in keys for one in change.differences))
        return next(moved, None)

    @property
    def _last(self) -> int:
        return calendar.seconds(self.at)


@frozen(slots=False)
class Story:
    """A subscription's story as the books kept with it judge it, and the instants at which anything happens."""

    entry: Entry
    case: Case
    whole: Standing

    @cached_property
    def instants(self) -> tuple[datetime, ...]:
        """Each instant at which anything happens, in order; the last is where the story ends."""
        ends = {self.whole.at, self.whole.replayed.events[0].at}
        return tuple(at for at in sorted({change.at for change in self.whole.changes} | ends) if at <= self.whole.at)

    def at(self, instant: datetime, overlay: Overlay | None = None) -> Standing:
        """How it stands at an instant, as ``lifecycle replay --as-of`` has it."""
        return Standing(replay(self.case.story, self.case.editions, unfrozen(), overlay, instant))

    def step(self, at: datetime) -> int:
        """The number, from 0, of the last instant at which something happened by then; 0 before all."""
        return max(0, sum(instant <= at for instant in self.instants) - 1)


@frozen
class Shelved:
    """The stories that were looked at last, so that a slider finds its instants without replaying all of them anew."""

    holdings: Holdings
    _kept: OrderedDict[tuple[int, str], Story] = field(factory=OrderedDict)
    _lock: Lock = field(factory=Lock)

    def story(self, entry: Entry) -> Story:
        """The story of an entry, told anew when anything was recorded since. Raises as `told` does."""
        which = entry.number, self.holdings.version
        with self._lock:
            if which in self._kept:
                self._kept.move_to_end(which)
                return self._kept[which]
        found = told(self.holdings, entry)
        found.instants  # noqa: B018  # derived here, before two threads could derive them at once
        with self._lock:
            self._kept[which] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def told(holdings: Holdings, entry: Entry) -> Story:
    """The story of an entry. Raises Problems, and StoreProblem, for what cannot be told."""
    case = holdings.case(entry, Overlay())
    whole = Standing(case.replay(unfrozen(), Overlay()))
    entry = evolve(entry, events=len(whole.replayed.events))
    return Story(entry, case, whole)
