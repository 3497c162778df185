"""Where a dispute (*keberatan*) goes first, before any other forum hears it."""

from typing import Literal

from attrs import frozen


@frozen
class EscalationTable:
    """``[escalation]``: the forum that must have had a dispute before another one may."""

    first: Literal["provider"]
