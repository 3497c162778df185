"""A plain second model of cancelling: naive instants, whole rupiah, everything worked out anew at each question."""

import calendar as months_of
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

DOCUMENTS = ("form", "signed", "identity", "device_receipt")
PROOFS = ("payment_proof", "customer_number")


@dataclass(frozen=True)
class Fact:
    """One thing that happened; ``what`` carries the documents shown, or how the device came back."""

    at: datetime
    kind: str  # billed, paid, asked, shown, returned, confirmed, dropped, letter
    amount: int = 0
    what: frozenset[str] = frozenset()


@dataclass
class Plain:
    """What the guide makes of some facts up to an instant."""

    activated: datetime
    readings: dict[str, str]
    given: int | None
    asked: datetime | None = None
    shown: frozenset[str] = frozenset()
    complete: datetime | None = None
    returned: Fact | None = None
    confirmed: datetime | None = None
    ended: datetime | None = None
    billed: int = 0
    paid: int = 0
    happened: list[Fact] = field(default_factory=list)

    def tell(self, fact: Fact) -> None:
        """Take a fact in, unless it is refused."""
        if fact.at < self.activated or self._refused(fact):
            return
        self.happened.append(fact)
        if fact.kind == "billed":
            self.billed += fact.amount
        elif fact.kind == "paid":
            self.paid += fact.amount
        elif fact.kind == "asked":
            self.asked = fact.at
        elif fact.kind == "confirmed":
            self.confirmed = self.ended = fact.at
        elif fact.kind == "dropped":
            self.ended = fact.at
        elif fact.kind == "shown" and self.confirmed is None:
            whole = self._whole(fact.what)
            self.complete = (self.complete or fact.at) if whole else None
            self.shown = fact.what
        elif fact.kind == "returned" and self.confirmed is None:
            self.returned = fact

    def _whole(self, shown: frozenset[str]) -> bool:
        return shown.issuperset(DOCUMENTS) and bool(shown.intersection(PROOFS))

    def _refused(self, fact: Fact) -> bool:
        if fact.kind == "asked":
            return self.ended is not None or self.asked is not None
        if fact.kind == "confirmed":
            ready = self._whole(self.shown) and self.returned is not None
            return self.ended is not None or self.asked is None or not ready
        return fact.kind == "dropped" and self.ended is not None

    @property
    def state(self) -> str:
        if self.ended:
            return "terminated"
        return "cancellation_pending" if self.asked else "active"

    def penalty(self, now: datetime) -> int:
        """Rupiah."""
        if self.asked is None or (self.ended and not self.confirmed):
            return 0
        day = {
            "requested": self.asked,
            "documents_complete": max(self.complete, self.asked) if self.complete else now,
            "confirmed": self.confirmed or now,
        }[self.readings["penalty.cancelled_on"]].date()
        start = self.activated.date()
        end = self._later(start, 12)
        if day >= end:
            return 0
        how = self.readings["penalty.months_remaining"]
        if how == "daily":
            exact = Fraction((end - day).days, (end - start).days) * 12 * 100_000 + 200_000
            return int(exact + Fraction(1, 2))
        complete = max(k for k in range(13) if self._later(start, k) <= day)
        begun = sum(1 for k in range(12) if self._later(start, k) < day)
        return (12 - (complete if how == "ceil" else begun)) * 100_000 + 200_000

    def _later(self, start: date, count: int) -> date:
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        last = months_of.monthrange(year, month + 1)[1]
        if start.day <= last:
            return date(year, month + 1, start.day)
        clamped = date(year, month + 1, last)
        return clamped + timedelta(days=1) if self.readings["penalty.month_end"] == "roll_forward" else clamped

    def device(self) -> int | None:
        """Rupiah, or None where it is not known."""
        if self.asked is None:
            return 0
        if self.returned is None:
            return None
        if self.returned.what == {"good", "receipt"}:
            return 0
        return self.returned.amount if self.returned.amount >= 0 else self.given
