"""A reading whose values are whole numbers: how books declare it, and how stories and commands choose it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook, Shelf, read_text
from lifecycle.rulebook.lint import lint
from scenarios.cli import app
from tests.refunds.told import asked, refund, told

NAME = "voucher.lag_business_days"
BOOK = Shelf.open().editions("masterweb")[0]
PAID = "2025-04-10 paid: 300000"
STORY = Path(__file__).parents[2] / "scenarios/library/masterweb/the-voucher-takes-business-days.yaml"


def with_default(written: str, also: str = "") -> RuleBook:
    return read_text(BOOK.text.replace("default = 0\n", f"default = {written}\n{also}"), "masterweb/undated.md")


def test_the_book_says_a_default_and_allows_every_number() -> None:
    reading = BOOK.readings[NAME]
    assert (reading.default, reading.allowed) == (0, (0,))
    assert all(reading.wrong(word) is None for word in ("0", "1", "2", "30", "9999"))
    assert lint(BOOK) == ()


@pytest.mark.parametrize("word", ["-1", "01", "2.5", "two", "10000", "1_0", "", "٢", "as_written"])
def test_what_is_no_number_of_days_is_said_so(word: str) -> None:
    wrong = BOOK.readings[NAME].wrong(word)
    assert wrong is not None
    assert "is not a whole number of business days, such as 0 or 2" in wrong


@pytest.mark.parametrize("written", ["3", '"3"'])
def test_a_default_may_be_bare_or_in_quotes(written: str) -> None:
    assert with_default(written).readings[NAME].default == 3


@pytest.mark.parametrize(
    ("written", "also", "words"),
    [
        ('"soon"', "", '"soon" is not a whole number of business days'),
        ("-1", "", '"-1" is not a whole number of business days'),
        ("true", "", "true is not a whole number"),
        ("0", 'also = ["1"]\n', "any other number is allowed too; leave `also` out"),
    ],
)
def test_a_book_that_writes_it_otherwise_is_told_where(written: str, also: str, words: str) -> None:
    with pytest.raises(Problems) as told_:
        with_default(written, also)
    assert words in str(told_.value)


def test_the_default_can_be_changed_like_any_number() -> None:
    changed = BOOK.with_(f"readings.{NAME}.default", "2")
    assert changed.readings[NAME].default == 2
    assert changed.with_(f"readings.{NAME}.default", "0").text == BOOK.text


def test_a_story_and_an_overlay_choose_it() -> None:
    """And the report says the number."""
    found = [str(refund(told(PAID, asked("2025-04-30"), readings={NAME: lag})).transfer_on) for lag in ("0", "1", "2")]
    assert found == ["2025-05-05", "2025-05-05", "2025-05-19"]


def test_the_command_line_chooses_it() -> None:
    result = CliRunner().invoke(app, ["replay", str(STORY), "--reading", f"{NAME}=1"])
    assert result.exit_code == 1, "the story expects two days"
    assert f"{NAME}=1" in result.stdout
    wrong = CliRunner().invoke(app, ["replay", str(STORY), "--reading", f"{NAME}=soon"])
    assert (wrong.exit_code, "is not a whole number of business days" in wrong.output) == (2, True)


def test_showing_the_book_says_what_may_be_chosen() -> None:
    shown = CliRunner().invoke(app, ["rules", "show", "masterweb"]).stdout
    assert f"{NAME}: 0 (default), or a whole number of business days" in " ".join(shown.split())
