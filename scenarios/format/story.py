"""A story: one customer with one provider, read from a file and checked as far as no rule book is needed."""

from datetime import datetime
from pathlib import Path as FilePath

from attrs import field, frozen

from lifecycle.events import Activated
from lifecycle.problems import Problem, Problems
from scenarios.format.expected import Expect, Expectation
from scenarios.format.facts import Fact
from scenarios.format.markup import tree
from scenarios.format.nodes import Mistake, Path, Place, Places
from scenarios.format.opening import opening
from scenarios.format.source import Source, load, source
from scenarios.format.steps import steps

__all__ = ["Expect", "Expectation", "Fact", "Place", "Story", "read", "read_text"]


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


def read(path: FilePath | str) -> Story:
    """The story in a file. Raises Problems with everything that is wrong with it."""
    return _story(load(path))


def read_text(text: str | bytes, path: str) -> Story:
    """The story in a text; ``path`` is the name that problems give. Raises Problems."""
    return _story(source(text, path))


def _story(file: Source) -> Story:
    root, told = tree(file)
    if root is None:
        raise _problems(file, told)
    top, begun = opening(root, told)
    if top is None:
        raise _problems(file, told)
    facts, expects, last = steps(top["steps"], begun.by_the_rules, told) if "steps" in top else ([], [], None)
    if told or begun.event is None or last is None:
        raise _problems(file, told)
    return Story(
        path=file.path,
        title=begun.title,
        provider=begun.event.provider,
        opening=begun.event,
        facts=tuple(facts),
        expects=tuple(expects),
        last=last,
        places=Places(top),
        source=file,
    )


def _problems(file: Source, told: list[Mistake]) -> Problems:
    return Problems(file.problem(place, message) for place, message in told)
