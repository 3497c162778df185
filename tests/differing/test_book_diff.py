"""What differs between rule books: those that ship, beside copies with each kind of change."""

import re

from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, read_text
from scenarios.differing.book_diff import book_diff
from scenarios.differing.clauses import clauses
from scenarios.report import book_diff_words, setting_words
from tests.differing.copies import START, beside, each_book, only

MORE = "\n## Zz 99: words alone\n\nOnly words stand here.\n\n*Not modelled: all of it.*\n"


@each_book
def test_a_book_does_not_differ_from_itself(book: RuleBook) -> None:
    found = book_diff(book, read_text(book.text, book.path))
    assert not found.differs
    assert len(found.clauses) == len(book.document.page.headings)


def test_every_number_that_is_one_more_is_told_alone_at_its_clause_and_line() -> None:
    """Of the book that has every kind of clause; what would be refused alone is passed over."""
    tried = 0
    for parameter in START.parameters():
        if type(parameter.value) is not int or parameter.path.startswith(("rounding", "readings")):
            continue
        try:
            other = START.with_(parameter.path, str(parameter.value + 1))
        except Problems:
            continue
        one = only(book_diff(START, other))
        ((before, after),) = one.settings
        assert before is not None
        assert one.before is not None
        assert (one.before.heading, before.line) == (parameter.clause, parameter.line)
        assert parameter.path.startswith(before.name)
        assert setting_words.difference(before, after)
        tried += 1
    assert tried > 20


@each_book
def test_a_clause_that_only_one_book_has(book: RuleBook) -> None:
    """Its words and its notes come with it, and no other clause is told."""
    found = beside(book, lambda text: text + MORE)
    one = only(found)
    assert one.before is None
    assert one.after is not None
    assert (one.after.heading, one.rules, one.not_modelled) == ("Zz 99: words alone", False, ((), ("all of it.",)))
    gone = only(book_diff(found.after, found.before))
    assert (gone.before, gone.after) == (one.after, None)


@each_book
def test_headings_that_are_renamed_are_still_their_clauses(book: RuleBook) -> None:
    """Nothing of a rule is told then."""
    found = beside(book, lambda text: re.sub(r"^(## [^:\n]*)", r"\1 bis", text, flags=re.MULTILINE))
    assert found.differing
    for one in found.differing:
        assert one.renamed
        assert not any((one.rules, one.moved, one.prose, one.readings, one.elsewhere))


@each_book
def test_words_that_change_change_no_rule(book: RuleBook) -> None:
    """They are told word by word."""
    prose = next(one.prose for one in clauses(book) if len(one.prose.split()) > 8)
    third = prose.split()[2]
    one = only(beside(book, lambda text: text.replace(prose, prose.replace(third, "REWORDED", 1), 1)))
    assert {("gone", third), ("new", "REWORDED")} <= {*one.prose}
    assert not one.rules


@each_book
def test_the_header_tells_its_own_changes(book: RuleBook) -> None:
    found = beside(book, lambda text: re.sub(r'^source = ".*"$', 'source = "Another"', text, flags=re.MULTILINE))
    assert found.header == (("source", book.source, "Another"),)
    assert found.differing == ()


@each_book
def test_another_default_of_a_reading(book: RuleBook) -> None:
    """What the book allows stays the same, as the two values change places."""
    words = [reading for reading in book.readings.values() if len(reading.allowed) > 1]
    for reading in words:
        value = next(one for one in reading.allowed if one != reading.default)
        other = book.with_(f"readings.{reading.name}.default", getattr(value, "name", str(value)).lower())
        (found,) = only(book_diff(book, other)).readings
        assert found.name == reading.name
        assert found.default == tuple(one.name.lower() for one in (reading.default, value))  # type: ignore[attr-defined]
        assert (found.values, found.question, found.moved) == (((), ()), (), False)


def test_what_stands_under_a_heading_without_words_is_told_too() -> None:
    book = read_text(re.sub(r"^## .*$", "##", START.text, flags=re.MULTILINE), START.path)
    one = only(book_diff(book, book.with_("billing.due.day", "19")))
    assert one.rules
    assert book_diff_words.title(one) == "(without a heading)"


def test_two_providers_are_compared_too() -> None:
    """Their clauses are told apart by what they rule and say."""
    other = read_text(START.text.replace('provider = "mulai-net"', 'provider = "lain-net"'), "lain-net/2024-01-01.md")
    found = book_diff(START, other)
    assert found.header == (("provider", "mulai-net", "lain-net"),)
