"""What was done to a store at the first place where its chain breaks, as far as hashes can tell.

A hash vouches for an event after exactly one other. So what follows on the hash that still holds, wherever it now
stands and under whichever number, is the event that was there; and what nothing vouches for was put in, or edited.
"""

from collections.abc import Iterator
from itertools import chain, islice, takewhile

from lifecycle.store.chain import GENESIS, Head
from lifecycle.store.finding import Place, Problem
from lifecycle.store.recorder import ChainRecorder
from lifecycle.store.sealed import Link, first_broken, first_wrong_book, links, unsealed

_LAST = "SELECT MAX(version) FROM chain WHERE subscription=? AND ordinal<?"
_EVENTS_FROM = (
    "SELECT count(*) FROM chain JOIN stored_events ON originator_id=subscription AND originator_version=version "
    "WHERE ordinal>=?"
)
_LINKS_FROM = "SELECT count(*) FROM chain WHERE ordinal>=?"


def first_problem(recorder: ChainRecorder) -> Problem | None:
    """The first event at which the chain, computed anew, is not the stored one; None when all of it holds.

    A chain that was cut off at its end, or computed anew by whoever changed it, holds: only a seal shows that.
    """
    broken = first_broken(recorder)
    if broken is not None:
        return _Break(recorder, *broken).problem()
    for left in islice(unsealed(recorder), 1):
        place = Place(left.subscription, left.version)
        return Problem("inserted", place, "has no link of the chain: it was inserted, or the end of the chain was cut")
    return first_wrong_book(recorder)


class _Break:
    """The place of a store at which its chain breaks."""

    def __init__(self, recorder: ChainRecorder, held: Head, found: Link) -> None:
        self.recorder = recorder
        self.held = held.hash
        self.expected = held.count + 1
        self.found = found
        after = next((one for one in links(recorder) if one.ordinal > found.ordinal), None)
        self.next = after if after and after.numbered else None

    def problem(self) -> Problem:
        """What was done, the surest first."""
        if self.found.topic is None:
            return self._without_event()
        return (
            self._outside()
            or self._moved()
            or self._after_inserted()
            or self._numbered_past()
            or self._gap()
            or self._exchanged()
            or self._rest()
        )

    def _without_event(self) -> Problem:
        """The link is there, and the event that it seals is not."""
        found = self.found
        for other in unsealed(self.recorder):
            if other.after(self.held, found.version, found.subscription) == found.kept:
                now = Place(other.subscription, other.version)
                return Problem("renumbered", found.place, "was renumbered: what was sealed is now {other}", now)
        if not self._count(_EVENTS_FROM):
            gone = self._count(_LINKS_FROM)
            if gone > 1:
                return Problem(
                    "cut", found.place, f"was cut off, and all after it: {gone} events, whose links are left"
                )
        return Problem("deleted", found.place, "was deleted; its link of the chain is left")

    def _outside(self) -> Problem | None:
        """What no program of ours can have written."""
        if self.found.ordinal < 1:
            return Problem("inserted", self.found.place, "was inserted: the numbers of the store begin with 1")
        if not self.found.numbered:
            return Problem("edited", self.found.place, "was edited: its number, or its subscription, is none")
        if not isinstance(self.found.state, bytes):
            return Problem("edited", self.found.place, "was edited: text stands where bytes were")
        return None

    def _moved(self) -> Problem | None:
        """The event that belongs here stands elsewhere in the chain."""
        found = self.found
        for other in links(self.recorder):
            if other.after(self.held) == other.kept:
                if other.ordinal == found.ordinal:
                    what = f"was renumbered: it belongs at number {self.expected} of the store"
                    return Problem("renumbered", found.place, what)
                if found.ordinal == self.expected and not self._genuine(found):
                    return Problem(
                        "inserted", found.place, "was inserted: {other} follows on the one before it", other.place
                    )
                what = f"was moved: it belongs at number {self.expected} of the store"
                return Problem("reordered", other.place, what)
        return None

    def _genuine(self, found: Link) -> bool:
        """Whether some event of the store vouches for the hash of another."""
        return any(found.after(hashed) == found.kept for hashed in chain([GENESIS], self._hashes()))

    def _hashes(self) -> Iterator[str]:
        return (one.kept for one in links(self.recorder))

    def _after_inserted(self) -> Problem | None:
        """It follows on an event further up: those between the two were inserted, with links of their own."""
        found = self.found
        between = sum(one.subscription == found.subscription for one in self._held())
        hashed = GENESIS
        for one in self._held():
            if found.kept in (found.after(hashed), found.after(hashed, found.version - between)):
                what = "was inserted, with its link: {other} follows on the one before it"
                return Problem("inserted", one.place, what, found.place)
            hashed = one.kept
            between -= one.subscription == found.subscription
        return None

    def _held(self) -> Iterator[Link]:
        return takewhile(lambda one: one.ordinal < self.expected, links(self.recorder))

    def _numbered_past(self) -> Problem | None:
        """What belongs here stands under another number: its own was changed, or one was put in before it."""
        found, after = self.found, self.next
        if after and after.after(self.held, after.version - 1) == after.kept:
            what = "was inserted, and those after it renumbered: {other} follows on the one before it"
            return Problem("inserted", found.place, what, after.place)
        for name in dict.fromkeys((found.subscription, *self.recorder.subscriptions())):
            version = self._last(name) + 1
            if found.after(self.held, version, name) == found.kept:
                was = Place(name, version)
                return Problem("renumbered", found.place, "was renumbered: it was sealed as {other}", was)
        return None

    def _gap(self) -> Problem | None:
        """Numbers that are missing, in the subscription or in the chain."""
        found = self.found
        lost = found.ordinal - self.expected
        expected = self._last(found.subscription) + 1
        for left in islice(unsealed(self.recorder), 1):
            if lost > 0:
                return Problem("deleted", Place(left.subscription, left.version), "lost its link of the chain")
        if found.version > expected:
            return Problem("deleted", Place(found.subscription, expected), "was deleted, with its link of the chain")
        if lost > 0:
            return Problem("deleted", found.place, f"follows on a gap: before it, {lost} deleted with the links")
        if self.next and self.next.after(found.kept, self.next.version + 1) == self.next.kept:
            what = "was renumbered, as all after it: the event that had its number was deleted, with its link"
            return Problem("deleted", found.place, what)
        return None

    def _exchanged(self) -> Problem | None:
        """The content that was sealed here stands under another event."""
        found = self.found
        for other in links(self.recorder):
            if other.after(self.held, found.version, found.subscription) == found.kept:
                what = "holds what another said; what it said stands at {other}"
                return Problem("reordered", found.place, what, other.place)
        return None

    def _rest(self) -> Problem:
        """The event, or its link, is not what it was."""
        found, after = self.found, self.next
        if after is None:
            return Problem("edited", found.place, "was edited, or its link of the chain was")
        if after.after(found.after(self.held)) == after.kept:
            return Problem("edited", found.place, "holds, and its link of the chain was edited")
        if after.after(found.kept) == after.kept:
            return Problem("edited", found.place, "was edited, or one before it was deleted and the numbers closed")
        return Problem("edited", found.place, "was edited, and so was what follows on it")

    def _last(self, subscription: str) -> int:
        ((version,),) = self.recorder.read(_LAST, subscription, self.found.ordinal)
        return version if isinstance(version, int) else 0

    def _count(self, statement: str) -> int:
        ((count,),) = self.recorder.read(statement, self.found.ordinal)
        return int(count)
