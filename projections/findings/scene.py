"""The scene of an audit: a story as it was recorded, and beside it the same story by the rules, walked together."""

from collections.abc import Iterable

from lifecycle import civil
from lifecycle.bill import Bill
from lifecycle.civil import DAY, NEVER
from lifecycle.events import Activated, Because, Recorded
from lifecycle.money import Amount
from lifecycle.sentence import Sentence
from lifecycle.terms import Rules, Terms
from projections.findings.finding import Finding, FindingCode
from projections.ledger import Fold, Ledger, Mark, Told, timeline


class Scene:
    """Where an audit stands; amounts in sen, instants in WIB seconds.

    ``ledger`` is the story as told. ``asked`` is what was billed so far of what a month may
    cost once: its fee, or a package's price; ``billed_in_advance`` the charges of a trial that its bills so far
    were for. ``groundless`` are the numbers of the bills that were open when the line was limited
    without a ground, None while it has one. ``bills`` are the recorded events that issued them, by number;
    ``after_end`` those found to be issued for a time after the end.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.rules: Rules = told.rules
        self.ledger = Ledger(told.rules, told)
        self.timed = timeline(told.events, told.rules)
        self.asked: dict[tuple[str, int], int] = {}
        self.groundless: frozenset[int] | None = None
        self.ended_without_ground = False
        self.billed_in_advance: list[int] = []
        self.bills: dict[int, Recorded] = {}
        self.after_end: set[int] = set()
        self._beside: Fold | None = None

    @property
    def as_recorded(self) -> bool:
        """Whether the provider's acts are the file's own."""
        return self.told.as_recorded

    def entitled(self, recorded: Recorded, at: int) -> Ledger:
        """The story by the rules as it stands just before a recorded event; itself where the rules tell it."""
        if self.told.beside is None:
            return self.ledger
        if self._beside is None:
            self._beside = Fold(self.told.beside.history.events, self.rules)
        return self._beside.to(max(self._beside.ledger.mark, Mark(at, (recorded.step or 1) - 1)))

    def take_in(self, recorded: Recorded, at: int) -> None:
        """Go on past the next event."""
        issued = len(self.ledger.account.bills)
        self.ledger.mark = Mark(at, recorded.step or 0)
        self.ledger.apply(recorded, at)
        if len(self.ledger.account.bills) > issued:
            self.bills[issued] = recorded

    def latest_bill(self) -> Bill:
        """The bill that the event just taken in has issued."""
        bills = self.ledger.account.bills
        # They stand by their age; the one issued last is seldom far from the end.
        return next(bill for bill in reversed(bills) if bill.number == len(bills) - 1)

    def terms(self, at: int) -> Terms:
        """The terms in force at a second."""
        return self.rules.at(at)

    def told_by_file(self, recorded: Recorded) -> bool:
        """Whether the story itself tells an event, rather than the rules."""
        return recorded.step is not None or isinstance(recorded.event, Activated)

    def finding(
        self,
        code: FindingCode,
        recorded: Recorded | None,
        at: int,
        act: Sentence,
        entitled: Sentence,
        because: Because,
        *,
        amount: Amount | None = None,
        working: Iterable[Sentence] = (),
        charge: Recorded | None = None,
        line: int | None = None,
    ) -> Finding:
        """A finding at a second, shown by a recorded event; by time alone where there is none."""
        step = None if recorded is None else recorded.step
        return Finding(code, at, step, act, entitled, amount, because, recorded, tuple(working), charge, line)


def latest(recorded: Recorded, at: int) -> int:
    """The last second at which a fact may have happened, as precisely as it is known."""
    if recorded.precision == "unknown":
        return NEVER
    if recorded.precision == "month":
        return civil.month_start(civil.month_of(at // DAY) + 1) * DAY - 1
    return at // DAY * DAY + DAY - 1 if recorded.precision == "day" else at


def issued_by(told: Told) -> dict[int, Recorded]:
    """The recorded event that issued each bill of a story, by the bill's number."""
    scene = Scene(told)
    for at, recorded in scene.timed:
        scene.take_in(recorded, at)
    return scene.bills
