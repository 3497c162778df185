"""Random stories of one IndiHome customer, told to the program and to the plain model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from lifecycle import calendar, events
from lifecycle.events import Event
from lifecycle.history import Fact as Step
from lifecycle.history import History, history
from lifecycle.money import Amount, Sen
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.keys import answers
from projections.ledger import Mark, walk
from tests.properties.model import Contract, Model, month_of
from tests.properties.plain_facts import DAY, Fact, month_start

BOOKS = Shelf.open().editions("indihome")
SECOND = timedelta(seconds=1)
RP = 100
BASE = 2024 * 12 + 4  # May 2024

VALUES = {
    "late_fee.base": ("each_bill", "all_overdue", "all_billed"),
    "late_fee.stacking": ("replace", "add"),
    "late_fee.after_last_tier": ("hold", "none", "grow"),
    "late_fee.partial_payment": ("outstanding_at_tier_start", "full_bill", "per_portion", "each_payment"),
    "late_fee.tax": ("as_billed", "without_tax"),
    "payment.dated_by": ("customer", "posted"),
    "payment.timezone": ("provider", "customer"),
    "payment.allocation": ("oldest_bill_principal_first", "oldest_bill_fee_first", "as_targeted"),
    "isolation.lifted_when": ("overdue_and_fees", "overdue", "all_billed"),
    "isolation.billing": ("continues", "suspended"),
    "termination.arrears": ("oldest_bill", "two_bills"),
    "termination.cure": ("vested", "curable"),
    "termination.discretion": ("exercised", "eligible_only"),
    "termination.tenure_to": ("effective_date", "breach_date"),
    "termination.fees_after": ("continue", "freeze"),
    "termination.fee_on_resale": ("not_charged", "charged"),
    "blacklist.scope": ("arrears_or_fault", "any_exit", "resale_only"),
    "blacklist.action": ("eligible_only", "automatic"),
}


@dataclass(frozen=True)
class Told:
    """One story: the contract, and the facts in the order of a file."""

    contract: Contract
    facts: tuple[Fact, ...]

    @property
    def last(self) -> datetime:
        """Ten months after the latest fact: by then everything that was coming has come."""
        return max((fact.at for fact in self.facts), default=self.contract.activated) + 300 * DAY

    @property
    def rules(self) -> Rules:
        pins = {None: None, 2022: "2022-01-01", 2023: "2023-07-01"}
        fee = self.contract.end_fee
        return Rules(
            editions=BOOKS,
            readings=self.contract.readings,
            pin=pins[self.contract.edition],
            givens=events.Givens(termination_fee=None if fee is None else Sen(fee)),
        )

    @property
    def opening(self) -> events.Activated:
        day = self.contract.bill_day
        return events.Activated(
            provider="indihome",
            number="122001",
            activated=wib(self.contract.activated),
            monthly_fee=Sen(self.contract.monthly_fee) if day else None,
            bills=events.IssuedBills(day) if day else None,
        )

    def history(self, until: datetime | None = None, rules: Rules | None = None) -> History:
        steps = [Step(number, wib(fact.at), event_of(fact)) for number, fact in enumerate(self.facts, 1)]
        return history(self.opening, steps, rules or self.rules, wib(until or self.last))


def wib(at: datetime) -> datetime:
    return at.replace(tzinfo=calendar.WIB)


def seconds(at: datetime) -> int:
    return calendar.seconds(wib(at))


def event_of(fact: Fact) -> Event:
    """The program's event for a fact of the model."""
    amount = Sen(fact.amount)
    period = None if fact.month is None else calendar.period(fact.month)
    last_day = fact.last_day.date() if fact.last_day else None
    match fact.kind:
        case "billed":
            lines = (events.BillLine("service", Sen(amount - fact.tax)), events.BillLine("tax", Sen(fact.tax)))
            return events.Billed(period or calendar.period(0), amount, last_day, lines if fact.tax else ())
        case "paid":
            posted = wib(fact.posted) if fact.posted else None
            return events.Paid(amount, posted, period, offset=60 * fact.offset, posted_offset=60 * fact.offset)
        case "reversed":
            return events.PaymentReversed(amount)
        case "adjusted":
            return events.Adjusted(amount, period=period)
        case "moved":
            assert period
            assert last_day
            return events.DueDateMoved(period, last_day, fact.waived)
        case "refunded":
            return events.Refunded(amount)
        case "downgraded":
            return events.Downgraded(amount)
        case "stopped":
            return events.Terminated("customer", "wish")
        case "dropped":
            return events.Terminated("provider", "no_fault")
        case _:
            return events.ResaleProven()


