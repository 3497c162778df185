"""Stories told as recorded: those of the library, and random ones by the rules with the rules' acts written down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.clock import frozen as frozen_clock
from lifecycle.events import Event, Recorded
from lifecycle.history import Fact, history
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.findings.audit import shown
from projections.findings.finding import Finding
from projections.ledger import Fold, Ledger, Mark, Told
from scenarios.format.story import read
from scenarios.replay import replay
from tests.properties import stories as indihome
from tests.properties import test_cancelling as iconnet
from tests.properties import test_disputes as telkomsel
from tests.properties import test_refunds as masterweb
from tests.properties import test_trial_model as postclic

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"


@frozen
class Tale:
    """A story as a history is made of: the opening, the facts in order, the rules, and the last instant.

    ``by_the_rules`` are the events of the story by the rules that it was written down from, if it was.
    """

    opening: events.Activated
    facts: tuple[Fact, ...]
    rules: Rules = field(repr=lambda rules: repr(rules.readings))
    until: datetime
    by_the_rules: tuple[Recorded, ...] = field(default=(), repr=False)

    def events(self) -> tuple[Recorded, ...]:
        """What is recorded of it."""
        return history(self.opening, self.facts, self.rules, self.until).events

    def told(self) -> Told:
        """The whole of it, to be walked."""
        return Told(self.events(), self.rules, calendar.seconds(self.until))

    def found(self) -> list[Finding]:
        """The findings at its end."""
        return found_in(self.told())

    def before(self, fact: Fact) -> Ledger:
        """The story as told just before a fact."""
        at = self.rules.effective(fact.at, fact.event)
        return Fold(self.told().events, self.rules).to(Mark(at, fact.step - 1))

    def beside(self, at: int, above: int) -> Ledger:
        """The story by the rules at a second, below so many facts of it."""
        told = self.told()
        assert told.beside
        return told.beside.ledger(Mark(at, above))

    def acts_beside(self) -> tuple[Recorded, ...]:
        """The events of the story by the rules."""
        told = self.told()
        return told.beside.history.events if told.beside else ()

    def with_(self, fact: Fact, **changed: object) -> "tuple[Tale, int]":
        """The story with one fact changed, and its number in the new one; facts of one instant keep their order."""
        new = evolve(fact, **changed)  # type: ignore[arg-type]
        rest = [one for one in self.facts if one is not fact]
        ordered = sorted([*rest, new], key=lambda one: (one.at, one.step))
        numbered = tuple(evolve(one, step=number) for number, one in enumerate(ordered, 1))
        step = next(number for number, one in enumerate(ordered, 1) if one is new)
        return evolve(self, facts=numbered, until=max(self.until, new.at)), step


def found_in(told: Told) -> list[Finding]:
    """The findings at the end of a story."""
    return shown(Fold(told.events, told.rules, told).to(Mark(told.until)), told.until)


def written_down(opening: events.Activated, happened: Sequence[Recorded], rules: Rules, until: datetime) -> Tale:
    """A story by the rules told as recorded, with exactly the acts that the rules decided."""
    told = [(one.at, _written(one.event, one.at)) for one in happened if not isinstance(one.event, events.Activated)]
    kept = [(at, event) for at, event in told if event is not None]
    facts = tuple(Fact(number, at, event) for number, (at, event) in enumerate(kept, 1))
    return Tale(evolve(opening, provider_acts="as_recorded", bills=None), facts, rules, until, tuple(happened))


def _written(event: Event, at: datetime) -> Event | None:
    """An act of the rules as a file writes it; a charge is a bill, and a warning no file can write."""
    if isinstance(event, events.Charged):
        return events.Billed(calendar.Period(f"{at:%Y-%m}"), event.amount)
    return None if isinstance(event, events.Warned | events.WarningLifted | events.ChargeCredited) else event


# The library ---------------------------------------------------------------------------------------------------------


@cache
def shipped() -> dict[str, Tale]:
    """The stories of the library that are told as recorded, by file."""
    found: dict[str, Tale] = {}
    shelf = Shelf.open()
    for path in sorted(LIBRARY.rglob("*.yaml")):
        if path.name.endswith(".invalid.yaml"):
            continue
        story = read(path)
        if story.opening.provider_acts == "as_recorded":
            with frozen_clock() as clock:
                result = replay(story, shelf, clock)
            found[f"{story.provider}/{path.stem}"] = Tale(story.opening, story.facts, result.rules, result.until)
    return found


# Random stories by the rules -----------------------------------------------------------------------------------------


@st.composite
def _indihome(draw: st.DrawFn) -> Tale:
    told = draw(indihome.told() | indihome.metered())
    rules = told.rules
    last = indihome.wib(told.last)
    return written_down(told.opening, told.history(rules=rules).events, rules, last)


@st.composite
def _iconnet(draw: st.DrawFn) -> Tale:
    story = draw(iconnet.stories())
    rules = iconnet.rules_of(story)
    happened = iconnet.happened(story, rules)
    opening = happened[0].event
    assert isinstance(opening, events.Activated)
    return written_down(opening, happened, rules, iconnet.wib(story[0] + 500 * iconnet.DAY))


@st.composite
def _masterweb(draw: st.DrawFn) -> Tale:
    happened, rules = masterweb.decided((draw(masterweb.FACTS), draw(masterweb.READINGS)))
    opening = happened[0].event
    assert isinstance(opening, events.Activated)
    return written_down(opening, happened, rules, masterweb.END)


@st.composite
def _telkomsel(draw: st.DrawFn) -> Tale:
    rules = telkomsel.rules_of(draw(telkomsel.POLICIES), draw(st.sampled_from(("telkomsel", "sengketa-net"))))
    happened = telkomsel.happened(draw(telkomsel.STORIES), rules, "by_the_rules").events
    opening = happened[0].event
    assert isinstance(opening, events.Activated)
    return written_down(opening, happened, rules, happened[-1].at + timedelta(days=90))


@st.composite
def _postclic(draw: st.DrawFn) -> Tale:
    one = draw(postclic.bought())
    happened = postclic.told(one, by_wish=False)
    opening = happened[0].event
    assert isinstance(opening, events.Activated)
    return written_down(opening, happened, postclic.rules(one), postclic.wib(one.month(8)))


TALES = {
    "indihome": _indihome(),
    "iconnet": _iconnet(),
    "masterweb": _masterweb(),
    "telkomsel and a ladder with disputes": _telkomsel(),
    "postclic": _postclic(),
}
"""Random stories by the rules of each provider that decides anything, written down."""
