"""`lifecycle rules`: the books, one of them, what to ask about them, and one to start from."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.text import Text

from lifecycle import calendar
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import RuleBook, Shelf
from lifecycle.rulebook.lint import Finding, lint
from lifecycle.rulebook.template import template
from scenarios.commands.failures import problem
from scenarios.named import is_file, named, one_book
from scenarios.report.page import Look, write
from scenarios.report.rules_text import list_text, show_text


def list_all(rules: Sequence[Path] = ()) -> int:
    """Print every book, those that cannot be read as Problems after the others."""
    shelf = Shelf.open(*rules)
    books, problems = _books(shelf, shelf.providers())
    write(list_text(books, Look.of(sys.stdout)))
    if problems:
        raise Problems(problems)
    return 0


def show(name: str, rules: Sequence[Path] = ()) -> int:
    """Print a book: of a provider without an edition the latest. Raises NotCovered and Problems."""
    shelf = Shelf.open(*rules)
    found = named(name, shelf)
    book = found.books[-1]
    others = [one.edition for one in found.editions if one is not book]
    write(show_text(book, others, Look.of(sys.stdout)))
    return 0


def lint_all(names: Sequence[str], rules: Sequence[Path] = ()) -> int:
    """Print what to ask about books; 1 where there is an error or a warning. Raises NotCovered and Problems."""
    shelf = Shelf.open(*rules)
    files = list(filter(is_file, names))
    providers = [name for name in names if name not in files] or ([] if files else shelf.providers())
    books, problems = _books(shelf, providers)
    for name in files:
        try:
            books.append(one_book(name, shelf))
        except Problems as wrong:
            problems += wrong.problems
    if problems:
        raise Problems(problems)
    findings = [finding for group in _by_provider(books) for finding in lint(group)]
    _print(findings, len(books))
    return 1 if any(finding.severity != "note" for finding in findings) else 0


def new(provider: str, first_day: str, folder: Path | None) -> int:
    """Print a book to start from, or write it as ``<folder>/<provider>/<first day>.md``, which must not be there."""
    try:
        day = calendar.parse_day(first_day)
    except ValueError as wrong:
        raise problem("--in-force", str(wrong)) from None
    try:
        text = template(provider, day)
    except ValueError as wrong:
        raise problem("PROVIDER", str(wrong)) from None
    if folder is None:
        write(text)
        return 0
    path = folder / provider / f"{day.isoformat()}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise problem(str(path), "is there already and is not overwritten; name another day or folder") from None
    write(f"{path}\n")
    return 0


def _books(shelf: Shelf, providers: Iterable[str]) -> tuple[list[RuleBook], list[Problem]]:
    books: list[RuleBook] = []
    problems: list[Problem] = []
    for provider in providers:
        try:
            books += shelf.editions(provider)
        except Problems as wrong:
            problems += wrong.problems
    return books, problems


def _by_provider(books: Iterable[RuleBook]) -> Iterable[list[RuleBook]]:
    groups: dict[str, list[RuleBook]] = {}
    for book in books:
        groups.setdefault(book.provider, []).append(book)
    return groups.values()


def _print(findings: Sequence[Finding], books: int) -> None:
    look = Look.of(sys.stdout)
    for finding in findings:
        write(look.lettered(f"{finding}\n"))
    counts = [
        (sum(one.severity == severity for one in findings), severity) for severity in ("error", "warning", "note")
    ]
    told = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts)
    style = "bold red" if counts[0][0] or counts[1][0] else "bold green"
    write(look.rendered(Text(f"{books} book{'' if books == 1 else 's'}, {told}", style=style)))
