"""All that is told of a dispute, gathered once; text, JSON and CSV only present it."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.events import Demanded, DisputeOpened, Recorded
from lifecycle.money import Amount, rupiah
from lifecycle.store import Store
from projections.disputes.dispute import Dispute, dispute
from projections.ledger import Told
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
        return any(isinstance(one.event, DisputeOpened) for one in self.dispute.sides.told.events)


def disputed(replayed: Replayed, clock: Clock) -> DisputeReport:
    """Gather the dispute over a replayed story; expectations are held against it unless it is told as known earlier."""
    told = Told(replayed.events, replayed.rules, calendar.seconds(replayed.until))
    found = dispute(told)
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
    told, demand = report.dispute, _demanded(report)
    months = told.disputed_months
    if told.at_end and not report.found:
        yield f"yet {words.noted(told.at_end)} more is asked for than in the history by the rules, since {told.since}"
    elif told.at_end:
        yield f"{words.noted(told.at_end)} in dispute since {told.since}"
    elif months:
        last = calendar.text(report.replay.until)[:10]
        after = [words.term_of(one.event).english for one in inferred_after(report, months[-1])]
        surely = f" (inferred: {', '.join(dict.fromkeys(after))})" if after else ""
        yield f"{words.noted(told.most)} in dispute since {months[0]}, nothing left at the end, {last}{surely}"
    elif not report.search.claims and demand is None:
        yield "no amount is in dispute"
    if demand is not None:
        over, when = demand
        yield f"{words.noted(over)} more demanded{when} than the rules give"
    if told.less:
        yield f"{told.less} less is asked for than the rules give"


def _demanded(report: DisputeReport) -> tuple[Amount, str] | None:
    """By how much the latest demand that exceeds what the rules give does so, and when.

    What is demanded stands in no balance, so that no month's amount in dispute tells of it.
    """
    for one in reversed(report.dispute.findings):
        if one.event and isinstance(one.event.event, Demanded) and one.code == "OVERCHARGED" and one.amount:
            precision = one.event.precision
            known = calendar.known_day(one.at, precision)
            return one.amount, "" if precision == "unknown" else f" {'in' if precision == 'month' else 'on'} {known}"
    return None


def inferred_after(report: DisputeReport, period: str) -> list[Recorded]:
    """The facts after a month that are inferred only."""
    events = report.dispute.sides.told.events
    return [one for one in events if one.inferred and one.step is not None and calendar.text(one.at)[:7] > period]


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


def total(report: DisputeReport) -> Amount:
    """The rupiah of all findings together; those too low are not among them."""
    found = [one.amount for one in report.dispute.findings if one.amount and one.code != "UNDERCHARGED"]
    return sum(found, start=Amount())
