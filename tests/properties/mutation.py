"""One recorded act changed, and the finding that it must then have, or must not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import frozen

from lifecycle.events import PaymentReversed
from lifecycle.history import Fact
from projections.findings.finding import Finding
from tests.properties.recorded import Tale


@frozen
class Mutation:
    """A story with one act changed: ``what`` was, and the codes of which one is the act's finding, or none at all.

    ``step`` is the act's number, None where the finding is one of time and not of the act; ``amount`` is in sen.
    """

    what: str
    tale: Tale
    step: int | None
    codes: frozenset[str]
    judged: frozenset[str]
    amount: int | None = None

    def holds(self) -> bool:
        """Whether the changed story has the finding that it must have, or none of those that it must not have."""
        found = [one for one in self.tale.found() if one.code in self.judged and self.step in (None, one.step)]
        if not self.codes:
            return not found
        return any(one.code in self.codes and self._comes_to(one) for one in found)

    def _comes_to(self, one: Finding) -> bool:
        return self.amount is None or (one.amount is not None and one.amount.sen == self.amount)


def changed(
    what: str,
    tale: Tale,
    fact: Fact,
    codes: set[str],
    judged: set[str],
    amount: int | None = None,
    *,
    by_act: bool = True,
    **changes: Any,
) -> Iterator[Mutation]:
    """The mutation, unless the subscription refuses the changed act, or it moves over the reversal of a payment.

    A reversal undoes a payment from its instant on; before it, an act is judged by a payment that still stands.
    """
    if _over_a_reversal(tale, fact, changes.get("at", fact.at)):
        return
    new, step = tale.with_(fact, **changes)
    if any(one.step == step for one in new.events()):
        yield Mutation(what, new, step if by_act else None, frozenset(codes), frozenset(judged), amount)


def _over_a_reversal(tale: Tale, fact: Fact, at: datetime) -> bool:
    first, last = sorted((at, fact.at))
    return (
        any(isinstance(one.event, PaymentReversed) and first <= one.at <= last for one in tale.facts) and at != fact.at
    )
