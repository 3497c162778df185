"""The rule books that somebody names: a provider, one of its editions, or a Markdown file that nobody has installed."""

import re
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import NotCovered, RuleBook, Shelf, pinned, read
from lifecycle.rulebook.header import UNDATED

_EDITION = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}|{UNDATED}")


@frozen
class Named:
    """A provider's editions, those of them that were named, and the folder in which they stand.

    ``installed`` says whether they are on the shelf, so that a story finds them by itself.
    """

    editions: tuple[RuleBook, ...]
    books: tuple[RuleBook, ...]
    folder: Path
    installed: bool

    @property
    def provider(self) -> str:
        """Whose books they are."""
        return self.books[0].provider


def is_file(name: str) -> bool:
    """Whether a book is named by its file."""
    return name.endswith(".md") or "/" in name


def named(name: str, shelf: Shelf) -> Named:
    """The books behind ``provider``, ``provider@edition`` or the path of a Markdown file.

    Beside such a file its provider's other editions count, too, where the folder bears the provider's name.
    Raises NotCovered and Problems.
    """
    if is_file(name):
        return _of_file(Path(name), shelf)
    provider, at, edition = name.partition("@")
    editions = shelf.editions(provider)
    books = (pinned(editions, edition),) if at else editions
    return Named(editions, books, Path(str(shelf.files[provider][books[0].edition].file)).parent, installed=True)


def one_book(name: str, shelf: Shelf) -> RuleBook:
    """The one book behind a name: of a provider the latest. Raises NotCovered and Problems."""
    return _read(Path(name)) if is_file(name) else named(name, shelf).books[-1]


def two_books(first: str, second: str, shelf: Shelf) -> tuple[RuleBook, RuleBook]:
    """The books behind two names. Raises NotCovered and Problems; where neither is one, what is wrong with both."""
    found: list[RuleBook] = []
    wrong: list[NotCovered | Problems] = []
    for name in (first, second):
        try:
            found.append(one_book(name, shelf))
        except (NotCovered, Problems) as why:
            wrong.append(why)
    if len(wrong) == 1 or (wrong and str(wrong[0]) == str(wrong[1])):
        raise wrong[0]
    if wrong:
        raise Problems([one for name, why in zip((first, second), wrong, strict=True) for one in _told(name, why)])
    return found[0], found[1]


def _told(name: str, why: NotCovered | Problems) -> Sequence[Problem]:
    return why.problems if isinstance(why, Problems) else (Problem(name, 0, 0, str(why)),)


def name_of(name: str, book: RuleBook) -> str:
    """What outputs call a book that was asked for by a name: the file, or the provider with the edition."""
    return name if is_file(name) else f"{book.provider}@{book.edition}"


def _of_file(path: Path, shelf: Shelf) -> Named:
    book = _read(path)
    found = {one.edition: one for one in _shelved(book.provider, shelf)}
    if path.parent.name == book.provider:
        beside = [read(one) for one in sorted(path.parent.glob("*.md")) if _EDITION.fullmatch(one.stem)]
        found |= {one.edition: one for one in beside if one.provider == book.provider}
    found[book.edition] = book
    editions = tuple(sorted(found.values(), key=lambda one: one.edition if one.in_force else ""))
    return Named(editions, (book,), path.parent, installed=False)


def _read(path: Path) -> RuleBook:
    if not path.is_file():
        raise Problems([Problem(str(path), 0, 0, "is no file; a book is provider, provider@edition or FILE.md")])
    return read(path)


def _shelved(provider: str, shelf: Shelf) -> Sequence[RuleBook]:
    try:
        return shelf.editions(provider)
    except NotCovered:
        return ()
