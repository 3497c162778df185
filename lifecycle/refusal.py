"""A refusal: why an event may not happen, and by which clause."""

from attrs import frozen

from lifecycle import calendar
from lifecycle.account import Account
from lifecycle.clauses.arrears_ladder import Becomes
from lifecycle.notation import Known
from lifecycle.sentence import Sentence, said
from lifecycle.subscription import Subscription


@frozen
class Refusal:
    """The subscription refuses an event: why, in words, and the clause where there is one."""

    reason: Sentence
    clause: str | None = None


def by_clause(account: Account, at: int, path: str, reason: Sentence) -> Refusal:
    """A refusal by a clause of the terms at a WIB second."""
    return Refusal(reason, account.rules.at(at).because(path).clause)


def after_the_end(state: Subscription, account: Account, ended: int) -> Refusal:
    """A refusal because the subscription ended at a WIB second, by the clause that ended it."""
    path = ended_by(state, account)
    clause = None if path is None else account.rules.at(ended).because(path).clause
    if state.ended_known == "unknown":
        return Refusal(said("the subscription ended at a time that nobody knows"), clause)
    when = Known(calendar.instant(ended, state.ended_part), state.ended_known)
    if state.ended_known == "month":
        return Refusal(said("the subscription ended in {month}", month=when), clause)
    return Refusal(said("the subscription ended on {when}", when=when), clause)


def ended_by(state: Subscription, account: Account) -> str | None:
    """Where the book in force then has the clause that ended the subscription, where one did."""
    paths = {"arrears": "arrears.rung", "resale": "resale"}
    if account.cancelling.confirmed is not None:
        paths["wish"] = "cancellation"
    path = paths.get(state.ended_by.reason) if state.ended_by else None
    if path is None or state.ended is None:
        return None
    terms = account.rules.at(state.ended)
    index = next((index for index, rung in enumerate(terms.ladder) if rung.becomes == Becomes.TERMINATED), 0)
    return f"{path}[{index}]" if path == "arrears.rung" else path
