"""Disputes and how they end: what is in suspense, what is payable and what the customer holds, in both modes."""

import pytest

from tests.stories import answer, replayed

LINE = "2024-02-01 billed: {period: 2024-02, amount: 500, lines: [{for: package, package: a, amount: 500}]}"
NEXT = "2024-03-01 billed: {period: 2024-03, amount: 300}"
OPEN = "2024-02-10 dispute-opened: {ticket: T1, period: 2024-02, package: a}"
ALL = "2024-03-02 dispute-opened: {ticket: T1}"
MODES = ("by_the_rules", "as_recorded")
LAST = "2024-04-30"


def standing(*steps: str, acts: str, policy: str = "fair") -> tuple[str, ...]:
    """Payable, suspense, credit and the latest dispute at the end."""
    readings = {"dispute.policy": policy}
    result = replayed(
        *steps, f"{LAST} letter-sent: {{}}", provider="telkomsel", activated="", provider_acts=acts, readings=readings
    )
    return tuple(str(answer(result, LAST, key)) for key in ("payable", "suspense", "credit", "dispute"))


def resolved(outcome: str, credit: int | None, ticket: str = "ticket: T1, ") -> str:
    """The decision of a dispute."""
    return (
        f"2024-04-01 dispute-resolved: {{{ticket}outcome: {outcome}{'' if credit is None else f', credit: {credit}'}}}"
    )


@pytest.mark.parametrize("acts", MODES)
@pytest.mark.parametrize("outcome", ["upheld", "rejected", "withdrawn"])
@pytest.mark.parametrize(
    ("credit", "payable", "held"),
    [(200, 300, 0), (500, 0, 0), (700, 0, 200)],
    ids=["a credit smaller than the line", "one as large", "one larger, of which the rest is the customer's"],
)
def test_what_is_credited_is_owed_no_more_whatever_the_outcome(
    credit: int, payable: int, held: int, outcome: str, acts: str
) -> None:
    wanted = (f"Rp {payable}", "Rp 0", f"Rp {held}", outcome)
    assert standing(LINE, OPEN, resolved(outcome, credit), acts=acts) == wanted
    assert standing(LINE, OPEN, resolved(outcome, credit), acts=acts, policy="as_recorded") == wanted


@pytest.mark.parametrize("acts", MODES)
@pytest.mark.parametrize(
    ("outcome", "policy", "payable"),
    [
        ("upheld", "fair", 0),
        ("rejected", "fair", 500),
        ("withdrawn", "fair", 500),
        ("upheld", "as_recorded", 500),
        ("rejected", "as_recorded", 500),
    ],
    ids=str,
)
def test_without_a_credit_only_a_fair_policy_takes_back_what_was_in_suspense(
    outcome: str, policy: str, payable: int, acts: str
) -> None:
    found = standing(LINE, OPEN, resolved(outcome, None), acts=acts, policy=policy)
    assert found == (f"Rp {payable}", "Rp 0", "Rp 0", outcome)


SECOND = "2024-02-11 dispute-opened: {ticket: T2, period: 2024-02, package: a, forum: bpsk}"


