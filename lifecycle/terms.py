"""A provider's terms as they apply to one story: an edition with its readings settled."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from attrs import define, field, frozen

from lifecycle import calendar, civil, clauses
from lifecycle.clauses import payment
from lifecycle.clauses.arrears_ladder import Becomes, Rung, exercised
from lifecycle.clauses.instant import Of
from lifecycle.clauses.late_fee import LateFee
from lifecycle.events import Because, Event, Givens, Paid
from lifecycle.money import Rounding
from lifecycle.rulebook import RuleBook, in_force, pinned
from lifecycle.silent import ABOUT


@frozen
class Terms:
    """One edition with a value for every reading; the clauses in whole numbers.

    ``steps`` are the ladder's rungs short of the end. ``follows_oldest`` says whether any instant
    is counted from the oldest unpaid bill, and moves when that bill is settled.
    """

    book: RuleBook
    chosen: Mapping[str, int]
    late_fee: LateFee | None
    ladder: tuple[Rung, ...]
    steps: tuple[Rung, ...]
    follows_oldest: bool
    _by_state: Mapping[int, Rung]

    @classmethod
    def of(cls, book: RuleBook, readings: Mapping[str, str]) -> "Terms":
        """The edition under the story's readings; what it does not choose takes the book's default."""
        chosen: dict[str, int] = {name: next(iter(values)) for name, values in clauses.READINGS.items()}
        chosen.update({name: reading.default for name, reading in book.readings.items()})
        chosen.update({name: clauses.value(name, word) for name, word in readings.items() if name in book.readings})
        ladder = book.arrears.ladder if book.arrears else ()
        late_fee = book.late_fee.terms(book.rounding) if book.late_fee else None
        forms = [form for rung in ladder for form in (rung.at, rung.vests)]
        forms += [form for tier in (late_fee.tiers if late_fee else ()) for form in (tier.opens, tier.closes)]
        return cls(
            book=book,
            chosen=chosen,
            late_fee=late_fee,
            ladder=ladder,
            steps=tuple(rung for rung in ladder if rung.becomes != Becomes.TERMINATED),
            follows_oldest=any(form.of == Of.OLDEST_UNPAID for form in forms),
            by_state={rung.becomes: rung for rung in reversed(ladder)},
        )

    @property
    def edition(self) -> str:
        """The edition's first day, or ``undated``."""
        return self.book.edition

    @property
    def rounding(self) -> Rounding:
        """The book's rounding."""
        return self.book.rounding

    def __getitem__(self, reading: str) -> int:
        return self.chosen[reading]

    def because(self, path: str, *readings: str) -> Because:
        """The clause behind an act of the rules, with those of its readings that the book declares.

        What no clause of the book says, a plain default of the engine, is cited by the book's title.
        """
        consulted = tuple((name, clauses.word(self.chosen[name])) for name in readings if name in self.book.readings)
        try:
            heading = self.book.citation(path).heading
        except KeyError:
            heading = self.book.title
        return Because(heading, self.edition, consulted)

    def exercised(self, rung: Rung) -> bool:
        """Whether the provider acts on a rung: on one that it must, and on one that it may by the reading (G5)."""
        return exercised(rung.right, self.chosen["termination.discretion"])

    def rung(self, becomes: Becomes) -> Rung | None:
        """The ladder's rung that leads to a state, if it has one."""
        return self._by_state.get(becomes)


@define(eq=False)
class Rules:
    """All editions that a story is judged by: the one in force at each instant, or the one pinned."""

    editions: Sequence[RuleBook]
    readings: Mapping[str, str] = field(factory=dict)
    pin: str | None = None
    givens: Givens = Givens()
    _terms: dict[tuple[str, bool], Terms] = field(factory=dict)
    _of_day: dict[int, Terms] = field(factory=dict)

    def at(self, at: int) -> Terms:
        """The terms at a WIB second. Raises NotCovered, listing what is covered, where no clause answers for then."""
        terms = self._of_day.get(at // civil.DAY)
        if terms is None:
            terms = self._of_day[at // civil.DAY] = self._judging(at // civil.DAY)
        return terms

    def _judging(self, day: int) -> Terms:
        on = calendar.date_of(day)
        book = self._pinned or in_force(self.editions, on)
        before = self._pinned is None and book.in_force is not None and on < book.in_force
        terms = self._terms.get((book.edition, before))
        if terms is None:
            terms = self._terms[book.edition, before] = Terms.of(book, self.readings)
        return terms

    def other(self, editions: Sequence[RuleBook] | None = None, readings: Mapping[str, str] | None = None) -> "Rules":
        """The same rules of other editions, or under other readings; nothing of what was asked so far goes along."""
        return Rules(
            self.editions if editions is None else editions,
            self.readings if readings is None else readings,
            self.pin,
            self.givens,
        )

    def heeds(self, event: Event, at: int) -> bool:
        """Whether anything follows from such an event under the terms at a second: some need a clause about it."""
        tables = ABOUT.get(type(event))
        return tables is None or any(self.at(at).book.table(table) is not None for table in tables)

    @property
    def books(self) -> tuple[RuleBook, ...]:
        """The editions that judge: the one pinned, or all; a story that goes on is judged by the same."""
        return (self._pinned,) if self._pinned else tuple(self.editions)

    @property
    def used(self) -> tuple[RuleBook, ...]:
        """The editions that anything was asked of so far, in order."""
        asked = {terms.edition for terms in self.asked}
        return tuple(book for book in self.editions if book.edition in asked)

    @property
    def asked(self) -> tuple[Terms, ...]:
        """The terms that anything was asked of so far, in the order of their editions."""
        order = [book.edition for book in self.editions]
        return tuple(sorted(self._terms.values(), key=lambda terms: order.index(terms.edition)))

    @cached_property
    def highest_step(self) -> int:
        """The highest rung short of the end that any edition has, or -1."""
        ladders = [book.arrears.ladder for book in self.books if book.arrears is not None]
        rungs = [rung.becomes for ladder in ladders for rung in ladder if rung.becomes != Becomes.TERMINATED]
        return max(rungs, default=-1)

    @cached_property
    def have_trial(self) -> bool:
        """Whether any edition has a trial; where none has, nobody asks for the terms of the activation."""
        return any(book.trial is not None for book in self.books)

    @cached_property
    def _pinned(self) -> RuleBook | None:
        return None if self.pin is None else pinned(self.editions, self.pin)

    def effective(self, at: datetime, event: Event) -> int:
        """The WIB second that counts for a fact, the part of a second dropped."""
        return calendar.seconds(self.counted(at, event))

    def counted(self, at: datetime, event: Event) -> datetime:
        """The instant that counts for a fact, to its last part of a second; a payment's is settled by its readings."""
        if not isinstance(event, Paid):
            return at
        terms = self.at(calendar.seconds(at))
        posted = payment.goes_by_posting(terms["payment.dated_by"], event.posted_at is not None)
        instant = event.posted_at if posted and event.posted_at else at
        shift = payment.minutes_on(terms["payment.timezone"], event.posted_offset if posted else event.offset)
        return instant + timedelta(minutes=shift) if shift else instant
