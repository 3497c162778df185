"""What a readable book should still be asked about."""

from datetime import date

import pytest

from lifecycle import clauses
from lifecycle.rulebook import RuleBook, Shelf, read_text
from lifecycle.rulebook.lint import Finding, lint
from lifecycle.rulebook.template import template

TIER = "[[late_fee.tier]]\nfrom = {month = 1, day = 1}\n"
UNTIL = "until = {month = 2, day = 1}\n"
GROW = '[readings."late_fee.after_last_tier"]\ndefault = "hold"\nalso = ["grow"]\nquestion = "?"\n'
WARNED = '[[arrears.rung]]\nbecomes = "warned"\nat = {month = 1, day = 5}\n'
ENDED = WARNED.replace("warned", "terminated")


@pytest.mark.parametrize(
    ("toml", "findings"),
    [
        pytest.param(TIER + "flat = 1", [], id="nothing to say"),
        pytest.param(
            TIER + UNTIL + "flat = 1\n[[late_fee.tier]]\nfrom = {month = 2, day = 2}\nflat = 1",
            [(20, "note", "no fee between the tier before (day 1 of the bill's month + 2) and this one")],
            id="a gap between tiers",
        ),
        pytest.param(
            TIER + UNTIL + 'rate = "1%"\n' + GROW, [(15, "warning", "the last tier leaves growth out")], id="no growth"
        ),
        pytest.param(TIER + UNTIL + 'rate = "1%"\ngrowth = "1%"\n' + GROW, [], id="growth where it may be read"),
        pytest.param(
            TIER + 'rate = "1%"\ngrowth = "1%"\n', [(18, "warning", "here it never does")], id="growth without an end"
        ),
        pytest.param(TIER + 'rate = "1%"\n' + GROW, [], id="a last tier that never ends needs no growth"),
        pytest.param(
            WARNED + '[[arrears.rung]]\nbecomes = "isolated"\nat = {month = 1, day = 4}',
            [(20, "warning", "isolated (day 4 of the bill's month + 1) comes before its lower rung warned")],
            id="a rung before its lower rung",
        ),
        pytest.param(
            WARNED + '[[arrears.rung]]\nbecomes = "warned"\nat = {month = 1, day = 6}',
            [(19, "warning", "warned stands after warned")],
            id="a rung twice",
        ),
        pytest.param(
            ENDED + "vests = {month = 1, day = 6}",
            [(18, "error", "vests (day 6 of the bill's month + 1) after it takes hold")],
            id="a right that vests too late",
        ),
        pytest.param(ENDED + "vests = {month = 1, day = 5}", [], id="a right that vests as it takes hold"),
        pytest.param(
            '[[arrears.rung]]\nbecomes = "warned"\nat = {hours_after = 1, of = "activated"}',
            [(17, "warning", "the same instant for every bill")],
            id="hours of a bill",
        ),
        pytest.param(
            '[readings."blacklist.action"]\ndefault = "automatic"\nquestion = "?"',
            [(15, "warning", "the book has no [blacklist] that would consult it")],
            id="a reading without its clause",
        ),
        pytest.param(
            "[package]\ncycle_from = 1\nconsent_for = []",
            [(16, "note", "the whole month before")],
            id="a cycle from the 1st",
        ),
        pytest.param("[package]\ncycle_from = 5\nconsent_for = []", [], id="a cycle from the 5th"),
        pytest.param(
            '[readings."payment.timezone"]\ndefault = "provider"', [(15, "note", "has no question")], id="no question"
        ),
    ],
)
def test_findings_of_a_book(header: str, toml: str, findings: list[tuple[int, str, str]]) -> None:
    book = read_text(f"{header}\n## 1\nWords.\n```toml\n{toml}\n```", "kecil/2024-01-01.md")
    found = lint(book)
    assert [(each.line, each.severity) for each in found] == [(line, severity) for line, severity, _ in findings]
    for each, (_, _, words) in zip(found, findings, strict=True):
        assert words in str(each)


def test_a_clause_without_words_is_noted(contoh: RuleBook) -> None:
    assert lint(contoh) == (
        Finding(
            "contoh-net/2024-01-01.md",
            42,
            "note",
            '[minimum_term] stands under "7 Minimum term", which has no prose: say what the clause says',
        ),
    )


@pytest.mark.parametrize(
    ("editions", "findings"),
    [
        pytest.param(["2024-01-01", "2024-07-01"], [], id="two editions, each from the 1st"),
        pytest.param(["2024-01-15"], [], id="a first edition may start on any day"),
        pytest.param(
            ["2024-01-01", "2024-07-15"],
            [("kecil/2024-07-15.md", 7, "note", "bills issued earlier in it follow")],
            id="a later one within a month",
        ),
        pytest.param(
            ["2024-01-01", "undated"],
            [("kecil/undated.md", 7, "error", "covers every date, but there are others: 2024-01-01, undated")],
            id="undated beside dated",
        ),
        pytest.param(["undated"], [], id="undated alone"),
        pytest.param(
            ["2024-01-01", "2024-01-01"],
            [("kecil/2024-01-01.md", 7, "error", "two editions start on 2024-01-01")],
            id="one day twice",
        ),
    ],
)
def test_findings_between_editions(header: str, editions: list[str], findings: list[tuple[str, int, str, str]]) -> None:
    books = []
    for edition in editions:
        dated = "undated = true" if edition == "undated" else f"in_force = {edition}"
        books.append(read_text(header.replace("in_force = 2024-01-01", dated), f"kecil/{edition}.md"))
    found = lint(books)
    assert [(each.path, each.line, each.severity) for each in found] == [each[:3] for each in findings]
    assert all(words in each.message for each, (_, _, _, words) in zip(found, findings, strict=True))


def test_terms_known_after_they_were_in_force_are_noted(header: str) -> None:
    book = read_text(header.replace("authority", "known_from = 2024-01-11\nauthority"), "kecil/2024-01-01.md")
    assert [(each.line, each.message[:31]) for each in lint(book)] == [(8, "for 10 days the edition was in ")]


def test_the_books_that_ship_have_nothing_against_them(shelf: Shelf) -> None:
    for provider in shelf.providers():
        assert lint(shelf.editions(provider)) == ()


NOT_IN_THE_TEMPLATE = {"cancellation", "documents", "device", "no_refund", "escalation"}
"""Clauses on cancelling, under which a customer's wish alone ends nothing."""


@pytest.mark.parametrize("first_day", [date(2024, 1, 1), date(2023, 7, 19)])
def test_the_template_reads_and_has_nothing_against_it(first_day: date) -> None:
    book = read_text(template("kecil", first_day), f"kecil/{first_day}.md", "kecil")
    assert lint(book) == ()
    assert (book.provider, book.in_force, book.authority) == ("kecil", first_day, "invented")
    assert {name for name in clauses.TABLES if book.table(name) is None} == NOT_IN_THE_TEMPLATE


def test_a_template_needs_a_name_that_a_folder_may_have() -> None:
    with pytest.raises(ValueError, match="is no provider's name"):
        template("My ISP/..", date(2024, 1, 1))
