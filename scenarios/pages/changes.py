"""A change of an amount or of a state as a page unfolds it: trigger, clause, arithmetic, readings, before and after."""

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from lifecycle.events import Event, Recorded
from lifecycle.money import Amount
from lifecycle.rulebook import RuleBook
from projections.explanation import Difference, Explanation
from scenarios.pages.clause_text import ClauseText, clause_text
from scenarios.pages.voice import Voice
from scenarios.report import terms, words

SPELT_OUT = 120
"""Of so many changes each shows its clause in full; of more only the first that rests on it does."""


@frozen
class Clause:
    """A clause where it is cited; ``again`` says that it stood above already, ``anchor`` where it stood first."""

    anchor: str
    heading: str
    edition: str
    text: ClauseText | None
    authority: str
    again: bool


@frozen
class Moved:
    """One answer before and after; ``amount`` says that it is one of rupiah."""

    key: str
    name: str
    before: str
    after: str
    amount: bool


@frozen
class Change:
    """One change in words; ``version`` is the event's number, None where time alone brought it about.

    ``link`` leads to the event in the history.
    """

    anchor: str
    when: str
    version: int | None
    trigger: str
    amount: str
    details: tuple[str, ...]
    doubts: tuple[str, ...]
    clause: Clause | None
    arithmetic: tuple[str, ...]
    readings: tuple[str, ...]
    moved: tuple[Moved, ...]
    balance: str
    event: type[Event] | None
    link: str

    @property
    def keys(self) -> frozenset[str]:
        """The answers that it moves."""
        return frozenset(one.key for one in self.moved)


class Cited:
    """The clauses of a page: the first time each is shown whole, and later again or by a link to there.

    ``anchor`` begins the name that each is linked by; ``address`` says where an event stands by its number.
    """

    def __init__(
        self,
        books: Sequence[RuleBook],
        voice: Voice,
        *,
        whole: bool = True,
        events: Iterable[Recorded] = (),
        anchor: str = "clause",
        address: Callable[[int], str] = "#event-{}".format,
    ) -> None:
        self._books, self._voice, self._whole, self._anchor = books, voice, whole, anchor
        self._events, self._address = {one.version: one.event for one in events}, address
        self._anchors: dict[tuple[str, str], str] = {}

    def link(self, version: int | None, event: Event | None) -> str:
        """Where an event stands in the history; empty for one of another history, as the rules would have it."""
        return self._address(version) if version and event and self._events.get(version) == event else ""

    def clause(self, heading: str, edition: str) -> Clause:
        """A clause by its heading and edition."""
        again = (heading, edition) in self._anchors
        anchor = self._anchors.setdefault((heading, edition), f"{self._anchor}-{len(self._anchors) + 1}")
        found = clause_text(self._books, heading, edition, self._voice.language.code)
        authority = terms.AUTHORITIES[found.authority] if found else ""
        shown = found if self._whole or not again else None
        return Clause(
            anchor=anchor,
            heading=found.heading if found else heading,
            edition=self._voice.edition(edition),
            text=shown,
            authority=self._voice.say(authority),
            again=again,
        )


def changes(explained: Iterable[Explanation], cited: Cited, voice: Voice, anchor: str = "change") -> tuple[Change, ...]:
    """Each change of a story, numbered from 1; ``anchor`` begins the name that it is linked by."""
    return tuple(_change(one, f"{anchor}-{number}", cited, voice) for number, one in enumerate(explained, 1))


def _change(one: Explanation, anchor: str, cited: Cited, voice: Voice) -> Change:
    told = None if one.event is None else words.said(one.event, voice.mask)
    return Change(
        anchor=anchor,
        when=voice.known(one.at, one.precision),
        version=one.version,
        trigger=voice.say(one.trigger) if told is None else voice.term(told.term),
        amount="" if told is None or told.amount is None else voice.money(told.amount),
        details=() if one.event is None else voice.details(one.event),
        doubts=voice.doubtful(one.precision, inferred=one.inferred),
        clause=cited.clause(one.clause, one.edition or "") if one.clause else None,
        arithmetic=tuple(map(voice.say, one.arithmetic)),
        readings=tuple(f"{name} = {value}" for name, value in one.readings),
        moved=tuple(_moved(each, voice) for each in one.differences),
        balance=voice.money(one.balance_after),
        event=None if one.event is None else type(one.event),
        link=cited.link(one.version, one.event),
    )


def _moved(one: Difference, voice: Voice) -> Moved:
    before, after = (voice.answer(value, one.key) for value in (one.before, one.after))
    amount = isinstance(one.before, Amount) and isinstance(one.after, Amount)
    return Moved(one.key, voice.term(terms.KEYS[one.key]), before, after, amount)
