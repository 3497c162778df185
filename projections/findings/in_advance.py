"""Bills of a trial told as recorded, beside the charges that the rules make in advance."""

from collections.abc import Iterator

from lifecycle.events import Billed, Recorded
from lifecycle.money import Amount, rupiah
from projections.findings.finding import Finding
from projections.findings.scene import Scene


def billed(scene: Scene, recorded: Recorded, at: int) -> Iterator[Finding]:
    """Bills of a trial told as recorded, beside the charges that the rules have made by then."""
    event = recorded.event
    if not scene.as_recorded or scene.terms(at).book.trial is None or not isinstance(event, Billed):
        return
    bill = scene.latest_bill()
    if bill.after_end or bill.unknown:
        return
    entitled = scene.entitled(recorded, at).account.in_advance.total
    scene.in_advance += bill.amount
    before, ahead = scene.ahead, scene.in_advance - entitled
    scene.ahead = ahead
    over = ahead - max(before, 0) if ahead > max(before, 0) else min(0, ahead - min(before, 0))
    if over == 0:
        return
    act = f"{rupiah(scene.in_advance)} charged to date, {rupiah(bill.amount)} of it on bill {bill.period}"
    working = (
        f"billed to date: {rupiah(scene.in_advance)}; charged by the rules to date: {rupiah(entitled)}",
        f"ahead before this bill: {rupiah(before)}, with it: {rupiah(ahead)}",
    )
    yield scene.finding(
        "OVERCHARGED" if over > 0 else "UNDERCHARGED",
        recorded,
        at,
        act,
        f"{rupiah(entitled)} charged to date",
        scene.terms(at).because("trial", "trial.first_month", "trial.charged_at", "renewal.anchor"),
        amount=Amount(abs(over)),
        working=working,
        charge=recorded,
    )
