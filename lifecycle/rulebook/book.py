"""One edition of one provider's terms: read, cited, walked, and changed by one parameter."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve, field, frozen

from lifecycle.clauses import TABLES
from lifecycle.money import Rounding
from lifecycle.problems import Problem, Problems, nearest, quoted
from lifecycle.rulebook import checks, document, rewriting
from lifecycle.rulebook.clause_tables import ClauseTables, clause_tables, heading
from lifecycle.rulebook.document import Document
from lifecycle.rulebook.entries import Citation, NotModelled, Parameter, Reading
from lifecycle.rulebook.header import UNDATED, Authority, Header
from lifecycle.rulebook.markdown import OWN
from lifecycle.rulebook.positions import Path, dotted
from lifecycle.rulebook.readings import readings

if TYPE_CHECKING:
    from lifecycle.rulebook.telling import Telling

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_PART = re.compile(r"(\.[^.\[]*|\[\d+\])$")


@frozen(kw_only=True)
class RuleBook(ClauseTables):
    """A rule book: whose terms, since when, its clauses (None where it has none of a kind) and its readings.

    ``known_from`` is ``in_force`` where the book says nothing else; both are None for an undated book that
    says neither. ``rounding`` has its step in sen. Two books are equal where their texts and paths are.
    ``tellings`` are the files beside it that tell it in other languages, by language; no rule rests on them.
    """

    provider: str = field(eq=False)
    title: str = field(eq=False)
    in_force: date | None = field(eq=False)
    inferred: bool = field(eq=False)
    known_from: date | None = field(eq=False)
    authority: Authority = field(eq=False)
    source: str = field(eq=False)
    rounding: Rounding = field(eq=False)
    readings: Mapping[str, Reading] = field(eq=False, repr=False)
    text: str = field(eq=False, repr=False)
    digest: str
    path: str
    document: Document = field(eq=False, repr=False)
    tellings: Mapping[str, Traversable] = field(factory=dict, eq=False, repr=False)
    _told: dict[str, "Telling"] = field(init=False, factory=dict, eq=False, repr=False)
    _cited: dict[str, Citation] = field(init=False, factory=dict, eq=False, repr=False)

    @property
    def edition(self) -> str:
        """The first day in force as ``2023-07-01``, or ``undated``."""
        return self.in_force.isoformat() if self.in_force else UNDATED

    @property
    def before(self) -> "RuleBook | None":
        """The terms of the time before the first day: what a clause says of it, and no other clause; else None."""
        earlier = self.routing.earlier if self.routing else None
        alone: dict[str, Any] = {**dict.fromkeys(TABLES), "routing": earlier}
        return None if earlier is None else evolve(self, **alone)

    @property
    def is_known(self) -> bool:
        """Whether anybody knows what the edition says, beside that there was one."""
        return self.routing is None or self.routing.content != "unknown"

    def reading(self, name: str) -> Reading | None:
        """What the book says of a reading, or None where it leaves the clause its plain default."""
        return self.readings.get(name)

    def citation(self, path: str) -> Citation:
        """The clause above a path such as ``late_fee.tier[1].rate``, or above a reading's name.

        A key that is not written is cited by the nearest part of its path that is. Raises KeyError where
        nothing of it is written.
        """
        if path not in self._cited:
            at = f"readings.{path}" if path in self.readings else path
            while at and at not in self.document.names:
                at = _LAST_PART.sub("", at) if _LAST_PART.search(at) else ""
            if not at:
                raise KeyError(f"{self.path} says nothing of {path}")
            self._cited[path] = self._above(self.document.names[at])
        return self._cited[path]

    def parameters(self) -> tuple[Parameter, ...]:
        """Every number and word of the rule, in the order of the text; `with_` changes one by its path."""
        return tuple(
            Parameter(dotted(path), value, self.citation(dotted(path)).heading, self.document.place(path)[0])
            for path, value in rewriting.parameters(self.document)
        )

    def not_modelled(self) -> tuple[NotModelled, ...]:
        """What the clauses say and the engine does not do, as the book marks it in place."""
        return tuple(NotModelled(above.text, text, line) for above, text, line in self.document.page.not_modelled())

    def telling(self, language: str) -> "Telling | None":
        """The book's words in a language, ``en`` its own; None where nothing beside it tells it in that language.

        A telling is read when it is first asked for. Raises Problems for one that does not tell the whole book.
        """
        if language not in self._told and language in (OWN, *self.tellings):
            from lifecycle.rulebook import telling_file  # noqa: PLC0415  # only pages ask, and the others start sooner

            file = self.tellings.get(language)
            self._told[language] = telling_file.read(self, file, language) if file else telling_file.own(self)
        return self._told.get(language)

    def told(self, language: str = OWN) -> "Telling":
        """The book's words in a language, or its own where none tells it; the telling's ``language`` says which.

        Raises Problems as `telling` does.
        """
        return self.telling(language) or self.told()

    def with_(self, path: str, value: str) -> "RuleBook":
        """The same book with one parameter changed in its text, read again. Raises Problems.

        A reading's default changes places with the value among ``also`` that it becomes, so that what the
        book allows stays the same.
        """
        return self.with_all({path: value})

    def with_all(self, values: Mapping[str, str]) -> "RuleBook":
        """The same book with several parameters changed at once, by their paths, as `with_` changes one.

        What would be refused of one alone, as two tiers that meet, may so move together. Raises Problems.
        """
        known = {dotted(at): at for at, _ in rewriting.parameters(self.document)}
        problems = [Problem(self.path, 0, 0, _no_parameter(path, known)) for path in values if path not in known]
        if problems:
            raise Problems(problems)
        changes = {known[path]: str(value) for path, value in values.items()}
        text = rewriting.rewritten(self.document, self.text, changes)
        return self if text == self.text else evolve(read_text(text, self.path), tellings=self.tellings)

    def _above(self, path: Path) -> Citation:
        """The nearest heading above a place; every block stands under the title, so there is one."""
        page = self.document.page
        heading = page.headings[page.above(self.document.place(path)[0])]
        return Citation(heading.text, heading.line, page.prose(heading))


def read(path: File, folder: str | None = None) -> RuleBook:
    """Read one book; with ``folder``, as a shelf does, its provider must be the folder's. Raises Problems."""
    from lifecycle.rulebook import telling_file  # noqa: PLC0415  # a shelf finds them by itself

    tellings = telling_file.beside(path)
    return evolve(read_text(document.text_of(path), str(path), folder), tellings=tellings)


