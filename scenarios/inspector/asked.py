"""What an address asks for, read with care: what makes no sense is told, not guessed."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from lifecycle import calendar
from lifecycle.problems import Problem, Problems, unknown
from lifecycle.store import Sort, Wanted
from scenarios.inspector.standing import Story
from scenarios.report import terms

SORTS: tuple[Sort, ...] = ("number", "events", "recorded")
STATES = tuple(terms.STATES)
LONGEST = 200
"""Characters of a search; no number and no name is longer."""


@frozen
class ListAsked:
    """A page of the list: which subscriptions, in which state, behind which."""

    wanted: Wanted
    state: str
    after: int | None

    def query(self, after: int | None = None) -> dict[str, str]:
        """The same as an address writes it."""
        asked = {"q": self.wanted.search, "provider": self.wanted.provider, "state": self.state}
        asked["sort"] = "" if self.wanted.sort == "number" else self.wanted.sort
        asked["after"] = "" if after is None else str(after)
        return {name: value for name, value in asked.items() if value}


def listed(query: Mapping[str, str]) -> ListAsked:
    """What an address of the list asks for. Raises Problems."""
    state = query.get("state", "")
    if state and state not in STATES:
        raise wrong("state", unknown("state", state, STATES))
    wanted = Wanted(query.get("q", "")[:LONGEST], query.get("provider", "")[:LONGEST], _sort(query.get("sort", "")))
    return ListAsked(wanted, state, number("after", query.get("after")))


def _sort(text: str) -> Sort:
    for sort in SORTS:
        if text in ("", sort):
            return sort
    raise wrong("sort", unknown("order", text, SORTS))


def number(name: str, text: str | None) -> int | None:
    """A whole number from 0 on; None where nothing is said. Raises Problems."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise wrong(name, f"{text[:LONGEST]!r} is no number")
    return int(text)


def instant(story: Story, query: Mapping[str, str], at: str = "at", step: str = "step") -> datetime:
    """The instant that an address asks about: written out, or by its place on the slider; else the story's last."""
    place = number(step, query.get(step))
    if place is not None:
        return story.instants[min(place, len(story.instants) - 1)]
    text = query.get(at, "")
    if not text:
        return story.whole.at
    try:
        return calendar.wib(calendar.parse_instant(text.replace(" ", "+") if "T" in text else text))
    except ValueError as problem:
        raise wrong(at, str(problem)) from None


def wrong(where: str, words: str) -> Problems:
    """One thing that is wrong in an address."""
    return Problems([Problem(where, 0, 0, words)])
