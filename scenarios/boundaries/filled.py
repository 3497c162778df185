"""A plot made a story: the engine says what is refused and how things stand at each instant, for review."""

from collections.abc import Sequence
from itertools import chain

from attrs import frozen

from lifecycle import calendar, clauses
from lifecycle.clock import Clock
from lifecycle.money import Amount
from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook
from projections.answers import NOT_APPLICABLE, Answer
from projections.consulted import consulted
from projections.keys import answers
from projections.ledger import Mark, walk
from scenarios.boundaries.answered import is_nothing, text
from scenarios.boundaries.answered import telling as told
from scenarios.boundaries.plot import Happening, Plot, written
from scenarios.format.story import Story, read_text
from scenarios.judging import Overlay
from scenarios.replay import Replayed, decided

_WIDTH = 118


@frozen
class Boundary:
    """A story at an edge: its file's name, the clause that it stands at, and the text of the file."""

    name: str
    clause: str
    text: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.yaml"


@frozen
class _Standing:
    """How things stand at each instant asked, under a choice of readings."""

    under: tuple[tuple[str, str], ...]
    at: tuple[dict[str, Answer], ...]


def filled(plot: Plot, book: RuleBook, editions: Sequence[RuleBook], clock: Clock) -> Boundary | None:
    """The story of a plot; None for one that the books do not cover."""
    draft = _text(plot, book, frozenset(), ())
    try:
        story = read_text(draft, f"{plot.name}.yaml")
        replayed = _decided(plot, story, editions, (), clock)
        refused = frozenset(one.fact.step for one in replayed.refused)
        standings = [_standing(plot, replayed, ())]
        for name, value in _others(replayed):
            if not name.startswith(plot.asked_under):
                continue
            try:
                standings.append(
                    _standing(plot, _decided(plot, story, editions, ((name, value),), clock), ((name, value),))
                )
            except Problems:
                continue
    except Problems as wrong:
        if all(one.line for one in wrong.problems):
            return None
        raise
    return Boundary(plot.name, _clause(plot, book), _text(plot, book, refused, _expected(plot, standings)))


def known_payable(plot: Plot, at: int, book: RuleBook, editions: Sequence[RuleBook], clock: Clock) -> int:
    """What would settle the account of a plot at a second, as far as it is known, in sen."""
    story = read_text(_text(plot, book, frozenset(), ()), f"{plot.name}.yaml")
    ((_, ledger),) = walk((found := _decided(plot, story, editions, (), clock)).events, found.rules, [Mark(at)])
    payable = answers(ledger, at)["payable"]
    return payable.sen if isinstance(payable, Amount) else 0


def _decided(
    plot: Plot, story: Story, editions: Sequence[RuleBook], under: tuple[tuple[str, str], ...], clock: Clock
) -> Replayed:
    until = max((*plot.asks, *(fact.at for fact in plot.facts)))
    return decided(story, tuple(editions), Overlay(readings=under), clock, calendar.instant(until))


def _others(replayed: Replayed) -> list[tuple[str, str]]:
    """Each other value of each reading that the story consults."""
    told = replayed.told
    book = replayed.rules.at(told.until).book
    found = []
    for name, now in consulted(told.ledger(), told.until).items():
        reading = book.readings[name]
        values = [clauses.word(value) for value in reading.allowed]
        values += ["1", "2"] if reading.numbers else []
        found += [(name, value) for value in values if value != now]
    return found


def _standing(plot: Plot, replayed: Replayed, under: tuple[tuple[str, str], ...]) -> _Standing:
    facts = sorted(fact.at for fact in plot.facts)
    marks = [Mark(at, sum(fact <= at for fact in facts), 0) for at in plot.asks]
    found = {mark.at: answers(ledger, mark.at) for mark, ledger in walk(replayed.events, replayed.rules, marks)}
    return _Standing(under, tuple(found[at] for at in plot.asks))


def _expected(plot: Plot, standings: Sequence[_Standing]) -> tuple[tuple[int, str], ...]:
    """What to expect at each instant: all that is ever something; under another reading, what that ever changes."""
    plain = standings[0]
    always = [key for _, key in plot.shown]
    keys = (
        [key for key in plain.at[0] if key in always or any(_says(key, at) for one in standings for at in one.at)]
        if plain.at
        else []
    )
    asked: list[tuple[_Standing, frozenset[str]]] = []
    for one in standings:
        names = [name for name, _ in one.under]
        shown = [key for name, key in plot.shown if name in names]
        differing = (key for key in keys if not one.under or key in shown or _differ(key, one, plain))
        asked.append((one, frozenset(differing)))
    expected: list[tuple[int, str]] = []
    for number, at in enumerate(plot.asks):
        for one, mine in asked:
            answered = {key: value for key, value in one.at[number].items() if key in mine}
            if values := told(answered, counted=plot.counted):
                expected.append((at, _expect(one.under, values)))
    return tuple(expected)


def _says(key: str, at: dict[str, Answer]) -> bool:
    return at[key] != NOT_APPLICABLE and (key == "state" or not is_nothing(at[key]))


def _differ(key: str, one: _Standing, plain: _Standing) -> bool:
    return any(mine[key] != other[key] for mine, other in zip(one.at, plain.at, strict=True))


def _expect(under: tuple[tuple[str, str], ...], values: dict[str, str]) -> str:
    chosen = {"under": f"{{{', '.join(f'{name}: {value}' for name, value in under)}}}"} if under else {}
    line = f"    expect: {{{', '.join(f'{key}: {value}' for key, value in {**chosen, **values}.items())}}}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join(("    expect:", *(f"      {key}: {value}" for key, value in {**chosen, **values}.items())))


def _text(plot: Plot, book: RuleBook, refused: frozenset[int], expected: tuple[tuple[int, str], ...]) -> str:
    """The file: what it was derived from, the head, and the facts with what is expected after each instant."""
    lines = [
        f"# derived by boundaries from {book.provider}@{book.edition} ({book.digest}), to be reviewed",
        f"# {_clause(plot, book)}",
        f"scenario: {text(plot.title)}",
        f"provider: {book.provider}",
    ]
    lines += [f"edition: {book.edition}"] if plot.pinned and book.in_force else []
    lines += plot.head
    if plot.numbered:
        activated = [] if plot.activated is None else [f"activated: {written(plot.activated)}"]
        block = ", ".join(("number: B-1", *activated, *plot.block))
        lines.append(f"subscription: {{{block}}}")
    facts = sorted(plot.facts, key=lambda fact: fact.at)
    steps = [(fact.at, 0, _fact(fact, refused=number in refused)) for number, fact in enumerate(facts, 1)]
    asked = [(at, 1, f"  - at: {written(at)}\n{words}") for at, words in expected]
    if not expected:
        asked = [(at, 1, f"  - at: {written(at)}\n    expect: {{state: active}}") for at in plot.asks[-1:] if not facts]
    lines += ["steps:", *(step for _, _, step in sorted(chain(steps, asked), key=lambda one: one[:2]))]
    return "\n".join(lines) + "\n"


def _fact(fact: Happening, *, refused: bool) -> str:
    words = f"  - at: {fact.written or written(fact.at)}\n    {fact.event}"
    return f"{words}\n    refused: true" if refused else words


def _clause(plot: Plot, book: RuleBook) -> str:
    try:
        return book.citation(plot.about).heading
    except KeyError:
        return book.title
