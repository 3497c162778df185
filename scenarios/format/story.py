"""A story: one customer with one provider, read from a file and checked as far as no rule book is needed."""

from datetime import datetime
from pathlib import Path as FilePath

from attrs import field, frozen

from lifecycle.calendar import instant
from lifecycle.events import Activated
from lifecycle.problems import Problem, Problems
from scenarios.format.expected import Expect, Expectation
from scenarios.format.facts import Fact
from scenarios.format.markup import tree
from scenarios.format.nodes import Mistake, Path, Place, Places
from scenarios.format.opening import opening
from scenarios.format.source import Source, load, source
from scenarios.format.steps import steps

__all__ = ["Draft", "Expect", "Expectation", "Fact", "Place", "Story", "draft", "read", "read_text"]


@frozen
class Story:
    """A file's facts and expectations, in order, and where each thing of it stands.

    ``opening`` carries the subscription block, the pin, the readings, the givens and
    ``provider_acts``, with no books yet; whether provider, edition and readings exist is for the
    rule books to say, at ``places``. ``last`` is the instant of the last step.
    """

    path: str
    title: str
    provider: str
    opening: Activated
    facts: tuple[Fact, ...]
    expects: tuple[Expect, ...]
    last: datetime
    places: Places = field(eq=False, repr=False)
    source: Source = field(eq=False, repr=False)

    def problem(self, where: Place | Path, message: str, *, key: bool = False) -> Problem:
        """A problem found later, at a place or at the value of a path, or at its key.

        A path that the file does not write is told at the nearest thing around it.
        """
        if isinstance(where, Place):
            return self.source.problem(where, message)
        place = self.places.key(where) if key and where in self.places else self.places.nearest(where)
        return self.source.problem(place, message)


@frozen
class Draft:
    """A file as far as it could be read, and everything that is wrong with it so far.

    ``story`` is there where the file has a head and steps at all, so that the choice of books
    and readings can be judged together with the rest.
    """

    story: Story | None
    problems: tuple[Problem, ...]


def read(path: FilePath | str) -> Story:
    """The story in a file. Raises Problems with everything that is wrong with it."""
    return _whole(draft(path))


def read_text(text: str | bytes, path: str) -> Story:
    """The story in a text; ``path`` is the name that problems give. Raises Problems."""
    return _whole(_draft(source(text, path)))


def draft(path: FilePath | str) -> Draft:
    """A file as far as it can be read. Raises Problems for one that cannot be read at all."""
    return _draft(load(path))


def _whole(drafted: Draft) -> Story:
    if drafted.problems or drafted.story is None:
        raise Problems(drafted.problems)
    return drafted.story


def _draft(file: Source) -> Draft:
    root, told = tree(file)
    if root is None:
        return Draft(None, _problems(file, told))
    top, begun = opening(root, told)
    if top is None:
        return Draft(None, _problems(file, told))
    facts, expects, last = steps(top["steps"], begun.by_the_rules, told) if "steps" in top else ([], [], None)
    story = Story(
        path=file.path,
        title=begun.title,
        provider=begun.event.provider,
        opening=begun.event,
        facts=tuple(facts),
        expects=tuple(expects),
        last=last or instant(0),
        places=Places(top),
        source=file,
    )
    return Draft(story, _problems(file, told))


def _problems(file: Source, told: list[Mistake]) -> tuple[Problem, ...]:
    return tuple(file.problem(place, message) for place, message in told)
