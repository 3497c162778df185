"""A rule book as people read it: headings, prose, and the fenced blocks that hold the rules."""

import re
from bisect import bisect_left, bisect_right

from attrs import frozen

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t](?P<text>.*))?")
NOT_MODELLED = {"en": "Not modelled", "id": "Tidak dimodelkan"}
"""How a note of what the engine does not do begins, by the language that a book is told in."""

OWN = "en"
"""The language that books are written in."""

LANGUAGES = tuple(language for language in NOT_MODELLED if language != OWN)
"""What a book may be told in besides: ``2024-01-01.id.md`` tells ``2024-01-01.md`` in Indonesian."""

_BLANKS = re.compile(r"\n{3,}")


@frozen
class Heading:
    """A heading's text, its level (1 is the title's) and its line (from 1)."""

    text: str
    level: int
    line: int


@frozen
class Block:
    """The lines between the fences of one ``toml`` block, from 1 and inclusive; empty where last < first."""

    first: int
    last: int


@frozen
class Page:
    """A book's lines, and what each of them is; ``unclosed`` is the line of a fence left open, or 0."""

    lines: tuple[str, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    words: frozenset[int]
    unclosed: int

    @property
    def toml(self) -> str:
        """The blocks alone, everything else blanked letter by letter: places are those of the book itself."""
        kept = {line for block in self.blocks for line in range(block.first, block.last + 1)}
        return "\n".join(text if at in kept else " " * len(text) for at, text in enumerate(self.lines, 1))

    def line(self, number: int) -> str:
        """A line's text, or nothing where there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def above(self, line: int) -> int:
        """The index of the nearest heading above a line; -1 where there is none."""
        return bisect_left(self.headings, line, key=lambda heading: heading.line) - 1

    def prose(self, heading: Heading) -> str:
        """The words between a heading and the next one, without the notes of what is not modelled."""
        return tidy(noted(NOT_MODELLED[OWN]).sub("", self.section(heading)))

    def not_modelled(self, language: str = OWN) -> tuple[tuple[Heading, str, int], ...]:
        """Each ``*Not modelled: …*`` with its heading and line."""
        return tuple(
            (heading, " ".join(note["text"].split()), heading.line + 1 + section.count("\n", 0, note.start()))
            for heading in self.headings
            for section in [self.section(heading)]
            for note in noted(NOT_MODELLED[language]).finditer(section)
        )

    def section(self, heading: Heading) -> str:
        """The lines under a heading down to the next one, those of fenced blocks left empty."""
        below = bisect_right(self.headings, heading.line, key=lambda other: other.line)
        end = self.headings[below].line if below < len(self.headings) else len(self.lines) + 1
        return "\n".join(self.lines[at - 1] if at in self.words else "" for at in range(heading.line + 1, end))


def noted(word: str) -> re.Pattern[str]:
    """What finds the notes that begin with a word, ``*Not modelled: …*``."""
    return re.compile(rf"\*{word}:(?P<text>[^*]+)\*")


def tidy(text: str) -> str:
    """Words without blanks at the ends of lines, and with one empty line between paragraphs."""
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def page(text: str) -> Page:
    """Take a book's text apart. Fences and ``#`` headings are CommonMark's; underlined headings are words."""
    lines = tuple(text.split("\n"))
    headings: list[Heading] = []
    blocks: list[Block] = []
    words: set[int] = set()
    marks, opened, is_toml = "", 0, False
    for at, line in enumerate(lines, 1):
        fence = _FENCE.fullmatch(line)
        if marks:
            if fence and not fence["info"].strip() and fence["marks"].startswith(marks):
                if is_toml:
                    blocks.append(Block(opened + 1, at - 1))
                marks = ""
        elif fence:
            marks, opened = fence["marks"], at
            is_toml = fence["info"].split()[:1] == ["toml"]
        elif heading := _HEADING.fullmatch(line):
            headings.append(Heading(_title(heading["text"] or ""), len(heading["marks"]), at))
        else:
            words.add(at)
    return Page(lines, tuple(headings), tuple(blocks), frozenset(words), opened if marks else 0)


def _title(text: str) -> str:
    """A heading's words, less the closing ``#`` that some write."""
    words = text.strip()
    bare = words.rstrip("#")
    return bare.strip() if not bare or bare[-1] in " \t" else words
