"""The shadow of a story told as recorded: the same facts with the provider's acts decided by the rules."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from lifecycle.events import (
    Activated,
    Blocked,
    Event,
    Isolated,
    Reconnected,
    Recorded,
    Terminated,
    Unblocked,
    Warned,
    WarningLifted,
)
from lifecycle.history import Fact, History, history
from lifecycle.terms import Rules

RULES_OWN: tuple[type[Event], ...] = (Warned, WarningLifted, Isolated, Reconnected, Blocked, Unblocked)
"""Acts that only the rules make a provider do, unless a story is told as recorded."""

RULES_REASONS = frozenset({"arrears", "resale"})
"""The endings that are likewise the rules'."""


def decided_by_rules(event: Event) -> bool:
    """Whether the rules decide such an event themselves, so that a story by the rules may not write it."""
    if isinstance(event, Terminated):
        return event.reason in RULES_REASONS
    return isinstance(event, RULES_OWN)


def shadow(
    opening: Activated, facts: Sequence[Fact], rules: Rules, until: datetime, known_on: datetime | None = None
) -> History:
    """The history by the rules of a story's facts, up to an instant that still happens; nothing of it is stored.

    Kept are the customer's facts and what the provider did of its own accord; left out is what the
    rules decide. Bills are facts here, so none is issued by the rules besides. What the rules
    refuse is among the history's ``refused``; steps keep their numbers.
    """
    by_rules = attrs.evolve(opening, provider_acts="by_the_rules", bills=None)
    kept = [fact for fact in facts if not decided_by_rules(fact.event)]
    return history(by_rules, kept, rules, until, known_on)


def facts_of(events: Iterable[Recorded]) -> Iterator[Fact]:
    """The facts behind recorded events: all but the opening and the acts of the rules."""
    for recorded in events:
        if recorded.step is not None:
            yield Fact(
                step=recorded.step,
                at=recorded.at,
                event=recorded.event,
                known_at=recorded.known_at,
                precision=recorded.precision,
                inferred=recorded.inferred,
                source=recorded.source,
                note=recorded.note,
            )