def derived(told: Told, instants: Sequence[datetime], history: History | None = None) -> list[dict[str, object]]:
    """What the program answers at some instants, in the model's words."""
    rules = told.rules
    happened = history or told.history(rules=rules)
    found = {}
    for mark, ledger in walk(happened.events, rules, [Mark(seconds(at)) for at in sorted(instants)]):
        found[mark.at] = {key: plain(value) for key, value in answers(ledger, mark.at).items()}
        found[mark.at]["unspecified"] = bool(ledger.account.payable(mark.at).unspecified)
    return [found[seconds(at)] for at in instants]


def plain(value: object) -> object:
    """An answer in the model's terms: sen, naive WIB instants, None for never."""
    if isinstance(value, Amount):
        return value.sen
    if isinstance(value, datetime):
        return value.astimezone(calendar.WIB).replace(tzinfo=None)
    return None if value == "never" else value


def differences(told: Told, instants: Sequence[datetime]) -> list[str]:
    """Where program and model part ways, in words."""
    found = []
    for at, theirs in zip(instants, derived(told, instants), strict=True):
        ours = Model(told.contract, told.facts, at).answers()
        found += [f"{at} {key}: model {ours[key]}, program {theirs[key]}" for key in ours if ours[key] != theirs[key]]
    return found


# Strategies ----------------------------------------------------------------------------------------------------------

MOMENTS = st.builds(
    lambda month, day, shift: month_start(BASE + month, day) + shift,
    st.integers(0, 6),
    st.sampled_from((1, 5, 10, 20, 21, 22, 25, 28)),
    st.sampled_from((timedelta(0), -SECOND, SECOND, timedelta(hours=10))),
)
SUMS = st.sampled_from((1, 3_333, 5_000, 20_625, 87_000, 150_000, 300_000, 412_500, 433_125, 453_750, 1_300_000))
MONTHS = st.integers(BASE, BASE + 4)


