"""Isolating and blocking: too early, without a ground, while disputed, or not lifted."""

from collections.abc import Iterator

from attrs import define

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.bill import Bill
from lifecycle.civil import DAY, NEVER
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import Recorded
from lifecycle.money import Amount
from lifecycle.rulebook import RuleBook
from lifecycle.sentence import Sentence, Word, coded, counted, joined, said
from projections.findings.finding import Finding
from projections.findings.scene import Scene, latest

LIMITS = (Becomes.ISOLATED, Becomes.BLOCKED)
"""The rungs that suspend service."""


def limited(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """An isolation or block, held against the ladder or, while a dispute is open, what is undisputed."""
    account, book = scene.ledger.account, scene.ledger.book(at)
    scene.groundless = None
    if book.dispute is not None and account.disputes.open:
        yield from _while_disputed(scene, recorded, at)
    elif rung_of(book) is not None:
        yield from _by_the_ladder(scene, recorded, at)
    elif book.dispute is not None:
        yield from _by_arrears(scene, recorded, at)


def rung_of(book: RuleBook) -> int | None:
    """The index of the book's rung that limits service, if it has one."""
    rungs = book.arrears.ladder if book.arrears else ()
    return next((index for index, rung in enumerate(rungs) if rung.becomes in LIMITS), None)


def _while_disputed(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    account, book = scene.ledger.account, scene.ledger.book(at)
    overdue = [bill for bill in account.bills if bill.overdue_at <= at and not bill.after_end]
    unknown = account.unknown_principal - account.suspense().unspecified
    if any(bill.open > bill.disputed or bill.name in unknown for bill in overdue):
        return
    disputed = sum(bill.disputed for bill in account.due)
    working = [
        said("open: {open}, of it disputed: {disputed}", open=account.principal(), disputed=Amount(disputed)),
        said("of what is not disputed nothing is past a last day to pay"),
    ]
    if book.dispute and book.dispute.ours:
        working.append(said("to hold this against the dispute is a policy of ours, not a clause of theirs"))
    scene.groundless = _open(account)
    act = said("the line is {state} while a dispute is open", state=_state(recorded))
    entitled = said("an undisputed overdue amount is needed, and there is none")
    yield scene.finding(
        "BLOCKED_WHILE_DISPUTED", recorded, at, act, entitled, scene.terms(at).because("dispute"), working=working
    )


def _by_the_ladder(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    account = scene.ledger.account
    bills = may_be_open(scene.ledger.account)
    due = {bill: [when for when, becomes in bill.rungs if becomes in LIMITS] for bill in bills}
    if scene.entitled(recorded, at).state.limited:
        return
    by = latest(recorded, at)
    if any(when <= by and (bill.open_at(when) or bill.unknown) for bill in bills for when in due[bill]):
        return
    ahead = [(when, bill.age, bill) for bill in bills for when in due[bill] if by < when < NEVER]
    scene.groundless = _open(account)
    act = said("the line is {state}", state=_state(recorded))
    if not ahead:
        path = f"arrears.rung[{rung_of(scene.ledger.book(at))}]"
        entitled = said("nothing open could lead to isolation")
        because = scene.terms(at).because(path)
        working = standing(account, at)
        yield scene.finding("ISOLATED_WITHOUT_GROUND", recorded, at, act, entitled, because, working=working)
        return
    when, _, bill = min(ahead)
    index = next(i for i, rung in enumerate(bill.terms.ladder) if rung.becomes in LIMITS)
    due_then = {"when": calendar.instant(when), "bill": bill.name}
    entitled = said("not before {when}, for {bill}", **due_then)
    falls_due = said("for {bill} isolation falls due on {when}", **due_then)
    working = [*standing(account, at), falls_due, _early(when, at)]
    path = f"arrears.rung[{index}]"
    yield scene.finding("ISOLATED_TOO_EARLY", recorded, at, act, entitled, bill.terms.because(path), working=working)


def _by_arrears(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Where the terms know no ladder, but say that limiting needs an overdue amount."""
    account, because = scene.ledger.account, scene.terms(at).because("dispute")
    bills, working = may_be_open(account), standing(account, at)
    act = said("the line is {state}", state=_state(recorded))
    if not bills:
        entitled = said("an overdue amount is needed, and nothing is open")
        yield scene.finding("ISOLATED_WITHOUT_GROUND", recorded, at, act, entitled, because, working=working)
    elif all(latest(recorded, at) < bill.overdue_at < NEVER for bill in bills):
        first = calendar.instant(min(bill.overdue_at for bill in bills))
        entitled = said("an overdue amount is needed, and nothing is overdue before {first}", first=first)
        yield scene.finding("ISOLATED_TOO_EARLY", recorded, at, act, entitled, because, working=working)


def may_be_open(account: Account) -> list[Bill]:
    """The bills on which something is open, or may be as nobody knows it; those after the end lead nowhere."""
    unknown = account.unknown_principal - account.written_off
    bills = [bill for bill in account.bills if bill.open > 0 or (bill.unknown and bill.name in unknown)]
    return [bill for bill in bills if not bill.after_end]


def standing(account: Account, at: int) -> list[Sentence]:
    """The bills open at a second, each with what is open and its last day to pay; a step of working each."""
    bills = sorted(may_be_open(account), key=lambda bill: bill.number)
    none = said("no bill is open on {at}", at=calendar.instant(at))
    return [_standing(bill) for bill in bills] or [none]


def _standing(bill: Bill) -> Sentence:
    open_ = Amount(bill.open, frozenset({bill.name}) if bill.unknown else frozenset())
    if bill.last_day < 0:
        return said("{bill}: {open} open, no last day to pay is known", bill=bill.name, open=open_)
    day = calendar.date_of(bill.last_day)
    return said("{bill}: {open} open, to pay by {day}", bill=bill.name, open=open_, day=day)


def _early(when: int, at: int) -> Sentence:
    days, rest = divmod(when - at, DAY)
    hours, minutes = rest // 3600, rest % 3600 // 60
    told = [
        *([counted("{number} day", "{number} days", days)] if days else []),
        *([counted("{number} hour", "{number} hours", hours)] if hours else []),
        *([counted("{number} minute", "{number} minutes", minutes)] if minutes else []),
    ]
    if not told:
        return said("that is less than a minute too early")
    return said("that is {time} too early", time=joined(", ", told))


def _open(account: Account) -> frozenset[int]:
    """The numbers of the bills on which something is open."""
    return frozenset(bill.number for bill in account.due if bill.open > 0)


def _state(recorded: Recorded) -> Word:
    return coded("isolated" if recorded.event.topic.startswith("isolated") else "blocked")


@define
class Reconnection:
    """Watches whether a limited line is let go once nothing limits it by the rules; ``due`` is since when that is so.

    ``by`` is the fact that left nothing, and ``latest`` the last second at which it may have happened.
    """

    scene: Scene
    due: int | None = None
    latest: int = 0
    by: Recorded | None = None
    told: bool = False
    working: tuple[Sentence, ...] = ()

    def after(self, recorded: Recorded, at: int) -> Iterator[Finding]:
        """Look again after an event; whoever lets go in the second by which it is due is in time."""
        ledger = self.scene.ledger
        if at > self.latest:
            yield from self.missing()
        if not ledger.state.limited:
            self.due, self.told = None, False
        elif self.due is None and self._lifted(recorded, at):
            self.due, self.by, self.latest = at, recorded, latest(recorded, at)
            since = calendar.instant(ledger.state.limited_since or at)
            self.working = (said("limited since {since}", since=since), *standing(ledger.account, at))

    def missing(self) -> Iterator[Finding]:
        """The reconnection that is due and was not made."""
        if self.due is None or self.told or self.latest == NEVER:
            return
        self.told = True
        path = f"arrears.rung[{rung_of(self.scene.ledger.book(self.due))}]"
        due = calendar.instant(self.due)
        entitled = said("reconnected on {due}: nothing is left that limits it", due=due)
        because = self.scene.terms(self.due).because(path, "isolation.lifted_when")
        yield self.scene.finding(
            "NOT_RECONNECTED",
            self.by,
            self.due,
            said("the line stays limited"),
            entitled,
            because,
            working=self.working,
        )

    def _lifted(self, recorded: Recorded, at: int) -> bool:
        if self.scene.entitled(recorded, at).state.limited:
            self.scene.groundless = None  # By now the rules limit it too.
        ledger, groundless = self.scene.ledger, self.scene.groundless
        since, by = ledger.state.limited_since, min(latest(recorded, at), self.scene.told.until)
        if since is None or rung_of(ledger.book(at)) is None or not ledger.account.lifted(by, since):
            return False
        if any(bill.unknown for bill in may_be_open(ledger.account)):
            return False  # Whether that is paid nobody knows.
        if groundless is None:
            return True
        return bool(groundless) and not any(bill.open and bill.number in groundless for bill in ledger.account.bills)
