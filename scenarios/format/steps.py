"""The reading of steps: each one event or one `expect`, in order of time."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from lifecycle.calendar import WIB, instant, offset_minutes, text, wib
from lifecycle.events import EVENTS, ONLY_BY_THE_RULES, Activated, Event, Paid, Terminated, word
from lifecycle.problems import nearest, unknown
from lifecycle.shadow import RULES_OWN, decided_by_rules
from scenarios.format.expectations import expect
from scenarios.format.expected import Expect
from scenarios.format.facts import Fact, Step
from scenarios.format.mistakes import mistakes
from scenarios.format.nodes import Mapping, Mistake, Node
from scenarios.format.scalars import Written, written
from scenarios.format.shapes import Unreadable, entries, fields_hook, file_keys, shape

EXPECT = "expect"
STEP_KEYS = tuple(file_keys(Step))
EVENT_WORDS: dict[str, type] = {
    topic.partition(".")[0]: event
    for topic, event in EVENTS.items()
    if event is not Activated and event not in ONLY_BY_THE_RULES
}
"""Every event that a step may write."""

NEVER_WRITTEN = frozenset(word(event) for event in ONLY_BY_THE_RULES)
"""Events that are the rules' alone, told by the rules or as recorded."""

_RULES_OWN = frozenset(map(word, RULES_OWN))
_KNOWN = dict.fromkeys((*EVENT_WORDS, EXPECT, *STEP_KEYS)).keys()
_AS_RECORDED = "to tell what the provider really did, write `provider_acts: as_recorded`"
_NOWHEN = Written(instant(0))
_keys_beside = fields_hook(Step, closed=False)


@frozen
class _Before:
    """The step before, which the next one must not precede."""

    step: int
    at: datetime
    line: int


def steps(node: Node, by_the_rules: bool, told: list[Mistake]) -> tuple[list[Fact], list[Expect], datetime | None]:
    """The facts and expectations of all steps and the last instant; mistakes go to ``told``."""
    facts: list[Fact] = []
    expects: list[Expect] = []
    before: _Before | None = None
    try:
        listed = entries(node, "a list of steps")
    except ValueError as error:
        told += mistakes(error, node)
        return facts, expects, None
    if not listed:
        told.append((node.place, "the story has no steps; write at least one"))
    for number, step in enumerate(listed, 1):
        if not isinstance(step, Mapping):
            told += mistakes(ValueError("a step is a mapping of `at` and an event or `expect`"), step)
            continue
        found, when = _step(number, step, by_the_rules, told)
        if isinstance(found, Fact):
            facts.append(evolve(found, step=len(facts) + 1))
        elif found is not None:
            expects.append(evolve(found, facts_above=len(facts)))
        if when is not None:
            told += _goes_back(number, when, before, step)
            before = _Before(number, when, step.line)
    return facts, expects, before.at if before else None


def _goes_back(number: int, when: datetime, before: _Before | None, step: Mapping) -> Iterator[Mistake]:
    if before is not None and when < before.at:
        earlier = f"{text(when)} is before {text(before.at)} of step {before.step} on line {before.line}"
        yield step["at"].place, f"step {number} goes back: {earlier}; what became known late has a `known_at`"


def _step(
    number: int, keys: Mapping, by_the_rules: bool, told: list[Mistake]
) -> tuple[Fact | Expect | None, datetime | None]:
    """One step, and its instant where that much can be read."""
    mistaken = len(told)
    step = _beside(keys, told)
    words = _words(keys, told)
    if step is None:
        for word in words:
            _read(word, number, keys, Step(_NOWHEN), told)
        return None, _when(keys)
    if EXPECT in words and "refused" in keys:
        told.append((keys.key_place("refused"), "an `expect` cannot be refused; `refused` goes with an event"))
    found = [_read(word, number, keys, step, told) for word in words]
    if by_the_rules:
        told += _acts_of_the_rules(keys, found)
    return found[0] if found and len(told) == mistaken else None, step.at.at


