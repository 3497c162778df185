"""What was asked for beside what was owed, month by month, as a table that fits the page."""

from collections.abc import Callable, Sequence

from projections.answers import NOT_APPLICABLE
from projections.disputes.compared import Fair, Month, Standing
from scenarios.report import terms
from scenarios.report.months_table import Column, amount, wide
from scenarios.report.terms import Term

_GOES_FIRST = (
    (terms.RULES_STATE,),
    (terms.RECORDED_STATE,),
    (terms.ASKED_BALANCE, terms.OWED_BALANCE),
    (terms.HELD,),
    (terms.FAIR,),
)
"""The columns that may be left out where the page is narrow, in that order; both balances at once."""


def columns(months: Sequence[Month]) -> list[Column]:
    """All columns that say anything; balances only where a credit makes them differ."""

    def cells(of: Callable[[Month], object]) -> tuple[str, ...]:
        return tuple(amount(of(month)) for month in months)  # type: ignore[arg-type]  # amounts, each of them

    found = [
        Column(terms.MONTH, tuple(month.period for month in months), right=False),
        Column(terms.ASKED, cells(lambda month: month.asked.payable)),
        Column(terms.OWED, cells(lambda month: month.owed.payable)),
    ]
    sides = [side for month in months for side in (month.asked, month.owed)]
    if any(side.balance != side.payable for side in sides):
        found.append(Column(terms.ASKED_BALANCE, cells(lambda month: month.asked.balance)))
        found.append(Column(terms.OWED_BALANCE, cells(lambda month: month.owed.balance)))
    found.append(Column(terms.DIFFERENCE, cells(lambda month: month.difference)))
    if any(side.state != NOT_APPLICABLE for side in sides):
        found.append(_states(terms.RECORDED_STATE, [month.asked for month in months]))
        if any(month.asked.state != month.owed.state for month in months):
            found.append(_states(terms.RULES_STATE, [month.owed for month in months]))
    if any(month.fair for month in months):
        found.append(Column(terms.FAIR, cells(lambda month: _fair(month).payable)))
        if any(_fair(month).suspense for month in months):
            found.append(Column(terms.HELD, cells(lambda month: _fair(month).suspense)))
        elif all(_fair(month).payable == month.asked.payable for month in months):
            found.pop()
    return found


def fitted(found: Sequence[Column], width: int) -> tuple[list[Column], list[Term]]:
    """The columns that fit a width, and the heads of those left out; all, where that is not enough."""
    kept, left_out = list(found), []
    for heads in _GOES_FIRST:
        if wide(kept) <= width:
            break
        left_out += [column.head for column in kept if column.head in heads]
        kept = [column for column in kept if column.head not in heads]
    return (kept, left_out) if wide(kept) <= width else (list(found), [])


def states(found: Sequence[Column], months: Sequence[Month]) -> list[str]:
    """The states in the table, each once, in both languages."""
    heads = {column.head for column in found}
    named = [state(month.asked) for month in months if terms.RECORDED_STATE in heads]
    named += [state(month.owed) for month in months if terms.RULES_STATE in heads]
    return [str(term) for term in dict.fromkeys(named) if term.english != term.indonesian]


def state(side: Standing) -> Term:
    """What the state of a side is called, an end's by who ended it and why."""
    ended = side.ended
    return terms.state(side.state) if ended is None else terms.state(side.state, ended.by, ended.reason)


def _states(head: Term, found: Sequence[Standing]) -> Column:
    return Column(head, tuple(state(side).english for side in found), right=False)


def _fair(month: Month) -> Fair:
    if month.fair is None:
        raise LookupError("a story is read as fair in every month or in none")
    return month.fair
