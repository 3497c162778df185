"""What differs between two books, in parts that are applied alone."""

from pathlib import Path

import pytest

from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, read_text
from scenarios.comparing.books import books, values
from scenarios.comparing.parts import parts
from tests.comparing.told import SHELF, changed

BOOK = SHELF.editions("indihome")[-1]


def altered(*changes: tuple[str, str]) -> RuleBook:
    text = BOOK.text
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_text(text, BOOK.path)


FEE = ("months = 12", "months = 6")
FIRST_ENDS_LATER = ("until = {month = 1, day = 1}", "until = {month = 1, day = 11}")
SECOND_A_MONTH_LATER = (
    "from = {month = 1, day = 1}\nuntil = {month = 2, day = 1}",
    "from = {month = 2, day = 1}\nuntil = {month = 3, day = 1}",
)

CASES = [
    pytest.param((), [], id="nothing differs where the books are one"),
    pytest.param((("# IndiHome by", "# The IndiHome by"),), [], id="words of the prose are no rule"),
    pytest.param((('rate = "5%"', 'rate = "7%"'),), [["late_fee.tier[0].rate"]], id="one number is one part"),
    pytest.param(
        (('rate = "5%"', 'rate = "7%"'), FEE),
        [["late_fee.tier[0].rate"], ["minimum_term.months"]],
        id="two numbers are two parts in the order of the book",
    ),
    pytest.param(
        (FIRST_ENDS_LATER, ("from = {month = 1, day = 1}\nuntil", "from = {month = 1, day = 11}\nuntil")),
        [["late_fee.tier[0].until.day", "late_fee.tier[1].from.day"]],
        id="tiers that meet move together",
    ),
    pytest.param(
        (("until = {month = 1, day = 1}", "until = {month = 2, day = 1}"), SECOND_A_MONTH_LATER, FEE),
        [
            ["late_fee.tier[0].until.month", "late_fee.tier[1].from.month", "late_fee.tier[1].until.month"],
            ["minimum_term.months"],
        ],
        id="tiers that only move together are one part with their clause",
    ),
    pytest.param(
        (('any_exit = ["wish", "wish_in_arrears"', 'any_exit = ["wish_in_arrears"'), ("months = 12", "months = 6")),
        [
            ["minimum_term.months"],
            [
                "blacklist.eligible_on.any_exit[0]",
                "blacklist.eligible_on.any_exit[1]",
                "blacklist.eligible_on.any_exit[2]",
                "blacklist.eligible_on.any_exit[3]",
            ],
        ],
        id="a list that is longer in one book is one part",
    ),
    pytest.param(
        (('[resale]\nends = "at_once"\n', ""),),
        [["resale.ends"]],
        id="a clause that only one book has is one part",
    ),
    pytest.param(
        (('rate = "5%"', 'rate = "5.00%"'), ("minimum = 5000", 'minimum = "Rp 5.000"'), ("months = 12", "months = 6")),
        [["minimum_term.months"]],
        id="what is written otherwise and says the same is no part",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_the_parts_of_a_change(changes: tuple[tuple[str, str], ...], expected: list[list[str]]) -> None:
    found = parts(BOOK, altered(*changes))
    assert [[one.path for one in part.differs] for part in found] == expected


def test_a_clause_that_is_taken_out_is_taken_out_of_the_first_book() -> None:
    (part,) = parts(BOOK, altered(('[resale]\nends = "at_once"\n', "")))
    assert (part.book.resale, part.book.billing) == (None, BOOK.billing)
    assert str(part.differs[0]) == "- resale.ends at_once"


def test_a_reading_that_only_one_book_declares_is_a_part() -> None:
    reading = BOOK.text[BOOK.text.index('[readings."blacklist.action"]') :].partition("\n```")[0]
    (part,) = parts(BOOK, altered((reading, "")))
    assert [one.reading for one in part.differs] == ["blacklist.action"]
    assert "blacklist.action" not in part.book.readings


def test_every_part_together_is_the_second_book() -> None:
    """Of the shipped editions; what is applied alone leaves everything else as the first has it."""
    first, second = SHELF.editions("indihome")
    found = parts(second, first)
    assert [[one.path for one in part.differs] for part in found] == [
        ["arrears.rung[1].vests.day"],
        ["arrears.rung[1].at.month"],
    ]
    for part in found:
        assert [one.differs for one in parts(second, part.book)] == [part.differs]


def test_the_second_book_is_in_force_when_the_first_is() -> None:
    made = books("indihome@2023-07-01", "indihome@2022-01-01", {}, SHELF)
    assert (made.after.edition, made.wholly) == ("2023-07-01", True)
    assert changed({"minimum_term.months": "6"}).wholly is False


def test_a_file_that_nobody_has_installed_is_a_book(tmp_path: Path) -> None:
    path = tmp_path / "proposal.md"
    path.write_text(BOOK.text.replace("months = 12", "months = 6"), "utf-8")
    made = books("indihome", str(path), {"late_fee.tier[0].rate": "7%"}, SHELF)
    assert [one.differs[0].after for one in parts(made.before, made.after)] == ["7%", "6"]
    assert (made.named[0], made.wholly) == ("indihome@2023-07-01", False)


WRONG = [
    pytest.param(["a"], "PATH=VALUE", id="no value"),
    pytest.param(["a=1", "a=2"], "a is 1 already; give it one value", id="two values"),
]


@pytest.mark.parametrize(("texts", "words"), WRONG)
def test_what_cannot_be_set_is_said(texts: list[str], words: str) -> None:
    with pytest.raises(Problems) as caught:
        values(texts)
    assert words in str(caught.value)
