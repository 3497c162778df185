"""All that is told of a dispute, gathered once; text, JSON and CSV only present it."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.events import Demanded, DisputeOpened, Recorded
from lifecycle.money import Amount, rupiah, total
from lifecycle.store import Store
from projections.disputes.dispute import Dispute, dispute
from scenarios.check import check
from scenarios.replay import Replayed, record
from scenarios.report import words
from scenarios.report.replay_report import ReplayReport, reported
from scenarios.search import Search, search


@frozen
class DisputeReport:
    """A replayed story and the dispute over it; ``replay`` tells whose story it is and what judges it."""

    replay: ReplayReport
    dispute: Dispute
    search: Search

    @property
    def found(self) -> bool:
        """Whether there is a finding, or a number expected that the rules do not give."""
        return bool(self.dispute.findings or self.search.claims)

    @property
    def disputed(self) -> bool:
        """Whether the customer has opened a dispute."""
        return any(isinstance(one.event, DisputeOpened) for one in _events(self))


def disputed(replayed: Replayed, clock: Clock) -> DisputeReport:
    """Gather the dispute over a replayed story; expectations are held against it unless it is told as known earlier."""
    found = dispute(replayed.told)
    outcomes = () if replayed.overlay.known_on else check(replayed, clock).outcomes
    sought = search(replayed, found.findings, outcomes, clock)
    with Store.open(kept=False) as store:
        record(replayed, store)
        return DisputeReport(reported(replayed, None, store), found, sought)


def verdict(report: DisputeReport) -> str:
    """The whole dispute in one sentence."""
    return "; ".join(_verdict(report))


def _verdict(report: DisputeReport) -> Iterator[str]:
    found, claims = report.dispute.findings, report.search.claims
    if found:
        yield _count(len(found), "finding", "findings")
    elif not claims:
        yield "Nothing found: no recorded charge or act goes against what the rules give"
    if claims:
        apart = max((abs(outcome.difference or 0) for outcome, _ in claims), default=0)
        surely = f", by {'up to ' if len(claims) > 1 else ''}{rupiah(apart)}" if apart else ""
        one, many = "number expected is not what the rules give", "numbers expected are not what the rules give"
        yield f"{_count(len(claims), one, many)}{surely}"
    yield from _amount(report)
    yield from _fair(report)


def _amount(report: DisputeReport) -> Iterator[str]:
    told = report.dispute
    months, demands = told.disputed_months, list(_demanded(report))
    if told.at_end and not report.found:
        yield f"yet {words.noted(told.at_end)} more is asked for than in the history by the rules, since {told.since}"
    elif told.at_end:
        yield f"{words.noted(told.at_end)} in dispute since {told.since}"
    elif months:
        last = calendar.text(report.replay.until)[:10]
        after = [words.term_of(one.event).english for one in inferred_after(report, months[-1])]
        surely = f" (inferred: {', '.join(dict.fromkeys(after))})" if after else ""
        yield f"{words.noted(told.most)} in dispute since {months[0]}, nothing left at the end, {last}{surely}"
    elif not report.search.claims and not demands:
        yield "no amount is in dispute"
    yield from demands
    if told.less:
        yield f"{told.less} less is asked for than the rules give"


def _demanded(report: DisputeReport) -> Iterator[str]:
    """What the latest demands, each of its kind and month, are beside what the rules give; it moves no balance."""
    last = {(one.event.of, one.event.period): one.step for one in _events(report) if isinstance(one.event, Demanded)}
    found = [one for one in report.dispute.findings if one.step in last.values() and one.amount]
    for code, way in (("OVERCHARGED", "more"), ("UNDERCHARGED", "less")):
        apart = total(one.amount for one in found if one.code == code and one.amount)
        if apart:
            yield f"{words.noted(apart)} {way} was demanded than the rules give"


def inferred_after(report: DisputeReport, period: str) -> list[Recorded]:
    """The facts after a month that are inferred only."""
    return [
        one for one in _events(report) if one.inferred and one.step is not None and calendar.text(one.at)[:7] > period
    ]


def _events(report: DisputeReport) -> tuple[Recorded, ...]:
    return tuple(report.dispute.sides.told.events)


def _fair(report: DisputeReport) -> Iterator[str]:
    payable = [month.fair.payable for month in report.dispute.months if month.fair is not None]
    if not payable or not report.disputed:
        return
    if not any(payable):
        yield "read as fair nothing is payable"
    else:
        yield f"read as fair {words.noted(payable[-1]) if payable[-1] else 'nothing'} is payable at the end"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def of_findings(report: DisputeReport) -> Amount:
    """The rupiah of all findings together; those too low are not among them."""
    return total(one.amount for one in report.dispute.findings if one.amount and one.code != "UNDERCHARGED")
