"""The shadow of a story told as recorded: the same facts, the provider's acts by the rules."""

from lifecycle import calendar
from lifecycle.events import Activated, word
from lifecycle.history import History
from lifecycle.shadow import facts_of, shadow
from scenarios.replay import Replayed
from tests.stories import answer, replayed

STEPS = (
    "2024-03-01 billed: {period: 2024-03, amount: 200000}",
    "2024-03-15 isolated: {}",
    "2024-03-20 paid: 150000",
    "2024-03-21 reconnected: {}",
    "2024-03-25 refunded: {amount: 500000}",
    "2024-04-20 terminated: {by: provider, reason: arrears}",
    "2024-05-15 letter-sent: {}",
)


def recorded(*steps: str, policy: str = "fair", block: str = "") -> Replayed:
    return replayed(
        *steps,
        readings={"dispute.policy": policy},
        provider="sengketa-net",
        activated="2024-01-01",
        provider_acts="as_recorded",
        block=block,
    )


def shadow_of(*steps: str, block: str = "") -> History:
    result = recorded(*steps, block=block)
    opening = result.events[0].event
    assert isinstance(opening, Activated)
    return shadow(opening, list(facts_of(result.events)), result.rules, result.until)


def told(history: History) -> list[tuple[str, str, str]]:
    return [(calendar.text(one.at), word(one.event), one.actor) for one in history.events[1:]]


def test_the_rules_decide_what_is_theirs_and_all_else_stays() -> None:
    """Isolated by the ladder's own day, ended by its own clause; the provider's own dates are gone."""
    assert told(shadow_of(*STEPS)) == [
        ("2024-03-01", "billed", "provider"),
        ("2024-03-11", "isolated", "rules"),
        ("2024-03-20", "paid", "customer"),
        ("2024-05-01", "terminated", "rules"),
        ("2024-05-15", "letter-sent", "customer"),
    ]


def test_what_the_rules_refuse_is_told() -> None:
    """More was given back than was paid, with the step of the file."""
    (refused,) = shadow_of(*STEPS).refused
    assert (refused.fact.step, "exceeds what was paid" in refused.refusal.reason) == (5, True)


def test_an_ending_without_fault_and_the_customer_s_own_stay() -> None:
    """Only arrears and resale are the rules'."""
    bill = STEPS[0]
    for ending in ("{by: customer}", "{by: provider, reason: no_fault}"):
        assert told(shadow_of(bill, f"2024-03-05 terminated: {ending}"))[-1][1] == "terminated"
    assert told(shadow_of(bill, "2024-03-05 terminated: {by: provider, reason: resale}"))[-1][1] == "billed"


def test_bills_are_facts_so_none_is_issued_besides() -> None:
    """A story that also says a day of billing has each bill once."""
    found = told(shadow_of(*STEPS, block="  monthly_fee: 200000\n  bills: {day: 1}"))
    assert [what for _, what, _ in found].count("billed") == 1


def test_steps_keep_their_numbers_so_that_an_expectation_finds_its_place() -> None:
    """Before the dispute of the same second the line is payable, after it it is not."""
    steps = (STEPS[0], STEPS[1], "2024-03-15 dispute-opened: {ticket: T, period: 2024-03}", "2024-03-16 blocked: {}")
    result = recorded(*steps)
    assert answer(result, "2024-03-14", "state") == "isolated", "the ladder's own day has come"
    assert answer(result, "2024-03-15", "state") == "active"
    assert str(answer(result, "2024-03-15", "isolated_since")) == "2024-03-15 00:00:00+07:00", "what is recorded stays"
    otherwise = recorded(*steps, policy="as_recorded")
    assert answer(otherwise, "2024-03-14", "state") == "active"
    assert answer(otherwise, "2024-03-16", "state") == "blocked"
