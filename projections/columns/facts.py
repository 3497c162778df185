"""The facts of a subscription in the columns: which comes next."""

from lifecycle.civil import NEVER
from projections.columns.batch import Batch
from projections.columns.compiled import compilable
from projections.columns.records import COUNTED, ORDER, Room


@compilable
def next_fact(room: Room, batch: Batch, bill: int, paid: int, first: int, act: int) -> tuple[int, int]:
    """The second of the next fact, and whether it is the bill (0), the payment (1) or the act (2); -1 stands for none.

    Of one second the first step comes first (G6).
    """
    at, step, which = NEVER, 0, -1
    if bill >= 0:
        at, step, which = batch.bills.issued[bill], batch.bills.step[bill], 0
    if paid >= 0:
        second, place = room.columns[COUNTED, paid], batch.payments.step[first + room.columns[ORDER, paid]]
        if second < at or (second == at and place < step):
            at, step, which = second, place, 1
    if act >= 0:
        second, place = batch.acts.at[act], batch.acts.step[act]
        if second < at or (second == at and place < step):
            at, which = second, 2
    return at, which
