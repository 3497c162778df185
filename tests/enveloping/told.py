"""Stories and books for the tests of the envelope."""

import re
from collections.abc import Iterable

from lifecycle.clock import Clock
from lifecycle.rulebook import RuleBook, read_text
from scenarios.enveloping.envelope import Envelope, envelope
from scenarios.enveloping.runs import Runs
from scenarios.format.story import Story
from scenarios.judging import Overlay
from scenarios.replay import decided
from tests.stories import SHELF

_READING = re.compile(r'\[readings\."(?P<name>[^"]+)"\]\n(?:\w+ = .*\n)+')


def leaving_open(book: RuleBook, names: Iterable[str]) -> RuleBook:
    """A book that declares only some of its readings."""
    kept = set(names)
    text = _READING.sub(lambda found: found[0] if found["name"] in kept else "", book.text)
    return read_text(text, book.path)


def runs(story: Story, clock: Clock, editions: tuple[RuleBook, ...] = ()) -> Runs:
    """The runs of a story, some of whose facts may be refused."""
    return Runs(decided(story, editions or SHELF.editions(story.provider), Overlay(), clock), clock)


def enveloped(story: Story, clock: Clock, editions: tuple[RuleBook, ...] = ()) -> Envelope:
    """The envelope of a story."""
    return envelope(runs(story, clock, editions))
