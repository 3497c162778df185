"""What commands show of numbers and names: the mask over a story, and problems told without them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from attrs import evolve, frozen

from lifecycle.events import Recorded
from lifecycle.problems import Problem, Problems
from lifecycle.store import StoreProblem
from scenarios.format import Story
from scenarios.report.masking import SIGN, Mask
from scenarios.report.secrets import of_events, of_story, of_text


def mask_over(story: Story, *, unmask: bool, machine: bool = False, beside: Iterable[Recorded] = ()) -> Mask:
    """The mask over a story and events beside it; for a machine in plain letters."""
    return Mask.of([*of_story(story), *of_events(beside)], on=not unmask, sign="*" if machine else SIGN)


QUOTED = re.compile(r'"[^"]*"')


@frozen
class Privacy:
    """The numbers and names in a file's text, be it a story or not, and what is told without them."""

    file: Path | None
    on: bool = True

    @cached_property
    def mask(self) -> Mask:
        """The mask over the file's text."""
        return Mask.of(of_text(self._text), on=self.on)

    @cached_property
    def _text(self) -> str:
        """The text, which is read only when something is told of the file."""
        try:
            return self.file.read_bytes().decode("utf-8", "replace") if self.on and self.file else ""
        except (OSError, ValueError):
            return ""

    def problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems, those of the file without its numbers and names, in their words and in the lines that they show."""
        return [self._told(one) if one.path == str(self.file) else one for one in problems]

    def words(self, words: str) -> str:
        """What a store says, which names a subscription as ``provider/number``, however short the number is."""
        for secret in of_text(self._text):
            if secret.is_number:
                words = words.replace(f"/{secret.text} ", f"/{self.mask.number(secret.text)} ")
        return self.mask.sentence(words)

    def _told(self, one: Problem) -> Problem:
        # What a message repeats of the file stands in quotes, and is anybody's free text.
        message = QUOTED.sub(lambda found: self.mask.text(found[0]), self.mask.sentence(one.message))
        return evolve(one, message=message, source=self.mask.line(one.source))


@contextmanager
def masked(file: Path | None, *, unmask: bool) -> Iterator[None]:
    """Problems of a story's file, and of a store that keeps it, are told without the file's numbers and names."""
    privacy = Privacy(file, on=not unmask)
    try:
        yield
    except Problems as wrong:
        raise Problems(privacy.problems(wrong.problems)) from None
    except StoreProblem as wrong:
        # It goes on naming its subscription, which need stand in no file: `failures` masks that one.
        raise StoreProblem(privacy.words(str(wrong)), wrong.subscription) from None
