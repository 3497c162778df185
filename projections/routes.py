"""Where calls go: the route of the latest one, and of each in turn."""

from collections.abc import Sequence

from attrs import frozen

from lifecycle import calendar
from lifecycle.clauses.routing import NOWHERE, Call, Route
from lifecycle.events import Because, Contacted, Recorded
from lifecycle.terms import Rules
from projections.answers import NOT_APPLICABLE, Answer
from projections.ledger import Ledger


@frozen
class RoutedCall:
    """A call, where the terms of its instant send it, and by which clause."""

    recorded: Recorded
    event: Contacted
    route: Route
    because: Because


def route(ledger: Ledger, at: int) -> Answer:
    """The route (*pengalihan*) of the latest call, by the edition in force when it came; nowhere before the first."""
    if ledger.book(at).routing is None:
        return NOT_APPLICABLE
    if ledger.contact is None:
        return Route(NOWHERE)
    event, then = ledger.contact
    return routed(ledger.rules, event, then) or NOT_APPLICABLE


def routed(rules: Rules, event: Contacted, at: int) -> Route | None:
    """Where a call of a second goes; None where the terms of then say nothing of calls."""
    clause = rules.at(at).book.routing
    return None if clause is None else clause.route(_call(event))


def because(rules: Rules, event: Contacted, at: int) -> Because | None:
    """The clause that routes a call of a second."""
    terms = rules.at(at)
    clause = terms.book.routing
    if clause is None:
        return None
    if clause.content != "known":
        return terms.because("routing.before" if clause.content == "none" else "routing.content")
    index = clause.row_for(_call(event))
    return terms.because("routing.unlisted" if index is None else f"routing.row[{index}]")


def calls(events: Sequence[Recorded], rules: Rules) -> tuple[RoutedCall, ...]:
    """Every call of a story that the terms route, in the order in which they are stored."""
    found = []
    for recorded in events:
        if isinstance(recorded.event, Contacted):
            at = calendar.seconds(recorded.at)
            goes, why = routed(rules, recorded.event, at), because(rules, recorded.event, at)
            if goes is not None and why is not None:
                found.append(RoutedCall(recorded, recorded.event, goes, why))
    return tuple(found)


def _call(event: Contacted) -> Call:
    """What the rules ask of a call; who does not say that they agree does not."""
    return Call(event.about, event.subscribed_through or "unknown", event.agrees is True)
