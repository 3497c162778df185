"""The page of a telling: what stands under each of its headings."""

import re

from attrs import field, frozen

from lifecycle.rulebook import markdown
from lifecycle.rulebook.markdown import NOT_MODELLED, Heading, Page

SOURCE = {"id": "Sumber"}
"""How the line under the title begins that names the source, by language."""

_QUESTION = re.compile(r"^- `(?P<reading>[^`\n]*)`:[ \t]*(?P<text>.*(?:\n(?!- |[ \t]*$).*)*)$", re.MULTILINE)


@frozen
class Question:
    """What a reading leaves open, its line, and the heading that it stands under."""

    reading: str
    text: str
    line: int
    above: Heading


@frozen
class TellingPage:
    """A telling's page in its language; ``path`` is what problems call it."""

    page: Page
    path: str
    language: str
    questions: tuple[Question, ...] = field(init=False)

    @questions.default
    def _questions(self) -> tuple[Question, ...]:
        return tuple(
            Question(
                one["reading"], _one_line(one["text"]), above.line + 1 + section.count("\n", 0, one.start()), above
            )
            for above in self.page.headings
            for section in [self.page.section(above)]
            for one in _QUESTION.finditer(section)
        )

    def prose(self, heading: Heading) -> str:
        """The words under a heading, without questions, notes and the source."""
        text = _QUESTION.sub("", self.page.section(heading))
        for word in (NOT_MODELLED[self.language], SOURCE[self.language]):
            text = markdown.noted(word).sub("", text)
        return markdown.tidy(text)

    def sources(self, title: Heading) -> list[str]:
        """What is named as the source under the title, which is to be one."""
        return [
            _one_line(one["text"]) for one in markdown.noted(SOURCE[self.language]).finditer(self.page.section(title))
        ]

    def notes(self, heading: Heading) -> int:
        """How many things the telling says are not modelled, under one heading."""
        return sum(above == heading for above, _, _ in self.page.not_modelled(self.language))


def _one_line(text: str) -> str:
    return " ".join(text.split())
