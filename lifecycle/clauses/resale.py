"""Proven resale of the service, and what it leads to."""

from typing import Literal

from attrs import frozen


@frozen
class ResaleTable:
    """``[resale]``: proven resale ends the subscription at once."""

    ends: Literal["at_once"]
