"""A sum held for the customer: one overpayment, or what was paid on an order that came to nothing."""

from attrs import define

from lifecycle.events import Paid
from lifecycle.terms import Terms


@define(eq=False)
class Held:
    """One such sum in sen; ``since`` in WIB seconds.

    ``left`` is what is still held of ``amount``: the rest became deposit or was ``sent`` back.
    ``sources`` are the payments that it came by, ``terms`` those in force then.
    """

    since: int
    amount: int
    terms: Terms
    sources: tuple[Paid, ...]
    order: str | None = None
    left: int = -1
    sent: int = 0

    def __attrs_post_init__(self) -> None:
        self.left = self.amount

    def give(self, upto: int) -> int:
        """Take out as much of an amount as there is; returns how much that was."""
        taken = min(self.left, upto)
        self.left -= taken
        return taken

    def send(self, upto: int) -> int:
        """Give back as much of an amount as there is; returns how much that was."""
        taken = self.give(upto)
        self.sent += taken
        return taken
