"""The years whose public holidays a story asks for, that no calendar covers and that the story does not list."""

from collections.abc import Sequence
from datetime import datetime

from lifecycle import calendar, workdays
from lifecycle.clauses.refund_calendar import OnHoliday
from lifecycle.events import Recorded, RefundRequested
from lifecycle.problems import Problem
from lifecycle.refunds.payout import payout
from lifecycle.terms import Rules
from projections.ledger import Mark, walk
from scenarios.format.story import Story


def uncovered(story: Story, events: Sequence[Recorded], rules: Rules, until: datetime) -> list[Problem]:
    """Each step after which the day of a refund hangs on holidays that nobody knows, the first for its year.

    To take such a year for one without holidays would be to invent a calendar.
    """
    if not _asks(events, rules):
        return []
    facts = {fact.step: fact for fact in story.facts}
    told = [one for one in events if one.step in facts and one.at <= until]
    marks = {Mark(rules.effective(one.at, one.event), one.step or 0): facts[one.step or 0] for one in told}
    problems: dict[int, Problem] = {}
    for mark, ledger in walk(events, rules, list(marks)):
        refunds = ledger.account.refunds
        found = [payout(request, refunds.verdict(request), rules.givens) for request in refunds.requests]
        for year in [one.unknown_year for one in found if one is not None and one.unknown_year is not None]:
            problems.setdefault(year, story.problem(("steps", marks[mark].index, "at"), _words(year)))
    return list(problems.values())


def _asks(events: Sequence[Recorded], rules: Rules) -> bool:
    """Whether any request falls under readings by which holidays count."""
    asked = [rules.at(calendar.seconds(one.at)) for one in events if isinstance(one.event, RefundRequested)]
    return any(
        terms["calendar.holiday"] == OnHoliday.NEXT_BUSINESS_DAY or terms["voucher.lag_business_days"]
        for terms in asked
    )


def _words(year: int) -> str:
    first, last = workdays.covered()
    return (
        f"a refund's day hangs on the public holidays of {year}, and those that are known are of {first} to {last}; "
        f"list that year's as `givens: {{calendar.holidays: [{year}-01-01]}}`"
    )
