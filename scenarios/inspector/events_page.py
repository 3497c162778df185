"""The stored events of a subscription, a page at a time, and whether each still holds."""

from attrs import frozen

from lifecycle.store import Laid
from scenarios.inspector import raw
from scenarios.inspector.holdings import Entry, Holdings
from scenarios.report.masking import Mask

PAGE = 50
"""Events of a page."""


@frozen
class Event:
    """A stored event, its JSON as it may be shown, and what is to be said of its number."""

    laid: Laid
    text: str | None
    gap: bool


@frozen
class Page:
    """Some events; the page before begins behind the version ``back``, the next behind ``more``."""

    events: tuple[Event, ...]
    mask: Mask
    back: int | None
    more: int | None

    @property
    def broken(self) -> bool:
        """Whether any event on it does not hold."""
        return any(not one.laid.holds or one.laid.recorded is None or one.gap for one in self.events)


def events(holdings: Holdings, entry: Entry, after: int) -> Page:
    """The events behind a version."""
    found = holdings.laid(entry, after, PAGE + 1)
    # Names are in the opening and in payments, so the mask needs the first page too.
    first = holdings.laid(entry, 0, PAGE) if after else ()
    readable = [one.recorded for one in (*first, *found) if one.recorded is not None]
    mask = Mask.over(readable, on=holdings.mask.on)
    listed, version = [], after
    for one in found[:PAGE]:
        listed.append(Event(one, None if one.text is None else raw.shown(one.text, mask), one.version != version + 1))
        version = one.version
    more = version if len(found) > PAGE else None
    return Page(tuple(listed), mask, max(0, after - PAGE) if after else None, more)
