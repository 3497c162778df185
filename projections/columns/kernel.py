"""The stepping of a whole batch, compiled once for an installed version and kept beside it."""

import hashlib
import inspect
from collections.abc import Callable
from functools import cache, partial
from types import ModuleType
from typing import Any

from numba import njit

from lifecycle import civil, money
from lifecycle.clauses import arrears_ladder, fee_owed, instant, late_fee, minimum_term, payment, pricing
from projections.columns import (
    agenda,
    alone,
    batch,
    beginning,
    bills,
    cancelling,
    compiled,
    dates,
    dues,
    ending,
    facts,
    held,
    outcome,
    records,
    rights,
    stepping,
)
from projections.columns.compiling import shared

SOURCES: tuple[ModuleType, ...] = (
    *(civil, money, arrears_ladder, fee_owed, instant, late_fee, minimum_term, payment, pricing),
    *(
        agenda,
        alone,
        batch,
        beginning,
        bills,
        cancelling,
        compiled,
        dates,
        dues,
        ending,
        facts,
        held,
        outcome,
        records,
        rights,
        stepping,
    ),
)
"""The modules whose functions are compiled into it."""

# Nothing is allocated in it, and to count who refers to its columns would take many times as long.
compiling: Callable[..., Any] = partial(njit, nogil=True, error_model="numpy", _nrt=False)
"""Compiles a stepping of a batch."""


@cache
def kernel() -> Callable[..., Any]:
    """`projections.columns.outcome.step_all`, compiled; what an earlier run compiled of the same sources is read.

    Of several processes that need it at once one compiles it. Where nothing can be kept, as in a folder that nobody
    may write to, each compiles by itself.
    """
    stepping_of = _stepping(digest())
    try:
        return shared(compiling(stepping_of, cache=True))
    except RuntimeError:
        unkept: Callable[..., Any] = compiling(stepping_of)
        return unkept


def digest() -> int:
    """A digest of all that is compiled; a change of any of it must not meet what was kept before."""
    sources = hashlib.sha256()
    for module in SOURCES:
        sources.update(inspect.getsource(module).encode())
    return int(sources.hexdigest()[:15], 16)


def _stepping(version: int) -> Callable[..., Any]:
    # What is kept is found by the values that a function closes over, and not by the sources of those it calls.
    def step_batch(book: Any, room: Any, batch: Any, until: int, found: Any, beyond: Any) -> int:
        outcome.step_all(held.held(book), held.held(room), held.held(batch), until, held.held(found), beyond)
        return version

    return step_batch
