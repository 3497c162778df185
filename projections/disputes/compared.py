"""Month by month: what was asked for beside what was owed, and what would be payable while a dispute is open."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar, civil
from lifecycle.calendar import Period
from lifecycle.events import DeviceReturned, Terminated
from lifecycle.money import Amount, total
from projections import balances, states
from projections.answers import Answer
from projections.disputes.sides import Sides
from projections.findings.finding import Finding
from projections.ledger import Fold, Ledger, Mark, timeline

NOTHING = Amount()


@frozen
class Standing:
    """How one side stands at a second: what is payable, that less the customer's credit, and the line's state.

    ``ended`` says who has ended the subscription, and why.
    """

    payable: Amount
    balance: Amount
    state: Answer
    ended: Terminated | None = None


@frozen
class Fair:
    """The same read as fair: what is payable, what is in suspense, and the line's state."""

    payable: Amount
    suspense: Amount
    state: Answer


@frozen
class Month:
    """One month at its last second, or at the story's.

    ``difference`` is asked less owed, of balances: money that the customer paid on what is unfounded counts,
    too. What is positive of it is ``in_dispute``.
    """

    period: Period
    until: int
    asked: Standing
    owed: Standing
    fair: Fair | None

    @property
    def difference(self) -> Amount:
        """Asked less owed; an unspecified part that both sides have is none."""
        return apart(self.asked.balance, self.owed.balance)

    @property
    def in_dispute(self) -> Amount:
        """What the provider asks for beyond what is owed."""
        return beyond(self.difference)


def apart(asked: Amount, owed: Amount) -> Amount:
    """By how much two amounts differ; what no source gives of both alike makes no difference."""
    return Amount(asked.sen - owed.sen, asked.unspecified ^ owed.unspecified)


def beyond(difference: Amount) -> Amount:
    """A difference as far as it is the customer who is asked for more."""
    return difference if difference.sen >= 0 else Amount(0, difference.unspecified)


class Beside:
    """Both sides, and the reading of fair, walked together; go forward only."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self._asked = Fold(sides.asked.events, sides.asked.rules, sides.asked)
        self._owed = Fold(sides.owed.events, sides.owed.rules, sides.owed)
        self._money = Fold(sides.money.events, sides.money.rules, sides.money)
        self._unheeded = [(one.at, one.amount) for one in sides.findings if one.amount and _is_unheeded(one)]
        self._fair = Fold(sides.fair.events, sides.fair.rules, sides.fair) if sides.fair else None

    def at(self, at: int) -> tuple[Standing, Standing]:
        """What is asked and what is owed at a second, everything of it included."""
        asked = self._asked.to(Mark(at))
        unheeded = total(amount for since, amount in self._unheeded if since <= at)
        return _standing(asked, asked, at, unheeded), _standing(self._money.to(Mark(at)), self._owed.to(Mark(at)), at)

    def fair(self, at: int) -> Fair | None:
        """The story read as fair."""
        if self._fair is None:
            return None
        ledger = self._fair.to(Mark(at))
        suspense = balances.suspense(ledger, at)
        return Fair(
            payable=balances.owed(ledger, at),
            suspense=suspense if isinstance(suspense, Amount) else Amount(),
            state=states.state(ledger, at),
        )


def _is_unheeded(finding: Finding) -> bool:
    """Whether a finding's charge is asked for and no clause makes it payable, so that no account holds it."""
    return finding.charge is not None and isinstance(finding.charge.event, DeviceReturned)


def _standing(money: Ledger, line: Ledger, at: int, besides: Amount = NOTHING) -> Standing:
    payable = balances.owed(money, at) + besides
    return Standing(payable, payable - money.account.held(at), states.state(line, at), line.judging(at).state.ended_by)


def months(sides: Sides) -> tuple[Month, ...]:
    """The months from the first event after the opening to the story's last second."""
    return tuple(_months(sides))


def _months(sides: Sides) -> Iterator[Month]:
    timed = timeline(sides.asked.events, sides.asked.rules)
    last = sides.told.until
    first = timed[1][0] if len(timed) > 1 else last
    walked = Beside(sides)
    for number in range(civil.month_of(min(first, last) // civil.DAY), civil.month_of(last // civil.DAY) + 1):
        at = min(calendar.seconds(calendar.month_end(number)), last)
        asked, owed = walked.at(at)
        yield Month(calendar.period(number), at, asked, owed, walked.fair(at))