def read_text(text: str, path: str, folder: str | None = None) -> RuleBook:
    """Read a book from its text; ``path`` names it and its edition. Raises Problems, all of them at once."""
    text = document.decoded(text.encode("utf-8", "surrogatepass"), path)
    apart = document.opened(text, path)
    problems: list[Problem] = []
    header = heading(apart, problems)
    clauses = clause_tables(apart, problems)
    choices = readings(apart, problems)
    problems += [apart.problem(at, words) for at, words in checks.mistakes(clauses)]
    if header:
        problems += _misplaced(apart, header, File(path).stem, folder)
    if problems or header is None:
        raise Problems(problems)
    return RuleBook(
        **asdict(clauses, recurse=False),
        provider=header.provider,
        title=next(each.text for each in apart.page.headings if each.level == 1 and each.text),
        in_force=header.in_force,
        inferred=header.inferred,
        known_from=header.known_from or header.in_force,
        authority=header.authority,
        source=header.source,
        rounding=header.rounding.rounding,
        readings=choices,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        path="/".join(File(path).parts[-2:]).lstrip("/"),
        document=apart,
    )


def _no_parameter(path: str, known: Iterable[str]) -> str:
    near = nearest(path, known)
    words = f'; did you mean "{near}"?' if near else "; the book has no parameter that comes near it"
    return f"unknown parameter {quoted(path)}{words}"


def _misplaced(apart: Document, header: Header, name: str, folder: str | None) -> list[Problem]:
    """Whether file and folder are called what the header says."""
    problems = []
    if folder is not None and header.provider != folder:
        words = f'the provider is "{header.provider}" but the folder is "{folder}"; they have one name'
        problems.append(apart.problem(("provider",), words))
    if header.edition != name and (folder is not None or name == UNDATED or _DATED.fullmatch(name)):
        words = f'the file is called "{name}" but the edition is "{header.edition}"; call it {header.edition}.md'
        key = "undated" if header.undated else "in_force"
        problems.append(apart.problem((key,), words))
    return problems
