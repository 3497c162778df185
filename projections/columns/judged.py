"""A batch judged: editions and readings in, outcomes out, a pure function of its arguments."""

from collections.abc import Mapping, Sequence

from lifecycle.rulebook import RuleBook
from lifecycle.terms import Rules
from projections.answers import NOT_APPLICABLE
from projections.columns.batch import Batch, Outcomes
from projections.columns.replayed import by_replay
from projections.keys import KEYS
from projections.ledger import Ledger


def judged(
    batch: Batch, editions: Sequence[RuleBook], readings: Mapping[str, str], until: int, pin: str | None = None
) -> Outcomes:
    """What each subscription comes to at a WIB second; keeps nothing, so that parts may be judged anywhere.

    Raises `Uncovered` for what a book needs and the columns lack, `lifecycle.rulebook.NotCovered` for a fact before
    the first edition, ValueError in words for a number that no batch may hold.
    """
    return by_replay(batch, editions, readings, until, pin)


def not_applicable(
    editions: Sequence[RuleBook], readings: Mapping[str, str], until: int, pin: str | None = None
) -> frozenset[str]:
    """The outcomes for which the terms at a WIB second have no clause (G12); they count 0, and mean nothing."""
    ledger = Ledger(Rules(editions, readings, pin))
    return frozenset(key for key in Outcomes._fields if key in KEYS and KEYS[key](ledger, until) is NOT_APPLICABLE)
