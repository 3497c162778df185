"""Random stories of one IndiHome customer, and the same story told to the program and to the plain model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from lifecycle import calendar, events, history
from lifecycle.money import Amount, Sen
from lifecycle.rulebook import Shelf
from lifecycle.terms import Rules
from projections.keys import answers
from projections.ledger import Mark, walk
from tests.properties.model import Contract, Model
from tests.properties.plain_account import DAY, FIRST, Fact, instant, month_start

BOOKS = Shelf.open().editions("indihome")
SECOND = timedelta(seconds=1)
MANY = timedelta(days=250)
VALUES = {
    name: [calendar_word.value for calendar_word in ()] for name in ()
}
