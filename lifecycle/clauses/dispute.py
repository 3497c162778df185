"""Disputes (*keberatan*): what a disputed charge may lead to while nobody has decided on it."""

from enum import IntEnum
from typing import Literal

from attrs import frozen


class Policy(IntEnum):
    """Is a disputed line asked for as the provider recorded it, or in suspense until the dispute is resolved?"""

    AS_RECORDED = 0
    FAIR = 1


READINGS: dict[str, type[IntEnum]] = {"dispute.policy": Policy}


@frozen
class DisputeTable:
    """``[dispute]``: what isolating or blocking needs, and whether that is a policy of ours, not a clause of theirs."""

    limiting_needs: Literal["undisputed_arrears"]
    ours: bool = False
