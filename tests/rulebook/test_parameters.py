"""A book can be walked and changed: one parameter at a time, in its text, and read again."""

import re
from datetime import date

import pytest

from lifecycle import clauses
from lifecycle.clauses.late_fee import Stacking
from lifecycle.problems import Problems
from lifecycle.rulebook import Parameter, RuleBook, Shelf, read_text
from lifecycle.rulebook.template import template

BOOKS = [
    *(book for provider in Shelf.open().providers() for book in Shelf.open().editions(provider)),
    read_text(template("kecil", date(2024, 1, 1)), "kecil/2024-01-01.md"),
]
EVERY = [
    pytest.param(book, parameter, id=f"{book.path} {parameter.path}")
    for book in BOOKS
    for parameter in book.parameters()
]


BOUND = ("late_fee.tier", "billing.due", "routing.row", "refund.calendar.weeks")
"""Parameters that cannot take just any other number."""


def another(parameter: Parameter) -> list[str]:
    """Values that a parameter might have instead."""
    if isinstance(parameter.value, bool):
        return [str(not parameter.value).lower()]
    if isinstance(parameter.value, int):
        return [str(parameter.value + 1), str(parameter.value + 7)]
    if parameter.path.startswith("readings."):
        name = parameter.path.removeprefix("readings.").removesuffix(".default")
        return [word for value in clauses.READINGS[name] if (word := clauses.word(value)) != parameter.value]
    return ["7.25%"] if parameter.value.endswith("%") else []


@pytest.mark.parametrize(("book", "parameter"), EVERY)
def test_the_value_written_again_changes_nothing(book: RuleBook, parameter: Parameter) -> None:
    assert book.with_(parameter.path, str(parameter.value)) is book


@pytest.mark.parametrize(("book", "parameter"), EVERY)
def test_another_value_changes_that_parameter_and_back_again(book: RuleBook, parameter: Parameter) -> None:
    for value in another(parameter):
        try:
            changed = book.with_(parameter.path, value)
        except Problems:
            assert parameter.path.startswith(BOUND), "tiers and rows must fit each other, and weeks a month"
            continue
        before = {each.path: each.value for each in book.parameters()}
        after = {each.path: each.value for each in changed.parameters()}
        assert {path for path in before if before[path] != after[path]} == {parameter.path}
        assert str(after[parameter.path]).lower() == value
        assert changed.digest != book.digest
        assert changed.path == book.path
        assert changed.with_(parameter.path, str(parameter.value)).text == book.text


@pytest.mark.parametrize(("book", "parameter"), EVERY)
def test_another_number_leaves_every_other_letter_alone(book: RuleBook, parameter: Parameter) -> None:
    if isinstance(parameter.value, bool) or not isinstance(parameter.value, int):
        return
    for value in another(parameter):
        try:
            changed = book.with_(parameter.path, value).text.split("\n")
        except Problems:
            continue
        lines = book.text.split("\n")
        key, listed, _ = parameter.path.rpartition(".")[2].partition("[")
        place = rf"\b({re.escape(key)} = {r'.*' if listed else ''}){value}\b"
        mended = re.sub(place, rf"\g<1>{parameter.value}", changed[parameter.line - 1])
        assert mended == lines[parameter.line - 1]
        assert [line for line in range(len(lines)) if lines[line] != changed[line]] == [parameter.line - 1]


def test_every_number_and_word_of_the_rule_is_a_parameter(contoh: RuleBook) -> None:
    values = {parameter.path: parameter.value for parameter in contoh.parameters()}
    assert values["late_fee.tier[0].flat"] == 15000
    assert values["arrears.rung[1].at.days_after"] == 61
    assert values["arrears.rung[1].right"] is True
    assert values["minimum_term.on[1]"] == "arrears"
    assert values["rounding.mode"] == "half_up"
    assert len(values) == 18
    assert contoh.parameters()[-1] == Parameter("minimum_term.fee.flat", 400000, "7 Minimum term", 45)


