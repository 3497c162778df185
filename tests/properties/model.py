"""A plain model of an IndiHome subscription: isolation, ending, blacklist, over `plain_account`.

Written from the specification alone as a second opinion. It walks over midnights, asks the rules first and the facts
in file order after them, and folds the money anew at each step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.properties.plain_account import Account, Bill
from tests.properties.plain_facts import DAY, ENDINGS, FIRST, Fact, instant, month_start

SECOND = timedelta(seconds=1)


NEVER = datetime(9999, 1, 1)


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
    edition: int | None = None  # pinned: 2022 or 2023
    end_fee: int | None = None  # sen; None is a fee without a number
    bill_day: int | None = None
    monthly_fee: int = 0

    def read(self) -> dict[str, str]:
        return FIRST | self.readings

    def rung(self, bill: Bill) -> tuple[datetime, datetime]:
        """When the right to end vests on a bill, and when the end comes (2.d of the edition at its issue)."""
        edition = self.edition or (2023 if bill.issued >= datetime(2023, 7, 1) else 2022)
        vests = month_start(bill.month + 2, 21 if edition == 2023 else 1)
        ends = month_start(bill.month + (3 if edition == 2023 else 2))
        return (vests, ends) if bill.issued < vests else (NEVER, NEVER)


class Model:
    """Everything that the text answers about one story at one instant, all that stands at that instant included."""

    def __init__(self, contract: Contract, facts: Iterable[Fact], until: datetime) -> None:
        self.contract, self.until = contract, until
        self.readings = contract.read()
        self.seen: list[tuple[datetime, Fact]] = []
        self.ended: datetime | None = None
        self.ended_by = ""
        self.resale: datetime | None = None
        self.isolated: datetime | None = None
        self.fee_due = False
        self.late: set[Fact] = set()
        self.folded: dict[object, Account] = {}
        self.run(sorted(((instant(fact, self.readings), fact) for fact in facts), key=lambda pair: pair[0]))

    def run(self, facts: list[tuple[datetime, Fact]]) -> None:
        facts = [pair for pair in facts if pair[0] <= self.until]
        start = min([self.contract.activated, *(at for at, _ in facts)])
        days = {1, 21} | {fact.last_day.day for _, fact in facts if fact.last_day}
        stops = {at for at, _ in facts} | {self.until}
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        while midnight <= self.until:
            if midnight >= start and (midnight.day in days or (midnight - DAY).day in days or self.bills_on(midnight)):
                stops.add(midnight)
            midnight += DAY
        for now in sorted(stops):
            self.rules(now)
            if self.bills_on(now):
                self.issue(now)
            for at, fact in facts:
                if at == now:
                    self.happen(now, fact)

    # -- money ------------------------------------------------------------------------------------

    def standing(self) -> list[tuple[datetime, Fact]]:
        """The facts so far without the payments that were reversed."""
        left: list[tuple[datetime, Fact]] = []
        for at, fact in self.seen:
            if fact.kind == "reversed":
                del left[max(i for i, (_, f) in enumerate(left) if (f.kind, f.amount) == ("paid", fact.amount))]
            else:
                left.append((at, fact))
        return left

    def account(self, now: datetime) -> Account:
        """The money at an instant, with what has happened there so far."""
        return self.fold([(at, fact) for at, fact in self.standing() if at <= now], now)

    def just_before(self, at: datetime, bill: Bill) -> Account:
        """The money as a rule finds it at an instant; a bill issued at that very instant has been issued."""
        facts = []
        for then, fact in self.standing():
            if then < at:
                facts.append((then, fact))
            elif then == at == bill.issued:
                facts.append((then, fact))
                if (fact.kind, fact.month, fact.amount) == ("billed", bill.month, bill.amount):
                    break
        return self.fold(facts, at)

    def fold(self, facts: list[tuple[datetime, Fact]], now: datetime) -> Account:
        """The money after some facts; the same question asked again is answered from memory."""
        end_fee = (self.contract.end_fee or 0) if self.fee_due else 0
        asked = (tuple(facts), now, self.ended, end_fee, len(self.late))
        if asked not in self.folded:
            self.folded[asked] = Account(self.readings, self.ended, end_fee, self.late).take(facts, now)
        return self.folded[asked]

    # -- what the rules do ------------------------------------------------------------------------

    def rules(self, now: datetime) -> None:
        """Butir b with what lifts it, and butir d, on what stands at an instant."""
        if self.ended:
            return
        account = self.account(now)
        if self.isolated is not None and not self.keeps_isolated(account):
            self.isolated = None
        if self.isolated is None and account.isolating():
            self.isolated = now
        rights = self.rights(now)
        exercised = self.readings["termination.discretion"] == "exercised"
        if exercised and any(ends <= now for _, ends in rights):
            self.end(now, "arrears", min(rights)[0] - DAY)

    def keeps_isolated(self, account: Account) -> bool:
        return {
            "overdue": account.arrears() > 0,
            "overdue_and_fees": account.arrears() > 0 or account.fees_kept_back() > 0,
            "all_billed": account.principal() > 0 or account.fees_owed() > 0,
        }[self.readings["isolation.lifted_when"]]

    def rights(self, now: datetime) -> list[tuple[datetime, datetime]]:
        """The rights to end that have vested and still stand: since when, and when the end comes."""
        found = []
        for bill in self.account(now).bills:
            vests, ends = self.contract.rung(bill)
            if vests > min(now, self.ended or now) or bill.after_end:
                continue
            then = {b.month: b.unpaid for b in self.just_before(vests, bill).bills}
            two = self.readings["termination.arrears"] == "two_bills"
            in_a_row = any(then.get(month) and then.get(month + 1) for month in then if month <= bill.month)
            if not then.get(bill.month) or (two and not in_a_row):
                continue
            if self.readings["termination.cure"] == "vested" or not self.cured(vests, min(now, ends - SECOND)):
                found.append((vests, ends))
        return found

    def cured(self, vests: datetime, until: datetime) -> bool:
        """Everything was paid at some instant since the right vested and before the end of N+2."""
        return any(self.account(at).payable() == 0 for at, _ in self.seen if vests <= at <= until)

    def end(self, now: datetime, why: str, breach: datetime) -> None:
        to = breach if self.readings["termination.tenure_to"] == "breach_date" else now
        to = to.replace(hour=0, minute=0, second=0, microsecond=0)
        carries = why == "arrears" or (why == "resale" and self.readings["termination.fee_on_resale"] == "charged")
        began = self.contract.activated.replace(hour=0, minute=0, second=0, microsecond=0)
        self.fee_due = carries and a_year_on(began) > to
        self.ended, self.ended_by, self.isolated = now, why, None

    def bills_on(self, now: datetime) -> bool:
        """Whether the engine's own bill falls on this instant: its day of the month, clamped, at 00:00."""
        day = self.contract.bill_day
        if day is None or now < self.contract.activated:
            return False
        return now == min(month_start(month_of(now)) + (day - 1) * DAY, month_start(month_of(now) + 1) - DAY)

    def issue(self, now: datetime) -> None:
        if self.ended or (self.isolated and self.readings["isolation.billing"] == "suspended"):
            return
        fee = self.contract.monthly_fee
        for at, fact in self.seen:
            fee = fact.amount if fact.kind == "downgraded" and at <= month_start(month_of(now)) else fee
        self.happen(now, Fact(now, "billed", fee, month=month_of(now)))

    # -- what happens -----------------------------------------------------------------------------

    def happen(self, now: datetime, fact: Fact) -> None:
        if self.refused(fact):
            return
        self.seen.append((now, fact))
        if self.ended:
            self.late.add(fact)
        if fact.kind == "resale":
            self.resale = now
        if fact.kind in ENDINGS and (fact.kind != "resale" or self.readings["termination.discretion"] == "exercised"):
            self.end(now, ENDINGS[fact.kind], now)
        self.rules(now)

    def refused(self, fact: Fact) -> bool:
        """What cannot happen: ending twice, correcting what is not there, moving a date that has passed."""
        account = self.account(self.seen[-1][0]) if self.seen else None
        if fact.kind in (*ENDINGS, "downgraded"):
            return self.ended is not None
        if fact.kind == "reversed":
            return not any((f.kind, f.amount) == ("paid", fact.amount) for _, f in self.standing())
        if fact.kind == "adjusted":
            bills = [bill for bill in account.bills if fact.month in (None, bill.month)] if account else []
            return not bills and (fact.month is not None or fact.amount > 0)
        if fact.kind == "moved":
            of_month = [bill for bill in account.bills if bill.month == fact.month] if account else []
            return all(max(bill.over, bill.issued) <= fact.at for bill in of_month)
        if fact.kind == "refunded":
            moved = {kind: sum(f.amount for _, f in self.standing() if f.kind == kind) for kind in ("paid", "refunded")}
            return fact.amount > moved["paid"] - moved["refunded"]
        return False

    # -- what is asked ----------------------------------------------------------------------------

    def eligible(self) -> bool:
        """Butir e's table, by how the subscription ended."""
        if self.ended is None:
            return False
        before = [(at, fact) for at, fact in self.standing() if at <= self.ended]
        owing = [n for n, (_, fact) in enumerate(before) if fact.kind == "stopped"]
        arrears = bool(owing) and self.fold(before[: owing[0]], self.ended).arrears() > 0
        return {
            "any_exit": self.ended_by != "no_fault",
            "arrears_or_fault": self.ended_by in ("arrears", "resale") or arrears,
            "resale_only": self.ended_by == "resale",
        }[self.readings["blacklist.scope"]]

    def answers(self) -> dict[str, object]:
        """Every key of the specification's table that this model speaks about."""
        account = self.account(self.until)
        arose = [vests for vests, _ in self.rights(self.until)] + [at for at in [self.resale] if at]
        state = "terminated" if self.ended else "isolated" if self.isolated else "active"
        return {
            "principal": account.principal(),
            "late_fee": account.fees_owed(),
            "late_fees_charged": account.fees_charged(),
            "payable": account.payable(),
            "balance": account.payable() - account.credit,
            "credit": account.credit,
            "termination_fee": account.end_fee - account.end_fee_paid,
            "unspecified": self.fee_due and self.contract.end_fee is None,
            "state": "not_active" if self.until < self.contract.activated else state,
            "isolated_since": self.isolated,
            "terminable_from": min(arose, default=None),
            "next_termination": self.next_termination(),
            "terminated_at": self.ended,
            "blacklist_eligible": self.eligible(),
            "blacklisted": self.eligible() and self.readings["blacklist.action"] == "automatic",
        }

    def next_termination(self) -> datetime | None:
        """The end that comes if nothing more is paid or billed: the story goes on in silence."""
        if self.ended or (not self.account(self.until).principal() and not self.rights(self.until)):
            return None
        silent = replace(self.contract, bill_day=None)
        return Model(silent, [fact for _, fact in self.seen], self.until + 300 * DAY).ended
