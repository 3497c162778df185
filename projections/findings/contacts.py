"""Calls that went elsewhere than the rules send them."""

from collections.abc import Iterator

from lifecycle.clauses.routing import NO_RULE, UNKNOWN_RULESET, UNSPECIFIED, Route
from lifecycle.events import Contacted, Recorded
from lifecycle.sentence import coded, said, word
from projections import routes
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def contacted(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A call that went elsewhere; where the rules name no destination, only a transfer is held against it."""
    event = recorded.event
    if not isinstance(event, Contacted) or event.routed_to is None:
        return
    route, because = routes.routed(scene.rules, event, at), routes.because(scene.rules, event, at)
    if route is None or because is None or _fits(scene, event.routed_to, route, at):
        return
    if route.to == UNSPECIFIED:
        entitled = said("no transfer; the rules name no destination for it")
    else:
        entitled = said("to {destination}", destination=coded(route.to))
    went = {"topic": coded(event.about), "destination": coded(event.routed_to)}
    act = said("a call about {topic} went to {destination}", **went)
    through = word(event.subscribed_through) if event.subscribed_through else said("an unknown channel")
    words = {"topic": coded(event.about), "channel": through}
    working = (said("the call is about {topic}; subscribed through {channel}", **words),)
    yield Finding("MISROUTED_CONTACT", at, recorded.step, act, entitled, None, because, recorded, working)


def _fits(scene: Scene, went: str, route: Route, at: int) -> bool:
    if went == UNSPECIFIED or route.to in (UNKNOWN_RULESET, NO_RULE):
        return True
    if route.to == UNSPECIFIED:
        clause = scene.terms(at).book.routing
        return clause is None or went not in {row.to for row in clause.row if row.transfer}
    # Who is to be told of two ways and is told of one was not sent elsewhere.
    return went == route.to or went in route.to.split("_or_")
