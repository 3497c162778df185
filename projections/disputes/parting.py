"""Where two histories part: the first event that one has and the other has not, once state or amount differ."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.calendar import Period
from lifecycle.events import Activated, Event, Recorded
from projections.disputes.compared import Beside, Standing, apart
from projections.disputes.sides import Sides
from projections.findings.scene import latest
from projections.ledger import Told, timeline


@frozen
class Parting:
    """The first parting, at a WIB second.

    ``recorded`` is what only the provider's side has, ``entitled`` what only the rules' side has: an act that is
    missing, or the same act otherwise. Neither is there where time alone parts them. ``asked`` and ``owed`` say how
    each side stands once both have happened.
    """

    at: int
    recorded: Recorded | None
    entitled: Recorded | None
    asked: Standing
    owed: Standing

    @property
    def period(self) -> Period:
        """The month in which the two part."""
        return calendar.period(civil.month_of(self.at // civil.DAY))

    @property
    def amount(self) -> bool:
        """Whether an amount parts them."""
        return bool(apart(self.asked.balance, self.owed.balance))

    @property
    def state(self) -> bool:
        """Whether the line's state parts them."""
        return self.asked.state != self.owed.state


def parting(sides: Sides) -> Parting | None:
    """Where the two sides first differ in state or balance; None where they never do.

    A fact known to its day or month only may have happened at any second of it: the sides are compared when it is over.
    """
    walked, agreed = Beside(sides), -1
    for at in _looks(sides):
        asked, owed = walked.at(at)
        if asked.state != owed.state or apart(asked.balance, owed.balance):
            ours, theirs = _between(sides.asked, agreed, at), _between(sides.owed, agreed, at)
            recorded = next((pair for pair in ours if _act(pair[1]) not in [_act(one) for _, one in theirs]), None)
            entitled = next((pair for pair in theirs if _act(pair[1]) not in [_act(one) for _, one in ours]), None)
            since = min((pair[0] for pair in (recorded, entitled) if pair), default=at)
            return Parting(since, recorded and recorded[1], entitled and entitled[1], asked, owed)
        agreed = at
    return None


def _looks(sides: Sides) -> list[int]:
    """The seconds at which the sides are compared: after each event of either, and at the end."""
    last = sides.told.until
    spans, found = [], {last}
    for told in (sides.asked, sides.owed):
        for at, recorded in timeline(told.events, told.rules):
            end = latest(recorded, at) if recorded.precision != "unknown" else at
            found.add(min(end, last))
            if recorded.precision in ("day", "month"):
                spans.append((_earliest(recorded, at), end))
    return sorted(at for at in found if at == last or not any(since <= at < end for since, end in spans))


def _earliest(recorded: Recorded, at: int) -> int:
    """The first second at which a fact known to its day or month may have happened."""
    day = at // civil.DAY
    return (civil.month_start(civil.month_of(day)) if recorded.precision == "month" else day) * civil.DAY


def _between(told: Told, after: int, upto: int) -> list[tuple[int, Recorded]]:
    return list(_of(told, after, upto))


def _of(told: Told, after: int, upto: int) -> Iterator[tuple[int, Recorded]]:
    for at, recorded in timeline(told.events, told.rules):
        if after < at <= upto and not isinstance(recorded.event, Activated):
            yield at, recorded


def _act(recorded: Recorded) -> tuple[int | None, Event]:
    return recorded.step, recorded.event
