"""Each mistake of a file is told once, at its place, with what to do."""

import pytest

from scenarios.format import Problem, Problems, read_text
from tests.format.examples import SMALL, as_recorded, told_by_the_rules


def problems(text: str) -> list[Problem]:
    with pytest.raises(Problems) as told:
        read_text(text, "a.yaml")
    return list(told.value.problems)


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        pytest.param("scenario: Paid", "senario: Paid", 'unknown key "senario"; did you mean "scenario"?', id="a slip"),
        pytest.param("provider: indihome\n", "", 'missing key "provider" in the file', id="a missing provider"),
        pytest.param("provider: indihome", "provider: ../x", '"../x" is no provider\'s name', id="a path as provider"),
        pytest.param("2023-07-01", "2023-07", '"2023-07" is not an edition', id="a month as edition"),
        pytest.param("by_the_rules", "as_recoded", 'did you mean "as_recorded"?', id="a slip in provider_acts"),
        pytest.param("replace,", ",", "nothing is written here", id="a reading without its value"),
        pytest.param("replace,", "[a],", "a list stands where a value", id="a list as a reading's value"),
        pytest.param("termination.fee", "terminaton.fee", 'did you mean "termination.fee"?', id="an unknown given"),
        pytest.param("1000000", "-1", "the amount -Rp 1 is negative", id="a negative given"),
        pytest.param("[2024-06-17]", "2024-06-17", "a list is needed here", id="a holiday outside a list"),
        pytest.param("2024-06-17", "17-06-2024", "is not a day; write it as", id="a day in another order"),
        pytest.param("number", "nummer", 'unknown key "nummer" in subscription', id="a slip in the subscription"),
        pytest.param('  number: "00122001"\n', "", 'missing key "number" in subscription', id="a missing number"),
        pytest.param("2022-05-10", "2022-06-31", "'2022-06-31' does not exist", id="31 June"),
        pytest.param(
            "plan: no", "provider: x", 'unknown key "provider" in subscription', id="a key of the file's head"
        ),
        pytest.param("plan: no", "books: []", 'unknown key "books" in subscription', id="a field that no file writes"),
        pytest.param("plan: no", "bills: {day: 32}", "32 is no day of a month", id="bills on the 32nd"),
        pytest.param("plan: no", "bills: {day: 010}", '"010" is not a whole number', id="a day with a leading zero"),
        pytest.param("monthly_fee: 412500", "bills: {day: 5}", "bills are issued at the `monthly_fee`", id="no fee"),
        pytest.param("412500}", "412500, ammount: 1}", 'unknown key "ammount" in billed', id="a slip in an event"),
        pytest.param("period: 2024-06, ", "", 'missing key "period" in billed', id="a bill without its period"),
        pytest.param("{period: 2024-06, amount: 412500}", "412500", "billed is written as", id="a bill as an amount"),
        pytest.param("453750", "free", "or `unspecified` where no source", id="a word as an amount"),
        pytest.param("453750", "17336.705", "has more than two decimals", id="three decimals"),
        pytest.param("453750", "4_5", "is not an amount", id="an underscore in an amount"),
        pytest.param("453750", "0x1F", "is not an amount", id="a hexadecimal amount"),
        pytest.param("453750", "453750\n    refused: no", '"no" is neither true nor false', id="no for false"),
        pytest.param(
            "453750", "453750\n    offset: 540", 'unknown key "offset"', id="an offset, which the instant has"
        ),
        pytest.param("2024-07-03T10:00+09:00", "12:30", "'12:30' is not an instant", id="a time without a day"),
    ],
)
def test_one_changed_word_is_one_problem(right: str, wrong: str, words: str) -> None:
    assert right in SMALL
    (problem,) = problems(SMALL.replace(right, wrong, 1))
    assert words in problem.message


