"""What a chart of a story draws: lines of amounts, states as bands, events as marks, and the months beneath them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.events import Recorded
from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE, Answer
from projections.explanation import Explanation
from projections.months import Month
from scenarios.pages.voice import Voice
from scenarios.report import terms, words

ACTORS = ("customer", "provider", "staff", "rules")
STATES = tuple(terms.STATES)

EARLIEST = -(10**18)
"""A WIB second before every story."""


@frozen
class Point:
    """An amount from a WIB second on: its known part in sen, and whether a part of it is unspecified."""

    at: int
    sen: int
    unspecified: bool = False


@frozen
class Line:
    """One step line; ``kind`` is ``asked``, ``owed``, ``payable`` or ``balance``, each drawn its own way."""

    kind: str
    label: str
    points: tuple[Point, ...]


@frozen
class Band:
    """A state from one second to another; ``side`` counts from 0 where two histories stand beside each other."""

    state: str
    label: str
    since: int
    until: int
    side: int = 0


@frozen
class Mark:
    """An event: when, whose, whether that instant is known exactly, and its tooltip."""

    at: int
    actor: str
    label: str
    exact: bool
    title: str


@frozen
class Timeline:
    """All that a chart draws between two WIB seconds; ``sides`` name the halves of the bands where there are two."""

    since: int
    until: int
    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    sides: tuple[str, ...] = ()

    @property
    def months(self) -> range:
        """The months that it touches, by number."""
        return range(civil.month_of(self.since // civil.DAY), civil.month_of((self.until - 1) // civil.DAY) + 1)

    @property
    def moves(self) -> bool:
        """Whether any amount is drawn: one that is not 0 throughout."""
        return any(point.sen or point.unspecified for line in self.lines for point in line.points)


def span(first: str, last: int) -> tuple[int, int]:
    """From the first second of a month to the story's last, at least a day later."""
    year, month = map(int, first.split("-"))
    since = civil.month_start(year * 12 + month - 1) * civil.DAY
    return since, max(last, since + civil.DAY)


def replay_lines(
    explained: Sequence[Explanation], months: Sequence[Month], until: int, voice: Voice
) -> tuple[Line, ...]:
    """What was payable, and the balance where credit makes it another."""
    before = next((one.before for change in explained for one in change.differences if one.key == "payable"), None)
    start = before if isinstance(before, Amount) else months[-1].payable
    payable, balance = [(EARLIEST, start)], [(EARLIEST, explained[0].balance_before if explained else start)]
    for change in explained:
        at = calendar.seconds(change.at)
        moved = (one.after for one in change.differences if one.key == "payable")
        payable += [(at, after) for after in moved if isinstance(after, Amount)]
        balance.append((at, change.balance_after))
    found = [line("payable", voice.term(terms.KEYS["payable"]), payable, until)]
    if any(month.closing != month.payable for month in months):
        found.append(line("balance", voice.term(terms.KEYS["balance"]), balance, until))
    return tuple(found)


def replay_bands(
    explained: Sequence[Explanation], months: Sequence[Month], since: int, until: int, voice: Voice
) -> tuple[Band, ...]:
    """The states of a story, one after the other."""
    moves = [
        (calendar.seconds(change.at), one.before, one.after)
        for change in explained
        for one in change.differences
        if one.key == "state"
    ]
    first = moves[0][1] if moves else months[-1].state
    steps = [(since, first), *((at, after) for at, _, after in moves)]
    ended = months[-1].ended
    named = {"terminated": voice.term(terms.ending(ended.by, ended.reason))} if ended else {}
    return tuple(bands(steps, since, until, voice, named=named))


def bands(
    steps: Sequence[tuple[int, Answer]],
    since: int,
    until: int,
    voice: Voice,
    *,
    side: int = 0,
    named: dict[str, str] | None = None,
) -> Iterator[Band]:
    """States from the second of each to that of the next; what lies before the chart is cut off."""
    for (at, state), (end, _) in pairwise([*steps, (until, NOT_APPLICABLE)]):
        if state != NOT_APPLICABLE and min(end, until) > max(at, since):
            label = (named or {}).get(str(state), voice.state(state))
            yield Band(str(state), label, max(at, since), min(end, until), side)


def marks(events: Iterable[Recorded], titles: Sequence[str], since: int, until: int, voice: Voice) -> tuple[Mark, ...]:
    """Each event within the chart; ``titles`` say what it is, in the events' order."""
    return tuple(
        Mark(at, one.actor, voice.word(one.actor), one.precision == "instant", title)
        for one, title in zip(events, titles, strict=True)
        if since <= (at := calendar.seconds(one.at)) <= until and not words.nobody_told(one.event)
    )


def line(kind: str, label: str, steps: Iterable[tuple[int, Amount]], until: int) -> Line:
    """A line through amounts from the second of each on, drawn to the end."""
    kept: list[Point] = []
    # Of several at one second the last stands; what stays the same needs no point of its own.
    for at, value in steps:
        point = Point(at, value.sen, bool(value.unspecified))
        if kept and kept[-1].at == at:
            kept.pop()
        if not kept or (kept[-1].sen, kept[-1].unspecified) != (point.sen, point.unspecified):
            kept.append(point)
    kept.append(Point(until, kept[-1].sen, kept[-1].unspecified))
    return Line(kind, label, tuple(kept))
