"""What is coming changes with what happens, never by a letter or by time alone."""

import pytest

from lifecycle.events import Terminated, word
from tests.stories import answer, replayed

BILLS = (
    "2024-06-05 billed: {period: 2024-06, amount: 100000}",
    "2024-06-25 billed: {period: 2024-05, amount: 100000}",
)


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param((), id="no letter"),
        pytest.param(("2024-07-10 letter-sent: {to: somebody}",), id="a letter once the first right has vested"),
        pytest.param(("2024-07-27 letter-sent: {to: somebody}",), id="a letter once both have"),
    ],
)
def test_the_end_that_comes_first_comes_whoever_writes(letters: tuple[str, ...]) -> None:
    """June's right vests on 5 July and ends on 1 September, May's vests on 25 July and ends on 1 August."""
    result = replayed(*BILLS, *letters, "2024-08-10 expect: {state: terminated}", provider="balap")
    for at in ("2024-06-26", "2024-07-10", "2024-07-26"):
        assert str(answer(result, at, "next_termination")) == "2024-08-01 00:00:00+07:00"
    (ended,) = [recorded for recorded in result.events if isinstance(recorded.event, Terminated)]
    assert str(ended.at) == "2024-08-01 00:00:00+07:00"


@pytest.mark.parametrize(
    "letters", [pytest.param((), id="no letter"), pytest.param(("2024-07-21 letter-sent: {to: x}",), id="a letter")]
)
def test_a_new_edition_reconnects_nobody(letters: tuple[str, ...]) -> None:
    """The line was isolated under terms that want the fee paid, too; those that came later do not lift that."""
    steps = (BILLS[0], "2024-06-25 paid: 100000", *letters, "2024-08-01 expect: {state: isolated}")
    result = replayed(*steps, provider="ganti")
    assert [word(recorded.event) for recorded in result.events if recorded.actor == "rules"] == ["isolated"]
    assert answer(result, "2024-08-01", "state") == "isolated"


def test_a_line_isolated_under_the_new_edition_comes_back_by_it() -> None:
    """The same a month later."""
    bill = "2024-07-05 billed: {period: 2024-07, amount: 100000}"
    result = replayed(bill, "2024-07-25 paid: 100000", "2024-08-01 expect: {state: active}", provider="ganti")
    assert answer(result, "2024-08-01", "state") == "active"
