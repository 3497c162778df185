"""How beancount and hledger write accounts, transactions and balances; all amounts are IDR with their sen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

OPENED = date(1900, 1, 1)
"""When accounts are open from: before everything that a story can tell."""


class Posting(NamedTuple):
    """What a transaction moves on one account, in sen."""

    account: str
    sen: int


class Transaction(NamedTuple):
    """What happened on a day; ``unspecified`` names the parts of the account that no source gives."""

    day: date
    words: str
    postings: tuple[Posting, ...]
    unspecified: tuple[str, ...]
    account: str


class Balance(NamedTuple):
    """What an account holds at the end of a day, in sen, beside what no source gives."""

    day: date
    account: str
    sen: int
    unspecified: tuple[str, ...]


class Syntax(Protocol):
    """A language of journals."""

    def head(self) -> Iterator[str]:
        """What a journal begins with."""

    def open(self, account: str, subscription: str | None) -> Iterator[str]:
        """An account."""

    def transaction(self, one: Transaction) -> Iterator[str]:
        """A transaction; one that moves nothing known is a note."""

    def balance(self, one: Balance) -> Iterator[str]:
        """An assertion."""


def amount(sen: int) -> str:
    """An amount with both digits of its sen."""
    whole, rest = divmod(abs(sen), 100)
    return f"{'-' if sen < 0 else ''}{whole}.{rest:02d} IDR"


def _names(parts: tuple[str, ...]) -> str:
    return ", ".join(part.replace('"', "'") for part in parts)


class Beancount:
    """https://beancount.github.io/docs/beancount_language_syntax.html."""

    def head(self) -> Iterator[str]:
        """The currency."""
        yield 'option "operating_currency" "IDR"'
        yield f"{OPENED} commodity IDR"

    def open(self, account: str, subscription: str | None) -> Iterator[str]:
        """An account, and whose it is."""
        yield f"{OPENED} open {account} IDR"
        if subscription is not None:
            yield f'  subscription: "{_names((subscription,))}"'

    def transaction(self, one: Transaction) -> Iterator[str]:
        """A transaction, or a note."""
        if not one.postings:
            yield f'{one.day} note {one.account} "{one.words}; unspecified: {_names(one.unspecified)}"'
            return
        yield f'{one.day} * "{one.words}"'
        if one.unspecified:
            yield f'  unspecified: "{_names(one.unspecified)}"'
        for posting in one.postings:
            yield f"  {posting.account}  {amount(posting.sen)}"

    def balance(self, one: Balance) -> Iterator[str]:
        """A balance, which beancount strikes before a day begins; exact, without its usual tolerance."""
        number = amount(one.sen).removesuffix(" IDR")
        yield f"{one.day + timedelta(days=1)} balance {one.account}  {number} ~ 0 IDR"
        if one.unspecified:
            yield f'  unspecified: "{_names(one.unspecified)}"'


class Hledger:
    """https://hledger.org/hledger.html#journal."""

    def head(self) -> Iterator[str]:
        """The currency."""
        yield "commodity 1000.00 IDR"

    def open(self, account: str, subscription: str | None) -> Iterator[str]:
        """An account, and whose it is."""
        yield f"account {account}" if subscription is None else f"account {account}  ; subscription: {subscription}"

    def transaction(self, one: Transaction) -> Iterator[str]:
        """A transaction, which may be one without postings."""
        yield f"{one.day} * {one.words}"
        if one.unspecified:
            yield f"    ; unspecified: {_names(one.unspecified)}"
        for posting in one.postings:
            yield f"    {posting.account}  {amount(posting.sen)}"

    def balance(self, one: Balance) -> Iterator[str]:
        """A transaction of nothing that asserts."""
        yield f"{one.day} * balance"
        if one.unspecified:
            yield f"    ; unspecified: {_names(one.unspecified)}"
        yield f"    {one.account}  0.00 IDR = {amount(one.sen)}"


SYNTAXES: dict[str, Syntax] = {"beancount": Beancount(), "hledger": Hledger()}
"""By the name of the format."""
