"""The reference: a batch's outcomes by way of the events, one subscription after the other."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.events import Givens, Isolated, Recorded
from lifecycle.events.service import Blocked
from lifecycle.history import history
from lifecycle.rulebook import RuleBook
from lifecycle.terms import Rules
from projections import blacklist, states
from projections.answers import Answer
from projections.columns.batch import Batch, Ending, Outcomes, Part, State
from projections.columns.stories import givens_of, story_of
from projections.ledger import Ledger, Mark, walk


def by_replay(
    batch: Batch, editions: Sequence[RuleBook], readings: Mapping[str, str], until: int, pin: str | None = None
) -> Outcomes:
    """What each subscription comes to at a WIB second, by the path that decides each event.

    Raises `lifecycle.rulebook.NotCovered` for what happens before the first edition.
    """
    shared: dict[Givens, Rules] = {}
    rows = []
    for row in range(len(batch.activated)):
        givens = givens_of(batch, row)
        rules = shared.setdefault(givens, Rules(editions, readings, pin, givens))
        opening, facts = story_of(batch, row, editions[0].provider, str(row))
        told = history(opening, facts, rules, calendar.instant(until))
        ((_, ledger),) = walk(told.events, rules, [Mark(until)])
        rows.append(_outcome(ledger, until, told.events, len(told.refused)))
    return Outcomes(*(np.array([row[name] for row in rows], dtype=np.int64) for name in Outcomes._fields))


def _outcome(ledger: Ledger, at: int, events: Sequence[Recorded], refused: int) -> dict[str, int]:
    account, state = ledger.account, ledger.state
    answers = {
        Part.PRINCIPAL: account.principal(),
        Part.LATE_FEE: account.late_fee(at),
        Part.TERMINATION_FEE: account.charge("termination_fee", at),
        Part.PENALTY: account.charge("penalty", at),
        Part.DEVICE_CHARGE: account.charge("device_charge", at),
        Part.CREDIT: account.held(at),
    }
    limits = [calendar.seconds(each.at) for each in events if isinstance(each.event, Isolated | Blocked)]
    return {
        "principal": answers[Part.PRINCIPAL].sen,
        "late_fee": answers[Part.LATE_FEE].sen,
        "late_fees_charged": account.late_fees_charged(at).sen,
        "termination_fee": answers[Part.TERMINATION_FEE].sen,
        "penalty": answers[Part.PENALTY].sen,
        "device_charge": answers[Part.DEVICE_CHARGE].sen,
        "payable": account.payable(at).sen,
        "credit": answers[Part.CREDIT].sen,
        "unspecified": sum(int(part) for part, amount in answers.items() if amount.unspecified),
        "bills": len(account.bills),
        "total_charged": account.billed,
        "paid": account.paid,
        "state": _state(ledger, at),
        "isolated_since": NEVER if state.limited_since is None else state.limited_since,
        "isolations": len(limits),
        "first_isolated": min(limits, default=NEVER),
        "terminable_from": _second(states.terminable_from(ledger, at)),
        "next_termination": _second(states.next_termination(ledger, at)),
        "terminated_at": NEVER if state.ended is None else state.ended,
        "ended_as": Ending.NONE if account.ended_as is None else Ending[account.ended_as.upper()],
        "blacklist_eligible": int(blacklist.blacklist_eligible(ledger, at) is True),
        "blacklisted": int(state.blacklisted),
        "refused": refused,
    }


def _state(ledger: Ledger, at: int) -> State:
    if ledger.opened_at is not None and at < ledger.opened_at:
        return State.NOT_ACTIVE
    return State.CANCELLATION_PENDING if ledger.account.pending else State[ledger.state.status.upper()]


def _second(answer: Answer) -> int:
    """An instant as a second; what does not come, or is not applicable, never does."""
    return calendar.seconds(answer) if isinstance(answer, datetime) else NEVER
