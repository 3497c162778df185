"""The accounts of a store as a plain-text journal, with each month's balances asserted to the sen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lifecycle import calendar, civil
from lifecycle.events import Recorded, word
from lifecycle.money import Amount
from lifecycle.store import Store
from lifecycle.terms import Rules
from projections.months import Totals
from projections.movements import Movement, movements
from scenarios.exporting.syntax import SYNTAXES, Balance, Posting, Transaction
from scenarios.kept import books_of, opening_of
from scenarios.report.masking import Mask


class Account(NamedTuple):
    """The names of one subscription's accounts, and of its provider's."""

    subscription: str
    provider: str

    def own(self, root: str) -> str:
        """An account of the subscription's."""
        return f"{root}:{self.provider}:{self.subscription}"

    def shared(self, root: str) -> str:
        """An account of the provider's."""
        return f"{root}:{self.provider}"


RECEIVABLE, CREDIT = "Assets:Receivable", "Liabilities:Credit"
SUSPENSE, DEPOSIT = "Assets:Suspense", "Liabilities:Deposit"
UNSPECIFIED = "Equity:Unspecified"
"""Against this stands money whose other side is an amount that no source gives."""

OWN = (RECEIVABLE, SUSPENSE, CREDIT, DEPOSIT, UNSPECIFIED)
SHARED = ("Assets:Bank", "Income:Charges", "Income:Late-Fees", "Income:Credit-Notes")


def rules_of(store: Store, name: str, events: Sequence[Recorded]) -> Rules:
    """The rules under which a stored story was decided, of the books that the store keeps. Raises StoreProblem."""
    opening = opening_of(name, events)
    return Rules(books_of(store, opening), dict(opening.readings), opening.edition, opening.givens)


def journal(store: Store, names: Iterable[str], form: str, mask: Mask) -> Iterator[str]:
    """The lines of a journal: the accounts of each subscription, its transactions, its balances at each month's end."""
    syntax = SYNTAXES[form]
    yield from syntax.head()
    shared: set[str] = set()
    taken: set[str] = set()
    for name in names:
        events = tuple(store.events(name))
        account = _account(name, mask, taken)
        told = tuple(_told(events, rules_of(store, name, events), account))
        used = {posting.account for one in told if isinstance(one, Transaction) for posting in one.postings}
        used |= {one.account for one in told}
        for name_of in (account.shared(root) for root in SHARED):
            if name_of in used - shared:
                shared.add(name_of)
                yield from syntax.open(name_of, None)
        for name_of in (account.own(root) for root in OWN):
            if name_of in used:
                yield from syntax.open(name_of, mask.subscription(name))
        for one in told:
            yield from syntax.transaction(one) if isinstance(one, Transaction) else syntax.balance(one)


def _account(name: str, mask: Mask, taken: set[str]) -> Account:
    """Names that no other subscription has, though masked numbers may be alike."""
    provider, _, number = mask.subscription(name).partition("/")
    shown = re.sub(r"[^0-9A-Za-z]+", "-", number).strip("-")
    plain = f"X{shown}" if mask.on else f"N{shown}"
    label, again = plain, 1
    while f"{provider}/{label}" in taken:
        again += 1
        label = f"{plain}-{again}"
    taken.add(f"{provider}/{label}")
    return Account(label, provider[:1].upper() + provider[1:])


def _told(events: Sequence[Recorded], rules: Rules, account: Account) -> Iterator[Transaction | Balance]:
    before = (Totals(), Amount(), Amount())
    unknown: list[str] = []
    used: set[str] = set()
    for moved in movements(events, rules):
        day = calendar.date_of(moved.at // civil.DAY)
        now = (moved.totals, moved.payable, moved.credit)
        postings = tuple(_postings(before, now, account))
        parts = sorted({*moved.payable.unspecified, *moved.totals.balance.unspecified})
        # What becomes known, or is called off, leaves the account by the same way.
        if (parts or unknown) and (rest := sum(posting.sen for posting in postings)):
            postings += (Posting(account.own(UNSPECIFIED), -rest),)
        if postings or (parts and moved.events):
            words = ", ".join(dict.fromkeys(word(one.event) for one in moved.events)) or "with time"
            yield Transaction(day, words, postings, tuple(parts), account.own(RECEIVABLE))
        before, unknown = now, parts
        used |= {posting.account for posting in postings}
        if moved.month_ends:
            for root, amount in _held(moved):
                if root in (RECEIVABLE, CREDIT) or account.own(root) in used:
                    yield Balance(day, account.own(root), amount.sen, tuple(amount.parts))


def _held(moved: Movement) -> Iterator[tuple[str, Amount]]:
    """What each account of a subscription's own holds; what is owed to it stands below nothing."""
    credit, deposit = moved.credit, moved.totals.deposit
    yield RECEIVABLE, moved.payable
    yield SUSPENSE, moved.totals.suspense
    yield CREDIT, Amount(-credit.sen, credit.unspecified)
    yield DEPOSIT, Amount(-deposit.sen, deposit.unspecified)


def _postings(
    before: tuple[Totals, Amount, Amount], now: tuple[Totals, Amount, Amount], account: Account
) -> Iterator[Posting]:
    """What moved between two instants, on both sides; the two sides are equal to the sen where all is known."""
    was, then = before[0], now[0]
    moved = {
        account.own(RECEIVABLE): now[1].sen - before[1].sen,
        account.own(CREDIT): before[2].sen - now[2].sen,
        account.own(DEPOSIT): was.deposit.sen - then.deposit.sen,
        account.own(SUSPENSE): then.suspense.sen - was.suspense.sen,
        account.shared("Assets:Bank"): then.paid.sen - was.paid.sen - then.refunded.sen + was.refunded.sen,
        account.shared("Income:Charges"): was.charged.sen - then.charged.sen,
        account.shared("Income:Late-Fees"): was.fees.sen - then.fees.sen,
        account.shared("Income:Credit-Notes"): then.credited.sen - was.credited.sen,
    }
    for name, sen in moved.items():
        if sen:
            yield Posting(name, sen)
