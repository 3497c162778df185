"""One story decided under many combinations of readings, each once, and what it comes to under each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from attrs import define, evolve, field, frozen

from lifecycle import clauses
from lifecycle.clock import Clock
from lifecycle.history import Refused
from lifecycle.money import Amount
from lifecycle.problems import Problem, Problems
from projections.answers import NOT_APPLICABLE
from projections.consulted import ASKED_AHEAD, consulted, without_choice
from projections.findings.audit import shown
from projections.findings.finding import Finding
from scenarios.check import Outcome as Judged
from scenarios.check import check
from scenarios.choices import Choice, values
from scenarios.comparing.outcome import Outcome, ended, outcome
from scenarios.format import Fact, Place
from scenarios.replay import Replayed, decided
from scenarios.search import Name, named


@frozen
class Run:
    """What a story comes to under a combination.

    ``consulted`` are the readings that it may hang on, ``still`` those whose values come to the same for its facts.
    ``refused`` are the facts that only this combination refuses, and ``problems`` why it cannot be decided at all:
    under neither is it the story that was told, and nothing is ``owed``. ``accepted`` should have been refused.
    Two runs that ``said`` the same differ in no rupiah, state, instant, act or finding, only in what is yet to come.
    """

    consulted: tuple[str, ...]
    still: tuple[str, ...] = ()
    outcome: Outcome | None = None
    findings: Mapping[Name, Finding] = field(factory=dict)
    judged: tuple[Judged, ...] = ()
    accepted: tuple[Fact, ...] = ()
    refused: tuple[Refused, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: object = field(default=None, repr=False)

    @property
    def usable(self) -> bool:
        """Whether it is the story as it was told."""
        return self.outcome is not None and not self.refused

    @cached_property
    def failing(self) -> frozenset[Place]:
        """Where the expectations stand that do not hold."""
        return frozenset(one.expectation.place for one in self.judged if not one.holds)

    @property
    def owed(self) -> Amount:
        """What is payable. Raises ValueError for a story that was not decided."""
        if self.outcome is None:
            raise ValueError("nothing is owed in a story that was not decided")
        return self.outcome.amounts["payable"]


@define
class Runs:
    """The runs of a story beside the one under its own readings, each decided when it is first asked for.

    A combination is told by what it chooses otherwise than the story. A reading that a run does not consult cannot
    change it, so combinations that differ in such alone are one run; nor can one whose values all come to the same
    for the story's facts (``still``). What is expected under readings or an edition
    of its own (`left_out`) hangs on those and not on the story's, and is not judged.
    """

    replayed: Replayed
    clock: Clock
    at: datetime | None = None
    done: Callable[[], None] = lambda: None
    base: Replayed = field(init=False)
    still: frozenset[str] = field(init=False)
    own: Run = field(init=False)
    _runs: dict[frozenset[tuple[str, str]], Run] = field(init=False, factory=dict)
    _values: dict[str, tuple[str, ...]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        story = self.replayed.story
        plain = tuple(one for one in story.expects if not (one.under or one.on_edition))
        self.base = evolve(self.replayed, story=evolve(story, expects=plain))
        self.still = frozenset(without_choice(fact.event for fact in story.facts))
        self.own = self._runs[frozenset()] = self._told(self.base)

    @property
    def tried(self) -> int:
        """How many were decided, the story's own among them."""
        return len(self._runs)

    @property
    def left_out(self) -> int:
        """How many expectations are not judged."""
        expects = (one for one in self.replayed.story.expects if one.at <= self.replayed.until)
        return sum(len(one.expectations) for one in expects if one.under or one.on_edition)

    def others(self, name: str) -> tuple[str, ...]:
        """The values of a reading beside the one that holds; all of them, where editions differ in which that is."""
        if name not in self._values:
            rules = self.base.rules
            declared = [one for book in rules.used if (one := book.reading(name)) is not None]
            chosen = rules.readings.get(name)
            now = {chosen} if chosen else {clauses.word(one.default) for one in declared}
            self._values[name] = tuple(one for one in values(name, self.base.editions) if {one} != now)
        return self._values[name]

    def of(self, choice: Mapping[str, str]) -> Run:
        """What the story comes to under a combination; what of it is not consulted is left as it is."""
        taken: dict[str, str] = {}
        asked: set[str] = set()
        while True:
            run = self.deciding(taken)
            name = next((name for name in run.consulted if name not in asked), None)
            if name is None:
                return run
            asked.add(name)
            taken |= {name: choice[name]} if name in choice else {}

    def deciding(self, taken: Mapping[str, str]) -> Run:
        """The run under values that are all chosen."""
        key = frozenset(taken.items())
        if key not in self._runs:
            self._runs[key] = self._decided(Choice(tuple(sorted(taken.items()))))
            self.done()
        return self._runs[key]

    def _decided(self, choice: Choice) -> Run:
        base = self.base
        try:
            found = decided(base.story, base.editions, choice.over(base.overlay), self.clock, self.at)
            return self._told(found)
        except Problems as wrong:
            return Run(self.own.consulted, problems=wrong.problems)

    def _told(self, found: Replayed) -> Run:
        anyway = {one.fact.step for one in self.base.refused}
        ledger = found.told.once(ended)
        checked, result = check(found, self.clock), outcome(found)
        findings = named(shown(ledger, found.told.until))
        refused = tuple(one for one in found.refused if one.fact.step not in anyway)
        asked = [*consulted(ledger, found.told.until), *_ahead(found, checked.outcomes)]
        return Run(
            consulted=tuple(name for name in dict.fromkeys(asked) if name not in self.still),
            still=tuple(name for name in dict.fromkeys(asked) if name in self.still),
            outcome=result,
            findings=findings,
            judged=checked.outcomes,
            accepted=checked.accepted,
            refused=refused,
            said=None if refused else _said(result, findings),
        )


def _said(result: Outcome, findings: Mapping[Name, Finding]) -> object:
    standing = {key: value for key, value in result.standing.items() if key not in ASKED_AHEAD}
    return result.amounts, standing, result.acts, {name: (one.at, one.amount) for name, one in findings.items()}


def _ahead(found: Replayed, judged: Iterable[Judged]) -> Iterator[str]:
    """The readings that an expectation of what is to come hangs on, before any of it has come."""
    for one in judged:
        if one.derived != NOT_APPLICABLE:
            names = ASKED_AHEAD.get(one.expectation.key, ())
            yield from (name for name in names if any(book.reading(name) for book in found.rules.used))
