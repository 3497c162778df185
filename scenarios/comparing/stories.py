"""The stories that a comparison is over: of files, or of what a store keeps; and those that are left out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import NotCovered, RuleBook, Shelf
from lifecycle.store import Store
from scenarios.comparing.books import Books
from scenarios.format import Story
from scenarios.format.story import draft
from scenarios.judging import Overlay, chosen
from scenarios.kept import kept, whole


@frozen
class Read:
    """A story and the editions of its provider; without a story, what is wrong with it."""

    name: str
    story: Story | None
    editions: tuple[RuleBook, ...] = ()
    problems: tuple[Problem, ...] = ()
    file: Path | None = None


def of_file(path: Path, books: Books, shelf: Shelf) -> Read | None:
    """The story in a file; None where it is another provider's."""
    try:
        drafted = draft(path)
        story, problems = drafted.story, list(drafted.problems)
        if story is not None and ("provider",) in story.places and story.provider != books.before.provider:
            return None
        editions: tuple[RuleBook, ...] = ()
        if story is not None and ("provider",) in story.places:
            editions, wrong = _judging(story, books, shelf, whole=not problems)
            problems += wrong
    except Problems as wrong:
        return Read(str(path), None, problems=wrong.problems, file=path)
    if problems or story is None:
        return Read(str(path), None, problems=tuple(problems), file=path)
    return Read(str(path), story, editions, file=path)


def of_store(store: Store, subscription: str, shown: str, books: Books, shelf: Shelf) -> Read:
    """What a store keeps of a subscription, under the name that outputs give it.

    Raises StoreProblem for what was changed since it was recorded, or cannot be read.
    """
    whole(store, subscription, shown)
    story = kept(store, subscription, shown).story
    editions, problems = _judging(story, books, shelf, whole=True)
    return Read(shown, None if problems else story, editions, tuple(problems))


def of_provider(names: Sequence[str], provider: str) -> Iterator[str]:
    """The subscriptions of a provider."""
    return (name for name in names if name.partition("/")[0] == provider)


def _judging(story: Story, books: Books, shelf: Shelf, *, whole: bool) -> tuple[tuple[RuleBook, ...], list[Problem]]:
    """The editions of a story's provider, and what is wrong with its choices where the first book is among them."""
    try:
        editions = shelf.beside(Path(story.path), story.provider).editions(story.provider)
    except NotCovered:
        editions = ()
    try:
        chosen(story, books.place(editions, books.before), Overlay(edition=books.pin), whole=whole)
    except Problems as wrong:
        return editions, list(wrong.problems)
    return editions, []
