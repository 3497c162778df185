"""Disputes and packages: whatever is billed, disputed, paid and given back, the parts make the whole."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Event, ProviderActs
from lifecycle.history import Fact, History, history
from lifecycle.money import UNSPECIFIED, Amount, Sen
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.keys import KEYS
from projections.ledger import Ledger, Mark, walk
from projections.months import months
from tests.stories import BOOKS

EDITIONS = {name: Shelf.open(BOOKS).editions(name) for name in ("telkomsel", "sengketa-net")}
START = calendar.parse_instant("2024-02-01")
LATER = Mark(calendar.seconds(START) + 400 * 86_400)
PERIODS = st.sampled_from([calendar.period(2024 * 12 + month) for month in (1, 2, 3)])
PACKAGES = st.sampled_from(("A", "B"))
SUMS = st.sampled_from((1, 40_000_00, 99_999_99, 100_000_00, 250_000_00, 700_000_00)).map(Sen)
TICKETS = st.sampled_from(("T1", "T2", None))


@st.composite
def bills(draw: st.DrawFn) -> Event:
    """A bill with lines for service and packages, or without lines."""
    amounts = draw(st.lists(SUMS, min_size=1, max_size=4))
    kinds = [draw(st.sampled_from((None, "A", "B"))) for _ in amounts]
    lines = tuple(
        events.BillLine("service" if kind is None else "package", amount, kind)
        for kind, amount in zip(kinds, amounts, strict=True)
    )
    return events.Billed(draw(PERIODS), Sen(sum(amounts)), lines=draw(st.sampled_from((lines, lines, ()))))


def facts_of(kinds: Sequence[st.SearchStrategy[Event]]) -> st.SearchStrategy[list[Event]]:
    return st.lists(st.one_of(*kinds), max_size=14)


DISPUTES = st.builds(
    events.DisputeOpened, TICKETS, st.none() | PERIODS, st.none() | PACKAGES, st.none() | SUMS, st.just("provider")
)
DECISIONS = st.builds(
    events.DisputeResolved, st.sampled_from(("upheld", "rejected", "withdrawn")), TICKETS, st.none() | SUMS
)
REFUNDS = st.builds(
    events.Refunded,
    SUMS,
    st.none() | st.builds(events.RefundOf, st.none() | PERIODS, st.none() | PACKAGES),
)
PAYMENTS = st.builds(events.Paid, SUMS)
MONEY: list[st.SearchStrategy[Event]] = [
    PAYMENTS,
    PAYMENTS,
    DISPUTES,
    DISPUTES,
    DECISIONS,
    REFUNDS,
    st.builds(events.PaymentReversed, SUMS),
    st.builds(events.Adjusted, st.builds(lambda sen, sign: Sen(sen * sign), SUMS, st.sampled_from((-1, 1)))),
]
STORIES: st.SearchStrategy[list[Event]] = st.tuples(
    st.lists(bills(), min_size=1, max_size=3), facts_of([*MONEY, bills()])
).map(lambda parts: [*parts[0], *parts[1]])
POLICIES = st.sampled_from(("as_recorded", "fair"))
ACTS: st.SearchStrategy[ProviderActs] = st.sampled_from(("by_the_rules", "as_recorded"))


def happened(story: Sequence[Event], rules: Rules, acts: ProviderActs, hours: int = 100) -> History:
    """The history of a story, a fact every so many hours; what is refused is left out."""
    facts = [Fact(number, START + timedelta(hours=hours * number), event) for number, event in enumerate(story, 1)]
    opening = events.Activated(rules.editions[0].provider, "1", START, provider_acts=acts)
    return history(opening, facts, rules, facts[-1].at + timedelta(days=90))


def rules_of(policy: str, provider: str = "telkomsel") -> Rules:
    return Rules(EDITIONS[provider], {"dispute.policy": policy})


def amount(ledger: Ledger, at: int, key: str) -> int:
    found = KEYS[key](ledger, at)
    assert isinstance(found, Amount)
    return found.sen


@settings(max_examples=150)
@given(STORIES, POLICIES, ACTS)
def test_the_parts_make_the_whole_at_every_fact(story: list[Event], policy: str, acts: ProviderActs) -> None:
    """Principal less suspense is payable; neither suspense nor package lines exceed principal; money is conserved."""
    rules = rules_of(policy)
    past = happened(story, rules, acts).events
    for mark, ledger in walk(past, rules, [Mark(calendar.seconds(one.at)) for one in past]):
        owed = {key: amount(ledger, mark.at, key) for key in ("principal", "payable", "suspense", "balance", "credit")}
        packages = amount(ledger, mark.at, "package_open")
        # What the rules refuse, a refund above what was paid, the shadow has not: there the parts are its own.
        judged = ledger.judging(mark.at).account.principal().sen
        assert owed["payable"] == judged - owed["suspense"]
        assert 0 <= owed["suspense"] <= judged
        assert 0 <= packages <= owed["principal"]
        assert owed["balance"] == owed["payable"] - owed["credit"]
        assert policy == "fair" or owed["suspense"] == 0
        account = ledger.account
        moved = account.billed + account.adjusted + account.refunded - account.paid
        assert moved == owed["principal"] - owed["credit"]
        for bill in account.bills:
            lines = bill.lines.lines if bill.lines else []
            assert sum(line.open for line in lines) <= bill.open
            assert all(0 <= line.open <= line.amount for line in lines)


@settings(max_examples=100)
@given(STORIES, ACTS)
def test_whoever_pays_what_is_payable_owes_nothing_and_the_dispute_stays(
    story: list[Event], acts: ProviderActs
) -> None:
    """Under the fair policy a payment of exactly that leaves suspense, and credit, as they were."""
    rules = rules_of("fair")
    ((mark, before),) = walk(past := happened(story, rules, acts).events, rules, [LATER])
    asked = {key: amount(before, mark.at, key) for key in ("payable", "suspense", "credit")}
    if asked["payable"] == 0:
        return
    paid = happened([one.event for one in past[1:]] + [events.Paid(Sen(asked["payable"]))], rules, acts)
    ((mark, after),) = walk(paid.events, rules, [LATER])
    assert {key: amount(after, mark.at, key) for key in asked} == {**asked, "payable": 0}


@settings(max_examples=80)
@given(STORIES, POLICIES, ACTS, st.sampled_from(("telkomsel", "sengketa-net")))
def test_the_months_add_up(story: list[Event], policy: str, acts: ProviderActs, provider: str) -> None:
    """Opening and movements, suspense among them, give the closing, which is the balance asked for."""
    rules = rules_of(policy, provider)
    past = happened(story, rules, acts).events
    rows = months(past, rules, past[-1].at + timedelta(days=60))
    for row in rows:
        moved = (
            row.charges.sen
            - row.credit_notes.sen
            + row.fees.sen
            - row.payments.sen
            + row.refunds.sen
            - row.suspense.sen
        )
        assert row.opening.sen + moved == row.closing.sen == row.payable.sen - row.credit.sen
    for (mark, ledger), row in zip(
        walk(past, rules, [Mark(calendar.seconds(row.until)) for row in rows]), rows, strict=True
    ):
        assert KEYS["balance"](ledger, mark.at) == row.closing
        assert KEYS["state"](ledger, mark.at) == row.state


LINES = (events.BillLine("service", Sen(250_000_00)), events.BillLine("package", Sen(250_000_00), "A"))
OF_A = events.RefundOf(calendar.period(2024 * 12 + 1), "A")
OF_BOTH = events.RefundOf(calendar.period(2024 * 12 + 1))


def part_paid(*refunds: Event) -> list[Event]:
    """A bill of two lines, of which 350.000 is paid, 100.000 of that for the package."""
    bill = events.Billed(calendar.period(2024 * 12 + 1), Sen(500_000_00), lines=LINES)
    return [bill, events.Paid(Sen(250_000_00)), events.Paid(Sen(100_000_00)), *refunds]


@settings(max_examples=150)
@example(part_paid(events.Refunded(Sen(250_000_00), OF_A)))
@example(part_paid(events.Refunded(Sen(100_000_00), OF_A), events.Refunded(Sen(1), OF_A)))
@example(part_paid(events.Refunded(Sen(250_000_00), OF_BOTH), events.Refunded(Sen(250_000_00), OF_BOTH)))
@example(part_paid(events.Refunded(Sen(100_000_00), OF_BOTH), *[events.Refunded(Sen(100_000_00), OF_A)] * 2))
@given(STORIES)
def test_by_the_rules_no_more_of_a_line_is_given_back_than_was_paid_or_credited(story: list[Event]) -> None:
    """By the time of each refund, of its bill and of its package line, what was given back before taken off."""
    rules = rules_of("as_recorded")
    past = happened(story, rules, "by_the_rules").events
    refunds = [one for one in past if isinstance(one.event, events.Refunded)]
    back: list[tuple[events.RefundOf, int]] = []
    for one, (_, ledger) in zip(
        refunds, walk(past, rules, [Mark(calendar.seconds(one.at) - 1) for one in refunds]), strict=True
    ):
        assert isinstance(one.event, events.Refunded)
        of, amount = one.event.of, one.event.amount
        if of is None or of.period is None or amount == UNSPECIFIED:
            continue
        found = [bill for bill in ledger.account.bills if bill.period == of.period]
        of_bill = sum(bill.amount + bill.credited - bill.open for bill in found)
        assert int(amount) <= of_bill - sum(sen for other, sen in back if other.period == of.period)
        if of.package is not None and all(bill.lines is not None for bill in found):
            lines = [line for bill in found if bill.lines for line in bill.lines.of(of.package)]
            of_lines = sum(line.amount - line.open for line in lines)
            assert int(amount) <= of_lines - sum(sen for other, sen in back if other == of)
        back.append((of, int(amount)))


@settings(max_examples=60)
@given(STORIES, st.sampled_from(("telkomsel", "sengketa-net")))
def test_a_story_by_the_rules_is_its_own_shadow(story: list[Event], provider: str) -> None:
    """Told as recorded without a single act of the rules, the fair answers are those of the same story by the rules."""
    rules = rules_of("fair", provider)
    by_rules = happened(story, rules, "by_the_rules")
    kept = [one.event for one in by_rules.events if one.step is not None]
    if not kept:
        return
    by_rules, recorded = (happened(kept, rules, acts) for acts in ("by_the_rules", "as_recorded"))
    marks = [Mark(calendar.seconds(START) + day * 86_400) for day in range(0, 120, 7)]
    for (mark, one), (_, other) in zip(
        walk(by_rules.events, rules, marks), walk(recorded.events, rules, marks), strict=True
    ):
        for key in ("state", "payable", "suspense"):
            assert KEYS[key](one, mark.at) == KEYS[key](other, mark.at)


@settings(max_examples=60)
@given(STORIES, st.lists(st.booleans(), min_size=20, max_size=20))
def test_hiding_takes_nothing_out_of_the_record(story: list[Event], shown: list[bool]) -> None:
    """The auditor counts every event; the customer all but the case while it is hidden."""
    mixed = [each for pair in zip(story, map(events.VisibilityChanged, shown), strict=False) for each in pair]
    rules = rules_of("as_recorded")
    past = happened(mixed, rules, "as_recorded").events
    for count, (mark, ledger) in enumerate(walk(past, rules, [Mark(calendar.seconds(one.at)) for one in past[1:]]), 1):
        case = sum(isinstance(one.event, events.DisputeOpened | events.DisputeResolved) for one in past[1 : count + 1])
        seen = KEYS["events_visible_to_customer"](ledger, mark.at)
        assert KEYS["events"](ledger, mark.at) == count
        assert seen == (count - case if ledger.state.hidden else count)
