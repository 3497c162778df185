"""A plain model of an IndiHome subscription: isolation, ending, blacklist, over `plain_account`.

Written from the specification alone as a second opinion. It walks over every midnight, asks the rules first and the
facts in file order after them, and folds the money anew at each step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.properties.plain_account import DAY, FIRST, Account, Fact, instant, month_start

YEAR = timedelta(days=366)


def month_of(at: datetime) -> int:
    return at.year * 12 + at.month - 1


def a_year_on(day: datetime) -> datetime:
    """The same day twelve months later, clamped."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


@dataclass(frozen=True)
class Contract:
    """What the customer agreed to, and how the text is read."""

    activated: datetime
    readings: dict[str, str] = field(default_factory=dict)
    edition: int = 2023  # 2022 or 2023
    end_fee: int | None = None  # sen; None is a fee without a number
    bill_day: int | None = None
    monthly_fee: int = 0

    def read(self) -> dict[str, str]:
        return FIRST | self.readings

    @property
    def months_to_vest(self) -> tuple[int, int]:
        """(months, day) after the bill's month at which the right to end vests."""
        return (2, 21) if self.edition == 2023 else (2, 1)

    @property
    def months_to_end(self) -> int:
        return 3 if self.edition == 2023 else 2


class Model:
    """Everything that the text answers about one story at one instant, all that stands at that instant included."""

    def __init__(self, contract: Contract, facts: Iterable[Fact], until: datetime) -> None:
        self.contract, self.until = contract, until
        self.readings = contract.read()
        self.seen: list[tuple[datetime, Fact]] = []
        self.ended: datetime | None = None
        self.ended_by = ""
        self.isolated: datetime | None = None
        self.terminable: datetime | None = None
        self.eligible = self.fee_due = False
        self.fee_over_year = contract.monthly_fee
        self.downgrades: list[tuple[datetime, int]] = []
        self.run(sorted(((instant(fact, self.readings), fact) for fact in facts), key=lambda pair: pair[0]))

    def run(self, facts: list[tuple[datetime, Fact]]) -> None:
        facts = [pair for pair in facts if pair[0] <= self.until]
        start = min([self.contract.activated, *(at for at, _ in facts)])
        stops = {at for at, _ in facts} | {self.until}
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        while midnight <= self.until:
            if midnight >= start:
                stops.add(midnight)
            midnight += DAY
        for now in sorted(stops):
            self.rules(now, at_a_payment=False)
            self.bill(now)
            for at, fact in facts:
                if at == now:
                    self.fact(now, fact)

    # -- money ------------------------------------------------------------------------------------

    def account(self, now: datetime, before: bool = False) -> Account:
        """The money at an instant; `before` leaves out what happens at that very instant."""
        standing: list[tuple[datetime, Fact]] = []
        for at, fact in self.seen:
            if fact.kind == "reversed":
                latest = max((i for i, (_, f) in enumerate(standing) if (f.kind, f.amount) == ("paid", fact.amount)))
                del standing[latest]
            else:
                standing.append((at, fact))
        kept = [(at, fact) for at, fact in standing if at < now or (at == now and not before)]
        end_fee = (self.contract.end_fee or 0) if self.fee_due else 0
        return Account(self.readings, self.ended, end_fee).take(kept, now)

    # -- what the rules do ------------------------------------------------------------------------

    def rules(self, now: datetime, at_a_payment: bool) -> None:
        if self.ended:
            return
        account = self.account(now)
        # butir b, and what lifts it
        if self.isolated is None and account.arrears():
            self.isolated = now
        elif self.isolated is not None and at_a_payment and not self.keeps_isolated(account):
            self.isolated = None
        # butir d
        self.terminable = self.vesting(now)
        if self.terminable is not None and self.readings["termination.discretion"] == "exercised":
            n = self.vested_month
            if now >= month_start(n + self.contract.months_to_end):
                self.end(now, "arrears", account)

    def keeps_isolated(self, account: Account) -> bool:
        return {
            "overdue": account.arrears() > 0,
            "overdue_and_fees": account.arrears() > 0 or account.fees_owed() > 0,
            "all_billed": account.principal() > 0 or account.fees_owed() > 0,
        }[self.readings["isolation.lifted_when"]]

    def vesting(self, now: datetime) -> datetime | None:
        """The instant at which a right to end arose that still stands; remembers the month that it is for."""
        months, day = self.contract.months_to_vest
        for bill in self.account(now).bills:
            vests = month_start(bill.month + months, day)
            if vests > now or bill.after_end:
                continue
            then = {b.month: b.unpaid for b in self.account(vests, before=True).bills}
            if not then.get(bill.month):
                continue
            if self.readings["termination.arrears"] == "two_bills" and not then.get(bill.month + 1):
                continue
            if self.readings["termination.cure"] == "curable" and self.cured(bill.month, vests, now):
                continue
            self.vested_month = bill.month
            return vests
        return None

    def cured(self, month: int, vests: datetime, now: datetime) -> bool:
        """Everything paid at some instant between the vesting and the end of N+2."""
        end = month_start(month + self.contract.months_to_end)
        instants = [at for at, fact in self.seen if vests <= at < end and at <= now and fact.kind == "paid"]
        return any(self.account(at).payable() == 0 for at in instants)

    def end(self, now: datetime, why: str, account: Account) -> None:
        arrears = account.arrears() > 0
        breach = now
        if why == "arrears":
            months, day = self.contract.months_to_vest
            breach = month_start(self.vested_month + months, day) - DAY
        to = breach if self.readings["termination.tenure_to"] == "breach_date" else now
        to = to.replace(hour=0, minute=0, second=0, microsecond=0)
        carries = why == "arrears" or (why == "resale" and self.readings["termination.fee_on_resale"] == "charged")
        self.fee_due = carries and a_year_on(self.contract.activated) > to
        self.ended, self.ended_by = now, why
        self.isolated = None
        self.eligible = {
            "any_exit": why != "no_fault",
            "arrears_or_fault": why in ("arrears", "resale") or (why == "wish" and arrears),
            "resale_only": why == "resale",
        }[self.readings["blacklist.scope"]]

    def bill(self, now: datetime) -> None:
        """A bill that the engine issues itself on its day of the month."""
        day = self.contract.bill_day
        if day is None or self.ended or now < self.contract.activated:
            return
        if now != min(month_start(month_of(now), 1) + (day - 1) * DAY, month_start(month_of(now) + 1) - DAY):
            return
        if self.isolated and self.readings["isolation.billing"] == "suspended":
            return
        fee = self.contract.monthly_fee
        for at, amount in self.downgrades:
            fee = amount if at <= month_start(month_of(now)) else fee
        self.fact(now, Fact(now, "billed", fee, month=month_of(now)))

    # -- what happens -----------------------------------------------------------------------------

    def fact(self, now: datetime, fact: Fact) -> None:
        self.seen.append((now, fact))
        if fact.kind == "downgraded":
            self.downgrades.append((now, fact.amount))
        if self.ended:
            return
        why = {"stopped": "wish", "dropped": "no_fault", "resale": "resale"}.get(fact.kind)
        if why:
            self.end(now, why, self.account(now))
        self.rules(now, at_a_payment=True)

    # -- what is asked ----------------------------------------------------------------------------

    def answers(self) -> dict[str, object]:
        """Every key of the specification's table that this model speaks about."""
        account = self.account(self.until)
        unknown = self.fee_due and self.contract.end_fee is None
        state = "terminated" if self.ended else "isolated" if self.isolated else "active"
        return {
            "principal": account.principal(),
            "late_fee": account.fees_owed(),
            "late_fees_charged": account.fees_charged(),
            "payable": account.payable(),
            "balance": account.payable() - account.credit,
            "credit": account.credit,
            "termination_fee": "unspecified" if unknown else account.end_fee - account.end_fee_paid,
            "state": "not_active" if self.until < self.contract.activated else state,
            "isolated_since": self.isolated,
            "terminable_from": self.terminable,
            "terminated_at": self.ended,
            "blacklist_eligible": self.eligible,
            "blacklisted": self.eligible and self.readings["blacklist.action"] == "automatic",
        }

    def next_termination(self) -> datetime | None:
        """The end that comes if nothing more is paid: the story goes on without a further fact."""
        if self.ended:
            return None
        silent = replace(self.contract, bill_day=None)
        later = Model(silent, [fact for _, fact in self.seen], self.until + 2 * YEAR)
        return later.ended