@pytest.mark.parametrize(
    ("steps", "line", "column", "words"),
    [
        pytest.param(["at: 2024-06-05"], 5, 5, "the step says nothing", id="a step without an event"),
        pytest.param(["paid: 5"], 5, 5, 'missing key "at" in step', id="a step without its instant"),
        pytest.param(["att: 2024-06-05, paid: 5"], 5, 6, 'did you mean "at"?', id="a slip in at"),
        pytest.param(
            ["at: 2024-06-05, paid: 5, billed: {period: 2024-06, amount: 5}"], 5, 31, "stands beside", id="two"
        ),
        pytest.param(["at: 2024-06-05, activated: {}"], 5, 22, "`subscription` block", id="the opening as a step"),
        pytest.param(["at: 2024-06-05, xyzzy: {}"], 5, 22, 'unknown event "xyzzy"', id="an event that nobody knows"),
        pytest.param(["at: 2024-06-05, paid: 5, nota: x"], 5, 31, 'did you mean "note"?', id="a slip beside an event"),
        pytest.param(
            ["at: 2024-06-05, expect: {state: active}, refused: true"], 5, 47, "goes with an event", id="refused"
        ),
        pytest.param(
            ["at: 2024-06-05, paid: 5", "at: 2024-06-04, paid: 5"], 6, 10, "is before 2024-06-05 of step 1", id="back"
        ),
        pytest.param(
            ["at: 2024-06-05T00:00, paid: 5", "at: 2024-06-05T01:00+09:00, paid: 5"], 6, 10, "goes back", id="offsets"
        ),
        pytest.param(
            ["at: 2024-06-05, paid: 5", "at: 2024-06, inferred: true, precision: unknown, paid: 5"],
            6,
            10,
            "goes back",
            id="going back at an unknown instant",
        ),
        pytest.param(
            ["at: 2024-06-05, paid: 5, inferred: 1", "at: 2024-06-04, paid: x"], 6, 10, "goes back", id="beside others"
        ),
        pytest.param(
            ["at: 2024-06-05, known_at: 2024-06-04, paid: 5"], 5, 32, "before it happened", id="known too early"
        ),
        pytest.param(
            ["at: 2024-06-05, precision: unknown, paid: 5"], 5, 33, "`inferred: true`", id="unknown, not inferred"
        ),
        pytest.param(["at: 2024-06, precision: day, paid: 5"], 5, 30, "names a month only", id="a month as a day"),
        pytest.param(["at: 2024-06-05, isolated: {}"], 5, 22, "`provider_acts: as_recorded`", id="isolating by hand"),
        pytest.param(
            ["at: 2024-06-05, isolated: , refused: true"], 5, 22, "as_recorded", id="isolating, to be refused"
        ),
        pytest.param(
            ["at: 2024-06-05, terminated: {by: provider, reason: arrears}"], 5, 22, "ending for arrears", id="ending"
        ),
    ],
)
def test_told_by_the_rules_the_problem_is(steps: list[str], line: int, column: int, words: str) -> None:
    problem = next(one for one in problems(told_by_the_rules(*steps)) if words in one.message)
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        pytest.param("terminated: {by: provider}", 'missing key "reason"', id="a provider gives its reason"),
        pytest.param(
            "package-activated: {package: A, price: 0, free_months: 601, by: staff}",
            "601 months cannot be free",
            id="free for more than fifty years",
        ),
        pytest.param("terminated: {by: provider, reason: wish}", "the customer's", id="a provider has no wish"),
        pytest.param("terminated: {by: customer, reason: resale}", "their own wish", id="a customer ends by wish"),
        pytest.param(
            "billed: {period: 2024-06, amount: 412500, lines: [{for: tax, amount: 400000}, {for: tax, amount: 1.50}]}",
            "the lines add up to Rp 400.001,50, Rp 12.498,50 less than the bill's amount Rp 412.500",
            id="lines that fall short",
        ),
        pytest.param(
            "billed: {period: 2024-06, amount: 1, lines: [{for: service, amount: 2}]}", "Rp 1 more than", id="too much"
        ),
        pytest.param(
            "billed: {period: 2024-06, amount: 1, lines: [{for: service, amount: unspecified}]}",
            "a line is unspecified though the bill is Rp 1",
            id="an unspecified line of a known bill",
        ),
        pytest.param("demanded: {amount: 5, of: fine}", "known are", id="a demand of what nobody knows"),
        pytest.param(
            "demanded: {amount: 5, of: device_charge, period: 2024-06}",
            "a device charge is of no month; period goes with payable, late_fee, package_open",
            id="a month's device charge",
        ),
        pytest.param("contacted: {about: x}", 'missing key "topic" in contacted', id="a field by its Python name"),
        pytest.param("isolated: {why: x}", 'unknown key "why" in isolated; known are reason', id="an unknown field"),
        pytest.param(
            "order-failed: {order: 1, fault: none}", "known are provider, client, unfulfillable", id="a fault"
        ),
    ],
)
def test_as_recorded_the_problem_is(event: str, words: str) -> None:
    assert words in "\n".join(one.message for one in problems(as_recorded(f"at: 2024-06-05, {event}")))


@pytest.mark.parametrize(
    "event",
    [
        pytest.param("terminated: {by: provider, reason: no_fault}", id="ending without fault"),
        pytest.param("terminated: {by: customer}", id="the customer's stopping"),
        pytest.param("blacklisted: {}", id="blacklisting"),
        pytest.param("converted-to-deposit: {amount: 5}", id="converting to deposit"),
        pytest.param("voucher-prepared:", id="preparing a voucher"),
    ],
)
def test_told_by_the_rules_a_provider_may_still_write(event: str) -> None:
    assert len(read_text(told_by_the_rules(f"at: 2024-06-05, {event} "), "a").facts) == 1


def test_steps_at_one_instant_keep_their_order() -> None:
    story = read_text(told_by_the_rules("at: 2024-06-05, paid: 1", "at: 2024-06-05T02:00+09:00, paid: 2"), "a")
    assert [fact.step for fact in story.facts] == [1, 2]


@pytest.mark.parametrize("steps", ["[]", "{}", "", "x"])
def test_a_story_without_steps_is_none(steps: str) -> None:
    (problem,) = problems(f"scenario: A\nprovider: a\nsteps: {steps}\n")
    assert problem.line == 3