def test_neither_the_header_nor_the_words_of_a_reading_are_parameters(header: str) -> None:
    reading = '\n```toml\n[readings."late_fee.stacking"]\ndefault = "add"\nalso = ["replace"]\nquestion = "?"\n```'
    book = read_text(header + reading, "a/b.md")
    assert [each.path for each in book.parameters()] == ["readings.late_fee.stacking.default"]


def test_a_reading_s_default_changes_places_with_the_value_it_becomes(header: str) -> None:
    reading = "\n```toml\n[readings.'late_fee.stacking']\nalso = [ 'add' ] # both\ndefault = 'replace'\n```"
    book = read_text(header + reading, "a/b.md").with_("readings.late_fee.stacking.default", "add")
    assert 'also = [ "replace" ] # both\ndefault = "add"' in book.text
    assert book.readings["late_fee.stacking"].allowed == (Stacking.ADD, Stacking.REPLACE)


def test_a_reading_without_other_values_only_gets_another_default(header: str) -> None:
    reading = '\n```toml\n[readings."late_fee.stacking"]\ndefault = "replace"\n```'
    book = read_text(header + reading, "a/b.md").with_("readings.late_fee.stacking.default", "add")
    assert book.readings["late_fee.stacking"].allowed == (Stacking.ADD,)


@pytest.mark.parametrize(
    ("path", "value", "written"),
    [
        pytest.param("late_fee.tier[0].flat", "Rp 17.336,70", 'flat = "Rp 17.336,70"', id="an amount with sen"),
        pytest.param("late_fee.tier[0].flat", "20000", "flat = 20000", id="a bare number stays bare"),
        pytest.param("minimum_term.fee.flat", "given", 'fee = {flat = "given"}', id="a word for a number"),
        pytest.param("arrears.rung[1].right", "False", "right = false", id="a truth as Python writes it"),
        pytest.param("arrears.rung[1].right", "True", "right = true", id="the same truth"),
    ],
)
def test_values_are_written_as_toml(contoh: RuleBook, path: str, value: str, written: str) -> None:
    assert written in contoh.with_(path, value).text


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        pytest.param("late_fee.tier[0].flet", "1", 'did you mean "late_fee.tier[0].flat"?', id="no parameter"),
        pytest.param("provider", "x", 'unknown parameter "provider"', id="the header is not the rule's"),
        pytest.param("billing.due.day", "40", "a day of the month is 1 to 31", id="a day of no month"),
        pytest.param("billing.due.day", 'x"\n\x7f', "is not a whole number", id="a word for a number"),
        pytest.param("arrears.rung[1].right", "maybe", "neither true nor false", id="a word for a truth"),
        pytest.param("arrears.rung[0].becomes", "gone", 'unknown word "gone"', id="no word of the clause"),
        pytest.param("late_fee.tier[0].flat", "1.500", "ambiguous", id="an ambiguous amount"),
    ],
)
def test_a_value_that_does_not_fit_is_a_problem(contoh: RuleBook, path: str, value: str, words: str) -> None:
    with pytest.raises(Problems) as caught:
        contoh.with_(path, value)
    assert words in str(caught.value)
    assert caught.value.problems[0].path == "contoh-net/2024-01-01.md"


def test_parameters_that_cannot_move_alone_move_together(contoh: RuleBook) -> None:
    """The end of one tier and the beginning of the next: each alone overlaps with the other, or runs backwards."""
    tiers = {
        parameter.path: str(parameter.value) for parameter in contoh.parameters() if parameter.path.startswith("bill")
    }
    both = contoh.with_all(dict.fromkeys(tiers, "1"))
    assert {parameter.path: parameter.value for parameter in both.parameters()} | dict.fromkeys(tiers, 1) == {
        parameter.path: parameter.value for parameter in both.parameters()
    }
    with pytest.raises(Problems) as caught:
        contoh.with_all({"billing.due.dya": "1", "late_fee.tier[0].flet": "1"})
    assert len(caught.value.problems) == 2