@pytest.mark.parametrize("acts", MODES)
@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ((LINE, OPEN, SECOND), ("Rp 0", "Rp 500", "Rp 0", "open")),
        ((LINE, OPEN, SECOND, resolved("rejected", None)), ("Rp 0", "Rp 500", "Rp 0", "open")),
        ((LINE, OPEN, SECOND, resolved("upheld", None)), ("Rp 0", "Rp 0", "Rp 0", "open")),
        ((LINE, OPEN, SECOND, resolved("upheld", 200)), ("Rp 0", "Rp 300", "Rp 0", "open")),
        (
            (LINE, OPEN, SECOND, resolved("upheld", None), resolved("upheld", None, "ticket: T2, ")),
            ("Rp 0", "Rp 0", "Rp 0", "upheld"),
        ),
        (
            (LINE, OPEN, SECOND.replace("package: a", "amount: 300")),
            ("Rp 0", "Rp 500", "Rp 0", "open"),
        ),
        (
            (LINE, OPEN.replace("package: a", "amount: 200"), SECOND.replace("package: a", "amount: 200")),
            ("Rp 100", "Rp 400", "Rp 0", "open"),
        ),
        ((LINE, OPEN, resolved("rejected", None), "2024-04-02" + SECOND[10:]), ("Rp 0", "Rp 500", "Rp 0", "open")),
        ((LINE, OPEN, resolved("upheld", 200), "2024-04-02" + SECOND[10:]), ("Rp 0", "Rp 300", "Rp 0", "open")),
        ((LINE, OPEN, resolved("upheld", None), "2024-04-02" + SECOND[10:]), ("Rp 0", "Rp 0", "Rp 0", "open")),
    ],
    ids=[
        "a line that is disputed twice is in suspense once",
        "it stays so while one of them is open",
        "what the first takes back, the second finds gone",
        "and what a smaller credit leaves stays in suspense",
        "nothing is taken back twice",
        "a line and a part of it",
        "two parts of one line add up",
        "a line disputed anew once the first was rejected",
        "what a credit left, disputed anew",
        "nothing is left to dispute",
    ],
)
def test_a_second_dispute_over_the_same_line(steps: tuple[str, ...], wanted: tuple[str, ...], acts: str) -> None:
    assert standing(*steps, acts=acts) == wanted


@pytest.mark.parametrize("acts", MODES)
@pytest.mark.parametrize(
    ("credit", "wanted"),
    [
        (None, ("Rp 0", "Rp 0", "Rp 0", "upheld")),
        (600, ("Rp 200", "Rp 0", "Rp 0", "upheld")),
        (100, ("Rp 700", "Rp 0", "Rp 0", "upheld")),
        (900, ("Rp 0", "Rp 0", "Rp 100", "upheld")),
    ],
    ids=["no credit is named", "more than the oldest bill", "less than it", "more than all"],
)
def test_a_dispute_over_several_bills_is_credited_from_the_oldest_on(
    credit: int | None, wanted: tuple[str, ...], acts: str
) -> None:
    assert standing(LINE, NEXT, ALL, resolved("upheld", credit), acts=acts) == wanted


@pytest.mark.parametrize("acts", MODES)
def test_a_dispute_over_so_much_of_several_bills_is_credited_no_further_than_that_on_each(acts: str) -> None:
    """Of 600 in dispute 500 are of February, so a credit of 550 takes 50 off March."""
    some = "2024-03-02 dispute-opened: {ticket: T1, amount: 600}"
    assert standing(LINE, NEXT, some, acts=acts) == ("Rp 200", "Rp 600", "Rp 0", "open")
    assert standing(LINE, NEXT, some, resolved("upheld", 550), acts=acts) == ("Rp 250", "Rp 0", "Rp 0", "upheld")


NAMELESS = ("2024-03-02 dispute-opened: {period: 2024-02}", "2024-03-03 dispute-opened: {period: 2024-03}")


@pytest.mark.parametrize("acts", MODES)
def test_disputes_without_a_ticket_do_not_take_each_others_place(acts: str) -> None:
    assert standing(LINE, NEXT, *NAMELESS, acts=acts) == ("Rp 0", "Rp 800", "Rp 0", "open")
    decided = resolved("rejected", None, "")
    assert standing(LINE, NEXT, *NAMELESS, decided, acts=acts) == ("Rp 300", "Rp 500", "Rp 0", "rejected")
    assert standing(LINE, NEXT, *NAMELESS, decided, decided, acts=acts) == ("Rp 800", "Rp 0", "Rp 0", "rejected")


@pytest.mark.parametrize("acts", MODES)
def test_a_ticket_opened_again_over_another_month_takes_the_place_of_what_it_was(acts: str) -> None:
    again = "2024-03-03 dispute-opened: {ticket: T1, period: 2024-03}"
    assert standing(LINE, NEXT, OPEN.replace("2024-02-10", "2024-03-02"), again, acts=acts)[:2] == ("Rp 500", "Rp 300")
