"""Bills of a trial told as recorded, beside the charges that the rules make in advance."""

from collections.abc import Iterator, Sequence

from lifecycle.events import Billed, Recorded
from lifecycle.money import Amount
from lifecycle.notation import Month
from lifecycle.sentence import Sentence, joined, said
from projections.findings.finding import Finding, FindingCode
from projections.findings.scene import Scene


def billed(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """A bill of a trial told as recorded, beside what the rules have charged by then and nobody has billed yet.

    It may be for one charge or for the first few together, and late; what fits none is held against the
    nearest, and where nothing is left to bill, all of it is too much; once what was charged has run to its end,
    it is a bill after the end.
    """
    event = recorded.event
    if not scene.as_recorded or scene.terms(at).book.trial is None or not isinstance(event, Billed):
        return
    bill = scene.latest_bill()
    if bill.after_end or bill.unknown or bill.amount == 0:
        return
    entitled = scene.entitled(recorded, at)
    unbilled = _unbilled(entitled.account.in_advance.made, scene.billed_in_advance)
    charges = min(_together(unbilled), key=lambda each: abs(sum(each) - bill.amount), default=())
    scene.billed_in_advance += charges
    over = bill.amount - sum(charges)
    if over == 0:
        return
    nothing = (0,)
    held = {"charges": _sum(charges or nothing), "difference": Amount(abs(over))}
    against = (
        said("this bill is held against {charges}: {difference} more", **held)
        if over > 0
        else said("this bill is held against {charges}: {difference} less", **held)
    )
    working = (
        said("charged by the rules and not billed before: {charges}", charges=_sum(unbilled or nothing)),
        against,
    )
    code: FindingCode = "OVERCHARGED" if over > 0 else "UNDERCHARGED"
    if not charges and entitled.state.ended is not None:
        code = "BILLED_AFTER_TERMINATION"
    yield scene.finding(
        code,
        recorded,
        at,
        said("{amount} on bill {period}", amount=Amount(bill.amount), period=Month(bill.period)),
        said("{amount}, as charged by then and not billed yet", amount=Amount(sum(charges)))
        if charges
        else said("nothing charged by then"),
        scene.terms(at).because("trial", "trial.first_month", "trial.charged_at", "renewal.anchor"),
        amount=Amount(abs(over)),
        working=working,
        charge=recorded,
    )


def _sum(charges: Sequence[int]) -> Sentence:
    return joined(" + ", map(Amount, charges))


def _unbilled(made: Sequence[int], billed_before: Sequence[int]) -> list[int]:
    """The charges that no bill was for yet, in their order."""
    left = list(made)
    for charge in billed_before:
        if charge in left:
            left.remove(charge)
    return left


def _together(charges: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """What one bill may be for: each charge alone, or the first few together."""
    yield from ((charge,) for charge in charges)
    yield from (tuple(charges[:count]) for count in range(2, len(charges) + 1))
