"""What differs between two rule books, clause by clause in the order of the first."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from lifecycle.money import Mode, rupiah
from lifecycle.rulebook import RuleBook
from scenarios.differing.clause_diff import ClauseDiff, ReadingDiff
from scenarios.differing.clauses import Pair, clauses, pairs
from scenarios.differing.pairing import Changed, paired
from scenarios.differing.settings import Setting


@frozen
class BookDiff:
    """Two books, what their headers say otherwise, and every clause of either."""

    before: RuleBook
    after: RuleBook
    header: tuple[tuple[str, str, str], ...]
    clauses: tuple[ClauseDiff, ...]

    @property
    def differing(self) -> tuple[ClauseDiff, ...]:
        """The clauses in which anything differs."""
        return tuple(one for one in self.clauses if one.differs)

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        return bool(self.header or self.differing)


def book_diff(before: RuleBook, after: RuleBook) -> BookDiff:
    """What differs between two books, of one provider or of two."""
    found = pairs(clauses(before), clauses(after))
    heading = {one.line: other.line for one, other in found if one and other}
    settings = list(paired(before, after, heading))
    readings = list(_readings(before, after, heading))
    elsewhere = _elsewhere(list(heading.values()))
    told = tuple(
        ClauseDiff(
            *pair,
            settings=tuple(one for one in settings if _in(one, pair) and _differ(*one)),
            moved=tuple(one for one in settings if _in(one, pair) and _moved(*one, heading)),
            readings=tuple(one for one in readings if _of(before, after, one, pair) and (one.moved or _asks(one))),
            elsewhere=pair[0] is not None and heading.get(pair[0].line) in elsewhere,
        )
        for pair in found
    )
    return BookDiff(before, after, tuple(_header(before, after)), told)


def _header(before: RuleBook, after: RuleBook) -> Iterator[tuple[str, str, str]]:
    """What the headers say otherwise: the key, and the value in each book."""
    first, second = _head(before), _head(after)
    yield from ((key, value, second[key]) for key, value in first.items() if value != second[key])


def _head(book: RuleBook) -> Mapping[str, str]:
    return {
        "provider": book.provider,
        "in_force": book.edition,
        "inferred": str(book.inferred).lower(),
        "known_from": book.known_from.isoformat() if book.known_from else book.edition,
        "authority": book.authority,
        "source": book.source,
        "rounding.step": rupiah(book.rounding.step),
        "rounding.mode": Mode(book.rounding.mode).name.lower(),
    }


def _differ(one: Setting | None, other: Setting | None) -> bool:
    return one is None or other is None or not one.says(other)


def _moved(one: Setting | None, other: Setting | None, heading: Mapping[int, int]) -> bool:
    return one is not None and other is not None and heading.get(one.clause) != other.clause


def _in(one: Changed, pair: Pair) -> bool:
    """Whether a setting is told at a clause: the one it stands under, in the first book where that has it."""
    setting, clause = (one[0], pair[0]) if one[0] is not None else (one[1], pair[1])
    return setting is not None and clause is not None and setting.clause == clause.line


def _readings(before: RuleBook, after: RuleBook, heading: Mapping[int, int]) -> Iterator[ReadingDiff]:
    for name in dict.fromkeys([*before.readings, *after.readings]):
        first, second = before.reading(name), after.reading(name)
        both = first is not None and second is not None
        moved = both and heading.get(before.citation(name).line) != after.citation(name).line
        yield ReadingDiff(name, first, second, moved)


def _asks(one: ReadingDiff) -> bool:
    return one.rules or bool(one.question)


def _of(before: RuleBook, after: RuleBook, one: ReadingDiff, pair: Pair) -> bool:
    """Whether a reading is told at a clause, as `_in` of a setting."""
    book, clause = (before, pair[0]) if one.before is not None else (after, pair[1])
    return clause is not None and book.citation(one.name).line == clause.line


def _elsewhere(lines: Sequence[int]) -> set[int]:
    """The lines of the second book's clauses, in the order of the first, that are out of their own order."""
    best: list[tuple[int, ...]] = [()]
    for line in lines:
        before = max((run for run in best if not run or run[-1] < line), key=len)
        best.append((*before, line))
    longest = max(best, key=len)
    return {*lines} - {*longest}
