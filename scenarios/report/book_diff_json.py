"""What differs between two rule books, for machines; README.md beside this file tells the shape."""

from typing import Any

from attrs import asdict

from lifecycle import clauses as kinds
from lifecycle.clauses.instant import InstantForm
from lifecycle.money import Sen, plain
from lifecycle.rulebook import Reading, RuleBook
from lifecycle.rulebook.positions import Path
from scenarios.differing.book_diff import BookDiff
from scenarios.differing.clause_diff import ClauseDiff, ReadingDiff, Words
from scenarios.differing.clauses import Clause
from scenarios.differing.settings import Setting
from scenarios.report import setting_words
from scenarios.report.as_json import VERSION, document


def book_diff_json(found: BookDiff, named: tuple[str, str]) -> bytes:
    """Everything that the text says; a clause in which nothing differs is left out."""
    called = setting_words.names(found.before), setting_words.names(found.after)
    return document(
        {
            "format": "lifecycle.rules_diff",
            "version": VERSION,
            "from": _book(named[0], found.before),
            "to": _book(named[1], found.after),
            "differs": found.differs,
            "header": [{"key": key, "from": before, "to": after} for key, before, after in found.header],
            "clauses": [_clause(one, called) for one in found.differing],
            "same": sum(not one.differs for one in found.clauses),
        }
    )


def _book(asked: str, book: RuleBook) -> dict[str, Any]:
    named = {"provider": book.provider, "edition": book.edition}
    return {"asked": asked, **named, "title": book.title, "digest": book.digest}


def _clause(one: ClauseDiff, called: tuple[dict[Path, str], dict[Path, str]]) -> dict[str, Any]:
    gone, new = one.not_modelled
    return {
        "from": _heading(one.before),
        "to": _heading(one.after),
        "renamed": one.renamed,
        "elsewhere": one.elsewhere,
        "settings": [
            {
                "from": _setting(before),
                "to": _setting(after),
                "words": setting_words.sentence(before, after, *called),
                "difference": setting_words.difference(before, after) or None,
            }
            for before, after in one.settings
        ],
        "moved": [{"from": _setting(before), "to": _setting(after)} for before, after in one.moved],
        "readings": [_reading(each) for each in one.readings],
        "prose": _words(one.prose),
        "not_modelled": {"gone": list(gone), "new": list(new)},
    }


def _heading(clause: Clause | None) -> dict[str, Any] | None:
    return None if clause is None else {"clause": clause.heading, "line": clause.line}


def _setting(setting: Setting | None) -> dict[str, Any] | None:
    if setting is None:
        return None
    value: Any = setting.value
    if isinstance(value, InstantForm):
        value = {name: part for name, part in asdict(value).items() if part is not None}
    elif setting.kind == "money":
        value = {"sen": value, "rupiah": plain(Sen(value))}
    elif setting.kind == "rate":
        value = {"basis_points": value}
    return {"path": setting.name, "line": setting.line, "kind": setting.kind, "value": value}


def _reading(one: ReadingDiff) -> dict[str, Any]:
    return {
        "name": one.name,
        "from": _declared(one.before),
        "to": _declared(one.after),
        "question": _words(one.question),
        "moved": one.moved,
    }


def _declared(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {"default": kinds.word(reading.default), "allowed": [kinds.word(value) for value in reading.allowed]}


def _words(found: Words) -> list[dict[str, str]]:
    """A text's stretches in order: ``same``, ``gone`` or ``new``; nothing where it is the same in both books."""
    return [{"op": op, "text": text} for op, text in found]
