"""Whether a customer may be put on the blacklist, and whether the provider did."""

from lifecycle.clauses.blacklist import Scope
from projections.answers import NOT_APPLICABLE, Answer
from projections.ledger import Ledger


def blacklist_eligible(ledger: Ledger, at: int) -> Answer:
    """Whether the way the subscription ended makes the customer eligible (*daftar hitam*)."""
    clause = ledger.book(at).blacklist
    if clause is None:
        return NOT_APPLICABLE
    ended, ended_as = ledger.account.ended, ledger.account.ended_as
    if ended is None or ended_as is None:
        return False
    return clause.eligible(Scope(ledger.rules.at(ended)["blacklist.scope"]), ended_as)


def blacklisted(ledger: Ledger, at: int) -> Answer:
    """Whether the provider put the customer on the blacklist."""
    return ledger.state.blacklisted if ledger.book(at).blacklist else NOT_APPLICABLE
