"""The subscriptions of a store, a page at a time: searched, narrowed to a provider, sorted, and never all at once."""

from typing import Literal

from attrs import frozen

from lifecycle.store.recorder import ChainRecorder

Sort = Literal["number", "events", "recorded"]
"""By name; the most events first; or the one that was recorded last first."""

_NEXT = "(SELECT min(originator_id) FROM stored_events WHERE originator_id>{after} AND originator_id<{before})"
_DETAILS = (
    "SELECT originator_id, count(*), min({number}) FROM stored_events WHERE originator_id IN ({names}) "
    "GROUP BY originator_id"
)
_PLACES = {"events": "count(*)", "recorded": "max({number})"}

_END = "\U0010ffff"
"""After every name: it begins with the last character that there is."""


@frozen
class Wanted:
    """Which subscriptions are asked for: all, those of a provider, those in whose name some letters stand."""

    search: str = ""
    provider: str = ""
    sort: Sort = "number"


@frozen
class Listed:
    """A subscription of a store: its name, the number by which `Store.named` finds it, and how many events it has.

    The number is that of one of its events in the database; it says nothing of the account.
    """

    subscription: str
    number: int
    events: int


def listed(recorder: ChainRecorder, wanted: Wanted, after: str | None, most: int) -> tuple[Listed, ...]:
    """The next subscriptions that are asked for, behind the one named ``after``."""
    if "\0" in wanted.search + wanted.provider:
        return ()  # no database has a name with such a letter, and one takes none in a question
    names = _by_name(recorder, wanted, after, most) if wanted.sort == "number" else _by(recorder, wanted, after, most)
    if not names:
        return ()
    statement = _DETAILS.format(number=recorder.numbered_by, names=",".join("?" * len(names)))
    found = {
        str(name): Listed(str(name), int(first), int(count)) for name, count, first in recorder.read(statement, *names)
    }
    return tuple(found[name] for name in names if name in found)


def named(recorder: ChainRecorder, number: int) -> str | None:
    """The subscription with an event of this number in the database; None where there is none."""
    if not 0 < number < 2**63:
        return None
    rows = recorder.read(f"SELECT originator_id FROM stored_events WHERE {recorder.numbered_by}=?", number)
    return str(rows[0][0]) if rows else None


def providers(recorder: ChainRecorder) -> tuple[str, ...]:
    """Every provider of a subscription, sorted; as many questions as there are providers."""
    found: list[str] = []
    after = ""
    while rows := recorder.read("SELECT min(originator_id) FROM stored_events WHERE originator_id>=?", after):
        if rows[0][0] is None:
            break
        found.append(str(rows[0][0]).partition("/")[0])
        after = _past(found[-1])
    return tuple(found)


def count(recorder: ChainRecorder) -> int:
    """How many subscriptions there are."""
    ((number,),) = recorder.read("SELECT count(DISTINCT originator_id) FROM stored_events")
    return int(number)


def _by_name(recorder: ChainRecorder, wanted: Wanted, after: str | None, most: int) -> list[str]:
    """Names by leaps from one to the next: what is read grows with the page, and with what a search passes over."""
    low, high = _range(wanted)
    low = max(low, after or "")
    first, then = _NEXT.format(after="?", before="?"), _NEXT.format(after="leap.name", before="?")
    statement = (
        f"WITH RECURSIVE leap(name) AS (SELECT {first} UNION ALL SELECT {then} FROM leap WHERE leap.name IS NOT NULL) "
        "SELECT name FROM leap WHERE name IS NOT NULL AND lower(name) LIKE ? ESCAPE '!' LIMIT ?"
    )
    rows = recorder.read(statement, low, high, high, _pattern(wanted.search), most)
    return [str(name) for (name,) in rows]


def _by(recorder: ChainRecorder, wanted: Wanted, after: str | None, most: int) -> list[str]:
    """Names by what is counted over all their events, which is read whole, from an index."""
    low, high = _range(wanted)
    place = _PLACES[wanted.sort].format(number=recorder.numbered_by)
    asked: list[object] = [low, high, _pattern(wanted.search)]
    having = ""
    if after is not None:
        ((reached,),) = recorder.read(f"SELECT {place} FROM stored_events WHERE originator_id=?", after)
        having = f"HAVING {place}<? OR ({place}=? AND originator_id>?) "
        asked += [reached, reached, after]
    statement = (
        "SELECT originator_id FROM stored_events WHERE originator_id>? AND originator_id<? "
        f"AND lower(originator_id) LIKE ? ESCAPE '!' GROUP BY originator_id {having}"
        f"ORDER BY {place} DESC, originator_id LIMIT ?"
    )
    return [str(name) for (name,) in recorder.read(statement, *asked, most)]


def _range(wanted: Wanted) -> tuple[str, str]:
    """Between which names those of a provider stand, both left out."""
    return (f"{wanted.provider}/", _past(wanted.provider)) if wanted.provider else ("", _END)


def _past(provider: str) -> str:
    """The least name behind all of a provider's: the character after the slash follows on it."""
    return f"{provider}{chr(ord('/') + 1)}"


def _pattern(search: str) -> str:
    escaped = search.strip().lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
