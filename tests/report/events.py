"""Events in their envelopes, for tests that need no history around them."""

from typing import Any

from attrs import evolve

from lifecycle.calendar import parse_instant
from lifecycle.events import Event, Recorded

AT = parse_instant("2024-06-05T10:00")


def recorded(event: Event, **envelope: Any) -> Recorded:
    """An event as the first of its subscription, with what its envelope says beside that."""
    return evolve(Recorded("x/122001", 1, AT, event, "staff"), **envelope)
