"""Ending and blacklisting: too early, or without a ground."""

from collections.abc import Iterator

from lifecycle import calendar
from lifecycle.civil import NEVER
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.events import Recorded, Terminated
from lifecycle.sentence import Sentence, coded, said
from projections.answers import NOT_APPLICABLE
from projections.blacklist import blacklist_eligible
from projections.findings.finding import Finding
from projections.findings.limiting import may_be_open, standing
from projections.findings.scene import Scene, latest


def terminated(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """An ending by the provider for arrears or resale; any other needs no ground."""
    event = recorded.event
    if not isinstance(event, Terminated) or event.by != "provider":
        return
    look = {"resale": _for_resale, "arrears": _for_arrears}.get(event.reason)
    for finding in look(scene, recorded, at) if look else ():
        scene.ended_without_ground = True
        yield finding


def _for_resale(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    if scene.terms(at).book.resale is None:
        yield from _unknown_to_the_terms(scene, recorded, at)
    elif scene.ledger.state.resale_proven is None:
        entitled = said("only a proven resale ends the subscription")
        yield _without_ground(scene, recorded, at, entitled, "resale")


def _unknown_to_the_terms(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """An ending of a kind that the terms do not know, where they say how a subscription does end."""
    if scene.terms(at).book.cancellation is not None:
        entitled = said("only a confirmed cancelling ends the subscription")
        yield _without_ground(scene, recorded, at, entitled, "cancellation")


def _for_arrears(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    book, account = scene.terms(at).book, scene.ledger.account
    rungs = book.arrears.ladder if book.arrears else ()
    index = next((index for index, rung in enumerate(rungs) if rung.becomes == Becomes.TERMINATED), None)
    if index is None:
        yield from _unknown_to_the_terms(scene, recorded, at)
        return
    right = account.next_right(at)
    if right is not None and right.ends <= at:
        return
    bills = may_be_open(account)
    if any(bill.unknown and bill.ends_at <= at for bill in bills):
        return  # Whether anything was owed on it nobody knows.
    ahead = [(bill.ends_at, bill.age, bill) for bill in bills if at < bill.ends_at < NEVER]
    if right is None and not ahead:
        entitled = said("nothing open could lead to an ending for arrears")
        yield _without_ground(scene, recorded, at, entitled, f"arrears.rung[{index}]")
        return
    ends, bill = (right.ends, right.bill) if right is not None else (min(ahead)[0], min(ahead)[2])
    if ends <= latest(recorded, at):
        return
    rung = next(i for i, rung in enumerate(bill.terms.ladder) if rung.becomes == Becomes.TERMINATED)
    ending = {"when": calendar.instant(ends), "bill": bill.name}
    yield scene.finding(
        "TERMINATED_TOO_EARLY",
        recorded,
        at,
        said("ended for {reason}", reason=coded("arrears")),
        said("not before {when}, for {bill}", **ending),
        bill.terms.because(f"arrears.rung[{rung}]", "termination.arrears", "termination.cure"),
        working=[*standing(account, at), said("{bill} is open: the end comes on {when} if nothing is paid", **ending)],
    )


def _without_ground(scene: Scene, recorded: Recorded, at: int, entitled: Sentence, path: str) -> Finding:
    reason = recorded.event.reason if isinstance(recorded.event, Terminated) else ""
    readings = ("termination.arrears", "termination.cure") if path.startswith("arrears") else ()
    act = said("ended for {reason}", reason=coded(reason))
    unproven = [said("no proof of resale is on record")]
    working = unproven if reason == "resale" else standing(scene.ledger.account, at)
    because = scene.terms(at).because(path, *readings)
    return scene.finding("TERMINATED_WITHOUT_GROUND", recorded, at, act, entitled, because, working=working)


def blacklisted(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A blacklisting of a customer whom nothing makes eligible, or only an ending that itself has no ground.

    An ending that came too early is a ground from when the rules would have made it.
    """
    eligible = blacklist_eligible(scene.ledger, at)
    if eligible == NOT_APPLICABLE or (eligible and not scene.ended_without_ground):
        return
    if eligible and blacklist_eligible(scene.entitled(recorded, at), at):
        return
    why = said("the ending that it rests on has no ground") if eligible else said("nothing makes the customer eligible")
    readings = ("blacklist.scope",)
    act = said("the customer is blacklisted")
    ended = scene.ledger.account.ended
    if ended is None:
        since = said("the subscription has not ended")
    else:
        since = said("ended {when}", when=calendar.instant(ended))
    because, working = scene.terms(at).because("blacklist", *readings), [since, *standing(scene.ledger.account, at)]
    yield scene.finding("BLACKLISTED_WITHOUT_GROUND", recorded, at, act, why, because, working=working)
