"""All that is told of a dispute, gathered once; text, JSON and CSV only present it."""

from collections.abc import Iterator

from attrs import frozen

from lifecycle import calendar
from lifecycle.clock import Clock
from lifecycle.events import Demanded, DisputeOpened, Recorded
from lifecycle.money import Amount, total
from lifecycle.notation import Month
from lifecycle.sentence import Sentence, counted, joined, said
from lifecycle.store import Store
from projections.disputes.dispute import Dispute, dispute
from scenarios.check import check
from scenarios.replay import Replayed, record
from scenarios.report import words
from scenarios.report.replay_report import ReplayReport, reported
from scenarios.report.terms import Alone
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


def verdict(report: DisputeReport) -> Sentence:
    """The whole dispute in one sentence."""
    return joined("; ", _verdict(report))


def _verdict(report: DisputeReport) -> Iterator[Sentence]:
    found, claims = report.dispute.findings, report.search.claims
    if found:
        yield counted("{number} finding", "{number} findings", len(found))
    elif not claims:
        yield said("Nothing found: no recorded charge or act goes against what the rules give")
    if claims:
        apart = max((abs(outcome.difference or 0) for outcome, _ in claims), default=0)
        yield counted(
            "{number} number expected is not what the rules give{by}",
            "{number} numbers expected are not what the rules give{by}",
            len(claims),
            by=_by(len(claims), Amount(apart)),
        )
    yield from _amount(report)
    yield from _fair(report)


def _by(number: int, apart: Amount) -> Sentence:
    """By how much what is expected differs from what the rules give."""
    if not apart:
        return joined("", ())
    return said(", by up to {amount}", amount=apart) if number > 1 else said(", by {amount}", amount=apart)


def _amount(report: DisputeReport) -> Iterator[Sentence]:
    told = report.dispute
    months, demands = told.disputed_months, list(_demanded(report))
    if told.at_end and told.since is not None:
        stands = {"amount": words.noted(told.at_end), "since": Month(told.since)}
        if report.found:
            yield said("{amount} in dispute since {since}", **stands)
        else:
            yield said("yet {amount} more is asked for than in the history by the rules, since {since}", **stands)
    elif months:
        yield said(
            "{amount} in dispute since {since}, nothing left at the end, {day}{inferred}",
            amount=words.noted(told.most),
            since=Month(months[0]),
            day=calendar.wib(report.replay.until).date(),
            inferred=_inferred(report, months[-1]),
        )
    elif not report.search.claims and not demands:
        yield said("no amount is in dispute")
    yield from demands
    if told.less:
        yield said("{amount} less is asked for than the rules give", amount=told.less)


def _inferred(report: DisputeReport, period: str) -> Sentence:
    after = dict.fromkeys(Alone(words.term_of(one.event)) for one in inferred_after(report, period))
    return said(" (inferred: {events})", events=joined(", ", after)) if after else joined("", ())


def _demanded(report: DisputeReport) -> Iterator[Sentence]:
    """What the latest demands, each of its kind and month, are beside what the rules give; it moves no balance."""
    last = {(one.event.of, one.event.period): one.step for one in _events(report) if isinstance(one.event, Demanded)}
    found = [one for one in report.dispute.findings if one.step in last.values() and one.amount]
    more = total(one.amount for one in found if one.code == "OVERCHARGED" and one.amount)
    less = total(one.amount for one in found if one.code == "UNDERCHARGED" and one.amount)
    if more:
        yield said("{amount} more was demanded than the rules give", amount=words.noted(more))
    if less:
        yield said("{amount} less was demanded than the rules give", amount=words.noted(less))


def inferred_after(report: DisputeReport, period: str) -> list[Recorded]:
    """The facts after a month that are inferred only."""
    return [
        one for one in _events(report) if one.inferred and one.step is not None and calendar.text(one.at)[:7] > period
    ]


def _events(report: DisputeReport) -> tuple[Recorded, ...]:
    return tuple(report.dispute.sides.told.events)


def _fair(report: DisputeReport) -> Iterator[Sentence]:
    payable = [month.fair.payable for month in report.dispute.months if month.fair is not None]
    if not payable or not report.disputed:
        return
    if not any(payable):
        yield said("read as fair nothing is payable")
    elif payable[-1]:
        yield said("read as fair {amount} is payable at the end", amount=words.noted(payable[-1]))
    else:
        yield said("read as fair nothing is payable at the end")


def of_findings(report: DisputeReport) -> Amount:
    """The rupiah of all findings together; those too low are not among them."""
    return total(one.amount for one in report.dispute.findings if one.amount and one.code != "UNDERCHARGED")
