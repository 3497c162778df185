"""The rented device (*perangkat*): it comes back, or costs."""

from typing import Literal

from attrs import frozen

from lifecycle.money import UNSPECIFIED, Amount, Money, Sen
from lifecycle.sentence import Word, coded, word

UNKNOWN_CHARGE = Amount(0, frozenset({coded("device.charge")}))
"""A charge that no source and no given puts a number to, and that of a device that is not back."""


@frozen
class DeviceTable:
    """``[device]``: every subscription has one on rent; how it must come back to cost nothing, and what else it costs.

    ``charge`` is an amount, or ``"given"`` by the event or by the story.
    """

    charged_when: tuple[Literal["damaged", "without_receipt"], ...]
    charge: Sen | Literal["given"]

    def faults(self, *, damaged: bool, receipt: bool) -> list[Word]:
        """What of a return is charged for, in words."""
        found = {"damaged": damaged, "without_receipt": not receipt}
        return [word(fault) for fault in self.charged_when if found[fault]]

    def repair(self, told: Money | None, given: Sen | None) -> Amount:
        """The charge for such a return: the one told with it, else the book's or the story's, else unspecified."""
        known = told if told is not None and told != UNSPECIFIED else given if self.charge == "given" else self.charge
        return UNKNOWN_CHARGE if known is None else Amount(known)
