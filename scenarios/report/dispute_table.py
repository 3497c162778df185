"""What was asked for beside what was owed, month by month, as a table that fits the page."""

from collections.abc import Callable, Sequence

from lifecycle.money import Amount
from projections.answers import NOT_APPLICABLE
from projections.disputes.compared import Fair, Month, Standing
from scenarios.report import terms
from scenarios.report.months_table import Column, of_answers, of_months, wide
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

    def filled(head: Term, of: Callable[[Month], Amount]) -> Column:
        return of_answers(head, map(of, months))

    found = [
        of_months([month.period for month in months]),
        filled(terms.ASKED, lambda month: month.asked.payable),
        filled(terms.OWED, lambda month: month.owed.payable),
    ]
    sides = [side for month in months for side in (month.asked, month.owed)]
    if any(side.balance != side.payable for side in sides):
        found.append(filled(terms.ASKED_BALANCE, lambda month: month.asked.balance))
        found.append(filled(terms.OWED_BALANCE, lambda month: month.owed.balance))
    found.append(filled(terms.DIFFERENCE, lambda month: month.difference))
    if any(side.state != NOT_APPLICABLE for side in sides):
        found.append(_states(terms.RECORDED_STATE, [month.asked for month in months]))
        if any(month.asked.state != month.owed.state for month in months):
            found.append(_states(terms.RULES_STATE, [month.owed for month in months]))
    if any(month.fair for month in months):
        found.append(filled(terms.FAIR, lambda month: _fair(month).payable))
        if any(_fair(month).suspense for month in months):
            found.append(filled(terms.HELD, lambda month: _fair(month).suspense))
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
    named = tuple(map(state, found))
    return Column(head, tuple(term.english for term in named), right=False, values=named)


def _fair(month: Month) -> Fair:
    if month.fair is None:
        raise LookupError("a story is read as fair in every month or in none")
    return month.fair