def _beside(keys: Mapping, told: list[Mistake]) -> Step | None:
    """The keys beside the event; None where they cannot be read."""
    if "at" not in keys:
        if not any(nearest(key, _KNOWN) == "at" for key in keys if key not in _KNOWN):
            told.append((keys.place, 'missing key "at" in step'))
        return None
    try:
        step: Step = _keys_beside(keys, Step)
    except Unreadable as error:
        told += mistakes(error, keys)
        return None
    return step


def _when(keys: Mapping) -> datetime | None:
    """The instant of a step that is otherwise unreadable, so that the next one can be compared with it."""
    try:
        return written(keys["at"]).at if "at" in keys else None
    except ValueError:
        return None


def _words(keys: Mapping, told: list[Mistake]) -> list[str]:
    """The event or `expect` of a step; should there be several, or none, that is told."""
    words = [key for key in keys if key in EVENT_WORDS or key == EXPECT]
    strange = keys.keys() - _KNOWN
    told += [(keys.key_place(key), _strange(key, bool(words))) for key in strange]
    if not words and not strange:
        told.append((keys.place, "the step says nothing; write one event or `expect` beside its `at`"))
    for extra in words[1:]:
        first = f'"{words[0]}" on line {keys.key_place(words[0]).line}'
        told.append((keys.key_place(extra), f'"{extra}" stands beside {first}; a step has one, write a step for each'))
    return words


def _strange(key: str, has_event: bool) -> str:
    """The message for a key that no step has."""
    if key == word(Activated):
        return "activated is no step; it opens the story, written as the `subscription` block"
    if key in NEVER_WRITTEN:
        return f"{key} is decided by the rules; {_AS_RECORDED}, with each charge as `billed`"
    near = nearest(key, _KNOWN)
    return unknown("key" if near in STEP_KEYS or has_event else "event", key, _KNOWN)


def _read(name: str, number: int, keys: Mapping, step: Step, told: list[Mistake]) -> Fact | Expect | None:
    """The event or `expect` under a step's key."""
    place = keys.key_place(name)
    if name == EXPECT:
        return expect(number, wib(step.at.at), keys[name], place, told)
    try:
        event: Event = shape(EVENT_WORDS[name])(keys[name])
    except Unreadable as error:
        told += mistakes(error, keys[name])
        return None
    if isinstance(event, Paid):
        event = _as_written(event, step.at.at)
    return Fact(
        step=number,
        index=number - 1,
        at=wib(step.at.at),
        event=event,
        place=place,
        known_at=wib(step.known_at) if step.known_at else None,
        precision=step.precision or ("month" if step.at.month else "instant"),
        inferred=step.inferred,
        source=step.source,
        note=step.note,
        refused=step.refused,
    )


def _as_written(paid: Paid, at: datetime) -> Paid:
    """The payment with the offsets at which its instants were written; the instants themselves are WIB."""
    if at.tzinfo is not WIB:
        paid = evolve(paid, offset=offset_minutes(at))
    if paid.posted_at is not None and paid.posted_at.tzinfo is not WIB:
        paid = evolve(paid, posted_at=wib(paid.posted_at), posted_offset=offset_minutes(paid.posted_at))
    return paid


def _acts_of_the_rules(keys: Mapping, found: Iterable[Fact | Expect | None]) -> Iterator[Mistake]:
    """What only the rules make a provider do, written into a story that is told by the rules."""
    for name in _RULES_OWN.intersection(keys):
        yield keys.key_place(name), f"{name} is decided by the rules here; {_AS_RECORDED}"
    for fact in found:
        if isinstance(fact, Fact) and isinstance(fact.event, Terminated) and decided_by_rules(fact.event):
            words = f"ending for {fact.event.reason} is decided by the rules here; {_AS_RECORDED}"
            yield keys.key_place(word(Terminated)), words
