"""An affected story as the page of a comparison unfolds it: rupiah with each part's share, what moved, what breaks."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from lifecycle.sentence import Sentence, counted, joined, said
from projections.answers import Answer
from scenarios.comparing.attribution import Moved
from scenarios.comparing.change import Change
from scenarios.comparing.comparison import Expected
from scenarios.comparing.gate import burden
from scenarios.comparing.totals import Entry
from scenarios.pages.voice import NONE, Voice
from scenarios.report import compare_report as told
from scenarios.report import terms, vocabulary


@frozen
class Share:
    """What a part does of a change alone, by its letter, or all of them only together."""

    name: str
    change: str


@frozen
class SumView:
    """A kind of rupiah under both books."""

    name: str
    before: str
    after: str
    change: str
    shares: tuple[Share, ...]


@frozen
class MoveView:
    """An instant, a state or an answer, or an expectation, under both books; ``note`` says by what, or where it is."""

    name: str
    before: str
    after: str
    note: str


@frozen
class StoryView:
    """A story in words, masked: ``balance`` is by how much what its customer owes grows."""

    anchor: str
    title: str
    path: str
    balance: str
    stopped: tuple[str, ...]
    sums: tuple[SumView, ...]
    moved: tuple[MoveView, ...]
    broken: tuple[MoveView, ...]
    mended: tuple[MoveView, ...]
    steps: tuple[str, ...]


def story_views(entries: Iterable[Entry], voice: Voice) -> tuple[StoryView, ...]:
    """The stories in this order, each under its own mask."""
    return tuple(_story(one, f"story-{number}", voice.over(one.mask)) for number, one in enumerate(entries, 1))


def signed(change: Change, voice: Voice) -> str:
    """A change in a table whose head says the unit; nothing is a dash."""
    return change.written(voice.digits, "?").replace("- ", "− ") if change else NONE


def shares(alone: Sequence[Change], rest: Change, voice: Voice) -> tuple[Share, ...]:
    """What each part does alone, those that do nothing left out, and the rest; nothing where one part is all."""
    if len(alone) == 1 and not rest:
        return ()
    found = [Share(told.letter(number), signed(one, voice)) for number, one in enumerate(alone) if one]
    if rest or not found:
        found.append(Share(voice.phrase("together"), signed(rest, voice)))
    return tuple(found)


def counts(found: Iterable[tuple[str, int]], voice: Voice) -> str:
    """How many customers come to what."""
    return ", ".join(f"{voice.term(vocabulary.WORDS[name])} {count}" for name, count in found)


def _story(one: Entry, anchor: str, voice: Voice) -> StoryView:
    found = one.compared
    return StoryView(
        anchor=anchor,
        title=one.title,
        path=one.path,
        balance=voice.language.change(burden(found.sums)),
        stopped=tuple(map(voice.say, one.stopped)),
        sums=tuple(
            SumView(
                voice.term(told.kind(each.kind)),
                voice.cell(each.before),
                voice.cell(each.after),
                signed(each.change, voice),
                shares(each.shares, each.rest, voice),
            )
            for each in found.sums
        ),
        moved=tuple(_moved(each, voice) for each in found.moved),
        broken=tuple(_expected(each, voice) for each in found.broken),
        mended=tuple(_expected(each, voice) for each in found.mended),
        steps=tuple(map(voice.say, _steps(one))),
    )


def _moved(one: Moved, voice: Voice) -> MoveView:
    term = terms.EVENTS[one.name] if one.number else terms.KEYS[one.name]
    name = f"{voice.term(term)} ({one.number})" if one.number > 1 else voice.term(term)
    before, after = (_answer(value, one.name, voice) for value in (one.before, one.after))
    return MoveView(name, before, after, voice.say(told.causes(one)))


def _expected(one: Expected, voice: Voice) -> MoveView:
    expectation = one.before.expectation
    before, after = (_answer(each.derived, expectation.key, voice) for each in (one.before, one.after))
    note = voice.phrase("line {line}", line=expectation.place.line)
    return MoveView(voice.term(terms.KEYS[expectation.key]), before, after, note)


def _answer(value: Answer | None, key: str, voice: Voice) -> str:
    return voice.phrase("never") if value is None else voice.answer(value, key)


def _steps(one: Entry) -> Iterator[Sentence]:
    found = one.compared
    if found.refused:
        steps = joined(", ", found.refused)
        yield counted("newly refused: step {steps}", "newly refused: steps {steps}", len(found.refused), steps=steps)
    if found.accepted:
        steps = joined(", ", found.accepted)
        yield counted(
            "no longer refused: step {steps}", "no longer refused: steps {steps}", len(found.accepted), steps=steps
        )
    if found.untried:
        parts = joined(", ", map(told.Letter, found.untried))
        yield said("not tried alone, as the story cannot be decided under it: {parts}", parts=parts)
