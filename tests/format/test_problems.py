"""Problems show where they are and which word was meant."""

import pytest

from lifecycle.problems import Problem, Problems, cut, nearest, unknown


def test_a_problem_shows_its_line_and_a_caret() -> None:
    problem = Problem("a.yaml", 9, 5, 'unknown event "payed"; did you mean "paid"?', "    payed: 1")
    assert str(problem) == ('a.yaml:9:5: unknown event "payed"; did you mean "paid"?\n        payed: 1\n        ^')


def test_a_long_line_is_cut_around_its_caret() -> None:
    shown, caret = str(Problem("a", 1, 5001, "here", "x" * 5000 + "Y" + "z" * 5000)).splitlines()[1:]
    assert len(shown) < 120
    assert shown[caret.index("^")] == "Y"
    assert shown.strip().startswith("…")
    assert shown.endswith("…")


def test_the_caret_stands_right_behind_tabs() -> None:
    shown, caret = str(Problem("a", 1, 3, "here", "\t\tY")).splitlines()[1:]
    assert shown[caret.index("^")] == "Y"


def test_what_cannot_be_printed_is_masked() -> None:
    assert "\x1b" not in str(Problem("a", 1, 1, "here", "\x1b[31mred"))


def test_problems_stand_in_the_order_of_the_file() -> None:
    told = Problems([Problem("a", 2, 1, "c"), Problem("a", 1, 9, "b"), Problem("a", 1, 2, "a")])
    assert [problem.message for problem in told.problems] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("payed", "paid", id="a slip"),
        pytest.param("PAID", "paid", id="capitals"),
        pytest.param("payment_reversed", "payment-reversed", id="an underscore for a hyphen"),
        pytest.param("xyzzy", None, id="nothing comes near"),
    ],
)
def test_the_nearest_known_word_is(word: str, meant: str | None) -> None:
    assert nearest(word, ["paid", "payment-reversed", "billed"]) == meant


def test_few_known_words_are_listed_where_none_comes_near() -> None:
    assert unknown("forum", "xyzzy", ["bpsk", "ylki"]) == 'unknown forum "xyzzy"; known are bpsk, ylki'


def test_messages_never_repeat_a_megabyte() -> None:
    assert len(cut("x" * 1_000_000)) == 60
    assert len(unknown("key", "x" * 1_000_000, ["a"])) < 120
