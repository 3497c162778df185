"""The shelf of all rule books: those of the package, and folders of one's own that add to them or override."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import field, frozen

from lifecycle.problems import Problem, Problems, unknown
from lifecycle.rulebook import document
from lifecycle.rulebook.book import RuleBook, read_text
from lifecycle.rulebook.editions import NotCovered
from lifecycle.rulebook.header import UNDATED

_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}|" + UNDATED)
BESIDE = "rules"
"""The folder beside a story in which its own books stand."""

_READ: dict[tuple[str, int, int], RuleBook] = {}
"""Books read before in this process, by file, time of change and size."""


@frozen
class Shelf:
    """All books, by provider and edition; a file is read when it is first asked for."""

    files: dict[str, dict[str, Traversable]]
    folders: tuple[Path, ...] = ()
    _books: dict[str, tuple[RuleBook, ...]] = field(init=False, factory=dict, repr=False, eq=False)
    _beside: "dict[Path, Shelf]" = field(init=False, factory=dict, repr=False, eq=False)

    @classmethod
    def open(cls, *folders: Path) -> "Shelf":
        """The package's books and those of ``<folder>/<provider>/<edition>.md``, later folders first.

        Raises Problems for a folder that is none, holds no book, or has a file named for no edition.
        """
        files: dict[str, dict[str, Traversable]] = {}
        problems: list[Problem] = []
        for folder in (resources.files("lifecycle.providers"), *folders):
            found = False
            for provider, edition, file in _files(folder, problems):
                files.setdefault(provider, {})[edition] = file
                found = True
            if not found and isinstance(folder, Path) and folder in folders and not problems:
                problems.append(Problem(str(folder), 0, 0, "holds no rule book; expected <provider>/<first day>.md"))
        if problems:
            raise Problems(problems)
        return cls(files, folders)

    def beside(self, story: Path, provider: str) -> "Shelf":
        """This shelf with the books that a story's folder holds for its provider, ``rules/<provider>/<edition>.md``.

        They add to the package's or override them; this shelf's own folders go before them. Raises Problems as
        `open` does. A story beside which no book of its provider stands has the shelf itself.
        """
        folder = story.parent / BESIDE
        if not (folder / provider).is_dir():
            return self
        if folder not in self._beside:
            self._beside[folder] = Shelf.open(folder, *self.folders)
        return self._beside[folder]

    def providers(self) -> list[str]:
        """The names of all providers that have a book."""
        return sorted(self.files)

    def editions(self, provider: str) -> tuple[RuleBook, ...]:
        """A provider's books in the order of their first days, an undated one first.

        Raises NotCovered for an unknown provider, and Problems for all that is wrong with its books.
        """
        if provider not in self.files:
            raise NotCovered(unknown("provider", provider, self.files))
        if provider not in self._books:
            books: list[RuleBook] = []
            problems: list[Problem] = []
            for file in self.files[provider].values():
                try:
                    books.append(_book(file, provider))
                except Problems as wrong:
                    problems += wrong.problems
            if problems:
                raise Problems(problems)
            self._books[provider] = tuple(sorted(books, key=lambda book: book.in_force or date.min))
        return self._books[provider]


def _files(folder: Traversable, problems: list[Problem]) -> Iterator[tuple[str, str, Traversable]]:
    """Each book's file of a folder, with its provider and edition; a README anywhere is none."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), 0, 0, "is no folder; books stand in <folder>/<provider>/<first day>.md"))
        return
    for shelf in sorted(folder.iterdir(), key=lambda each: each.name):
        if shelf.name.startswith((".", "_")) or not shelf.is_dir():
            continue
        for file in sorted(shelf.iterdir(), key=lambda each: each.name):
            name, dot, ending = file.name.rpartition(".")
            if not dot or ending != "md" or name.upper() == "README" or not file.is_file():
                continue
            if _EDITION.fullmatch(name):
                yield shelf.name, name, file
            else:
                words = "a rule book is named for its first day in force, as in 2024-01-01.md, or undated.md"
                problems.append(Problem(str(file), 0, 0, words))


def _book(file: Traversable, provider: str) -> RuleBook:
    """A book, read once a process unless its file has changed."""
    stat = file.stat() if isinstance(file, Path) else None
    stamp = (str(file), stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0)
    if stamp not in _READ:
        _READ[stamp] = read_text(document.text_of(file), str(file), provider)
    return _READ[stamp]
