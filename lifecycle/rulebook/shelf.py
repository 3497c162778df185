"""The shelf of all rule books: those of the package, and folders of one's own that add to them or override."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import evolve, field, frozen

from lifecycle.problems import Problem, Problems, unknown
from lifecycle.rulebook import document
from lifecycle.rulebook.book import RuleBook, read_text
from lifecycle.rulebook.editions import NotCovered
from lifecycle.rulebook.header import UNDATED
from lifecycle.rulebook.markdown import LANGUAGES

_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}|" + UNDATED)
_TELLING = re.compile(rf"(?P<edition>{_EDITION.pattern})\.(?P<language>[^.]+)")
BESIDE = "rules"
"""The folder beside a story in which its own books stand."""

_READ: dict[tuple[object, ...], RuleBook] = {}
"""Books read before in this process, by file, time of change and size, and those of the tellings beside it."""


@frozen
class BookFile:
    """A book's file, and by language those beside it that tell it in another one."""

    file: Traversable
    tellings: Mapping[str, Traversable] = field(factory=dict)


@frozen
class Shelf:
    """All books, by provider and edition; a file is read when it is first asked for."""

    files: dict[str, dict[str, BookFile]]
    folders: tuple[Path, ...] = ()
    _books: dict[str, tuple[RuleBook, ...]] = field(init=False, factory=dict, repr=False, eq=False)
    _beside: "dict[Path, Shelf]" = field(init=False, factory=dict, repr=False, eq=False)

    @classmethod
    def open(cls, *folders: Path) -> "Shelf":
        """The package's books and those of ``<folder>/<provider>/<edition>.md``, later folders first.

        Raises Problems for a folder that is none, holds no book, or has a file named for no edition.
        """
        files: dict[str, dict[str, BookFile]] = {}
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

    def twin(self, book: RuleBook) -> RuleBook:
        """A book read from elsewhere, such as a store, as it stands here word by word, with what tells it beside it.

        The book itself where the shelf has no such text, or cannot read its provider's books.
        """
        try:
            own = self.editions(book.provider)
        except (NotCovered, Problems):
            return book
        return next((each for each in own if each.digest == book.digest), book)


def _files(folder: Traversable, problems: list[Problem]) -> Iterator[tuple[str, str, BookFile]]:
    """Each book's file of a folder, with its provider and edition; a README anywhere is none."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), 0, 0, "is no folder; books stand in <folder>/<provider>/<first day>.md"))
        return
    for shelf in sorted(folder.iterdir(), key=lambda each: each.name):
        if not shelf.name.startswith((".", "_")) and shelf.is_dir():
            yield from ((shelf.name, edition, file) for edition, file in _of_provider(shelf, problems))


def _of_provider(shelf: Traversable, problems: list[Problem]) -> Iterator[tuple[str, BookFile]]:
    """Each edition's file of a provider's folder, with those that tell it."""
    books: dict[str, Traversable] = {}
    tellings: dict[str, dict[str, Traversable]] = {}
    for file in sorted(shelf.iterdir(), key=lambda each: each.name):
        name, dot, ending = file.name.rpartition(".")
        if not dot or ending != "md" or name.upper() == "README" or not file.is_file():
            continue
        if _EDITION.fullmatch(name):
            books[name] = file
        elif telling := _TELLING.fullmatch(name):
            tellings.setdefault(telling["edition"], {})[telling["language"]] = file
        else:
            words = "a rule book is named for its first day in force, as in 2024-01-01.md, or undated.md"
            problems.append(Problem(str(file), 0, 0, words))
    for edition, told in tellings.items():
        for language, file in told.items():
            if language not in LANGUAGES:
                problems.append(Problem(str(file), 0, 0, unknown("language", language, LANGUAGES)))
            elif edition not in books:
                words = f"tells a book that does not stand beside it; put {edition}.md here, or take this file away"
                problems.append(Problem(str(file), 0, 0, words))
    yield from ((edition, BookFile(file, tellings.get(edition, {}))) for edition, file in books.items())


def _book(found: BookFile, provider: str) -> RuleBook:
    """A book, read once a process unless its file or one that tells it has changed."""
    stamp = tuple(part for file in (found.file, *found.tellings.values()) for part in _stamp(file))
    if stamp not in _READ:
        book = read_text(document.text_of(found.file), str(found.file), provider)
        _READ[stamp] = evolve(book, tellings=found.tellings)
    return _READ[stamp]


def _stamp(file: Traversable) -> tuple[str, int, int]:
    stat = file.stat() if isinstance(file, Path) else None
    return str(file), stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0