@st.composite
def bills(draw: st.DrawFn) -> list[Fact]:
    """A bill for some of five months: on its 5th as a rule, else late or early, some with tax or a due date."""
    found = []
    for month in sorted(draw(st.sets(MONTHS, min_size=1, max_size=4))):
        issued = month_start(month, 5) + draw(st.sampled_from((0, 0, 0, 0, 0, -10, 15, 16, 30, 60))) * DAY
        amount = draw(st.sampled_from((87_000, 100_010, 300_000, 412_500))) * RP
        tax = draw(st.sampled_from((0, 0, amount // 11, 5_000_00)))
        due = draw(st.sampled_from((None, None, None, None, 10, 25, 35)))
        last_day = month_start(month) + (due - 1) * DAY if due else None
        found.append(Fact(issued, "billed", amount, month, tax, last_day))
    return found


@st.composite
def payments(draw: st.DrawFn) -> Fact:
    """A payment, perhaps posted later, abroad, or for a month of its own."""
    at = draw(MOMENTS)
    posted = draw(st.sampled_from((None, None, 0, 1, 2)))
    return Fact(
        at,
        "paid",
        draw(SUMS) * RP,
        draw(st.none() | MONTHS),
        posted=None if posted is None else at + posted * DAY,
        offset=draw(st.sampled_from((7, 7, 9, 5))),
    )


@st.composite
def others(draw: st.DrawFn) -> Fact:
    """Something rarer than a bill or a payment."""
    at, amount = draw(MOMENTS), draw(SUMS) * RP
    kind = draw(st.sampled_from(("reversed", "adjusted", "moved", "refunded", "stopped", "dropped", "resale")))
    month = draw(MONTHS)
    if kind == "adjusted":
        return Fact(at, kind, amount * draw(st.sampled_from((-1, -1, 1))), draw(st.none() | st.just(month)))
    if kind == "moved":
        last_day = month_start(month, draw(st.sampled_from((20, 23, 25, 28))))
        return Fact(at, kind, month=month, last_day=last_day, waived=draw(st.booleans()))
    return Fact(at, kind, amount)


def shifted(at: datetime, months: int) -> datetime:
    """The same day and time some months on, counted from the month's start."""
    month = month_of(at)
    return month_start(month + months) + (at - month_start(month))


def moved(story: Told, months: int) -> Told:
    """A story some months earlier or later: across a year's end, a February, or the change of editions."""
    facts = [
        replace(
            fact,
            at=shifted(fact.at, months),
            month=None if fact.month is None else fact.month + months,
            last_day=shifted(fact.last_day, months) if fact.last_day else None,
            posted=shifted(fact.posted, months) if fact.posted else None,
        )
        for fact in story.facts
    ]
    facts.sort(key=lambda fact: fact.at)
    return Told(replace(story.contract, activated=shifted(story.contract.activated, months)), tuple(facts))


@st.composite
def contracts(draw: st.DrawFn, names: Sequence[str] = tuple(VALUES), most: int = 5) -> Contract:
    """A contract under a few readings other than the defaults."""
    chosen = draw(st.lists(st.sampled_from(list(names)), unique=True, max_size=most)) if names else []
    readings = {name: draw(st.sampled_from(VALUES[name][1:])) for name in chosen}
    young = [datetime(2023, month, day, 12) for month in (7, 8, 9) for day in (1, 2, 20, 21)]
    activated = draw(st.just(datetime(2022, 5, 10)) | st.sampled_from(young))
    end_fee = draw(st.sampled_from((None, 100_000_000)))
    return Contract(activated, readings, draw(st.sampled_from((None, 2022))), end_fee)


@st.composite
def told(draw: st.DrawFn, names: Sequence[str] = tuple(VALUES), rare: int = 2, most: int = 5) -> Told:
    """A story with bills of its own, payments, and a few rarer facts, in order of time."""
    facts = draw(bills()) + draw(st.lists(payments(), max_size=5)) + draw(st.lists(others(), max_size=rare))
    story = Told(draw(contracts(names, most)), tuple(sorted(facts, key=lambda fact: fact.at)))
    return moved(story, draw(st.sampled_from((0, 0, -6, -14))))


@st.composite
def metered(draw: st.DrawFn) -> Told:
    """A story whose bills the rules issue themselves, with a downgrade and some payments."""
    facts = draw(st.lists(payments(), max_size=4))
    facts += draw(
        st.lists(st.builds(Fact, MOMENTS, st.just("downgraded"), SUMS.map(lambda rupiah: rupiah * RP)), max_size=2)
    )
    facts += draw(st.lists(st.builds(Fact, MOMENTS, st.sampled_from(("stopped", "dropped", "resale"))), max_size=1))
    if not facts:
        facts = [Fact(month_start(BASE, 1), "paid", RP)]
    contract = draw(contracts())
    contract = replace(contract, activated=month_start(BASE - 1, draw(st.sampled_from((1, 10, 30)))))
    contract = replace(contract, bill_day=draw(st.sampled_from((1, 5, 20, 21, 31))), monthly_fee=412_500 * RP)
    return Told(contract, tuple(sorted(facts, key=lambda fact: fact.at)))
