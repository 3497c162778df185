"""Order: independent facts of one instant may stand either way, and paying earlier is never dearer."""

from dataclasses import replace
from datetime import datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.properties.model import Contract
from tests.properties.plain_facts import DAY, Fact, instant, month_start
from tests.properties.stories import BASE, RP, Told, contracts, derived, told

DAYS = st.integers(0, 75)
AMOUNTS = st.sampled_from((87_000, 300_000, 412_500))
OLD = datetime(2022, 5, 10)


@settings(max_examples=60)
@given(told(rare=1))
def test_facts_go_by_their_instants_however_they_are_handed_over(story: Told) -> None:
    """Handed over in the opposite order, facts of different instants lead to the same answers."""
    readings = story.contract.read()
    assume(len({instant(fact, readings) for fact in story.facts}) == len(story.facts))
    forwards = derived(story, [story.last])
    assert derived(replace(story, facts=story.facts[::-1]), [story.last]) == forwards


@settings(max_examples=60)
@given(contracts(), st.lists(AMOUNTS, min_size=2, max_size=3), st.integers(0, 60), st.permutations(range(3)))
def test_bills_of_one_instant_may_stand_in_any_order(
    contract: Contract, amounts: list[int], day: int, order: list[int]
) -> None:
    """Bills of different months issued at one instant, no credit waiting: their order in the file changes nothing."""
    at = month_start(BASE) + day * DAY
    bills = [Fact(at, "billed", amount * RP, month=BASE + k) for k, amount in enumerate(amounts)]
    swapped = [bills[k] for k in order if k < len(bills)]
    looks = [at, at + 40 * DAY, at + 100 * DAY]
    one, other = (derived(Told(contract, tuple(facts)), looks) for facts in (bills, swapped))
    assert one == other


@settings(max_examples=60)
@given(AMOUNTS, st.integers(4, 40))
def test_a_bill_and_its_payment_of_one_instant_settle_it_either_way(amount: int, day: int) -> None:
    """Paid first it is credit that pays the bill at its issue, as by a payment at that instant.

    On a bill issued late only the money is compared: whether credit comes before the isolation is not said.
    """
    at = month_start(BASE) + day * DAY
    bill, payment = Fact(at, "billed", amount * RP, BASE), Fact(at, "paid", amount * RP)
    one, other = (
        derived(Told(Contract(OLD), facts), [at, at + 60 * DAY]) for facts in ((bill, payment), (payment, bill))
    )
    for early, late in zip(one, other, strict=True):
        keys = early if day < 20 else ("principal", "late_fee", "payable", "balance", "credit")
        assert {key: early[key] for key in keys} == {key: late[key] for key in keys}


@settings(max_examples=80)
@given(
    st.lists(AMOUNTS, min_size=1, max_size=3),
    st.lists(st.tuples(DAYS, st.sampled_from((5_000, 87_000, 150_000, 412_500, 453_750))), min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(1, 75),
)
def test_paying_earlier_is_never_dearer(
    amounts: list[int], payments: list[tuple[int, int]], which: int, earlier: int
) -> None:
    """By the default readings, a payment some days earlier raises neither the fees nor the balance at any instant."""
    bills = [Fact(month_start(BASE + k, 5), "billed", amount * RP, month=BASE + k) for k, amount in enumerate(amounts)]
    start = month_start(BASE, 6)
    paid = [Fact(start + day * DAY, "paid", amount * RP) for day, amount in payments]
    chosen = paid[which % len(paid)]
    sooner = replace(chosen, at=max(start, chosen.at - earlier * DAY))
    rest = [fact for fact in paid if fact is not chosen]
    looks = [month_start(BASE + 5), month_start(BASE + 7, 22)]
    as_paid, as_sooner = (
        derived(Told(Contract(OLD), tuple(sorted(bills + rest + [last], key=lambda fact: fact.at))), looks)
        for last in (chosen, sooner)
    )
    for late, early in zip(as_paid, as_sooner, strict=True):
        for key in ("late_fees_charged", "balance", "payable"):
            ours, theirs = early[key], late[key]
            assert isinstance(ours, int)
            assert isinstance(theirs, int)
            assert ours <= theirs
