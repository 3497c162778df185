"""The stories reach every line of the books: whatever number or word is changed, one of them notices."""

from itertools import chain
from pathlib import Path

import pytest

from lifecycle.clock import Clock, frozen
from lifecycle.rulebook import RuleBook
from scenarios.mutating.mutants import stale, tried
from scenarios.mutating.nudges import Nudge, nudges
from scenarios.mutating.witness import Witness
from scenarios.mutating.work import Ground, Share, shares
from scenarios.named import named
from tests.mutating.grounds import INVENTED, SHELF, SHIPPED, ground_of

NAMES = [*SHIPPED, *INVENTED]
CLAUSES = [(name, share) for name in NAMES for share in shares(named(name, SHELF).books)]


def told(name: str) -> str:
    return "/".join(Path(name).parts[-2:])


@pytest.mark.parametrize(
    ("name", "share"), CLAUSES, ids=[f"{told(name)} {edition} from {start}" for name, (edition, start, _) in CLAUSES]
)
def test_whatever_is_changed_in_a_clause_a_story_notices(name: str, share: Share) -> None:
    """One day, one rupiah, a hundredth of a percent, another default, a flag, an ending taken out; or it says why."""
    one, (edition, start, end) = ground_of(name), share
    (book,) = (book for book in one.named.books if book.edition == edition)
    with frozen() as clock:
        found = tried(book, book.parameters()[start:end], one.witnesses, one.entries, clock)
    assert [(mutant.parameter.path, mutant.value) for mutant in found.survivors] == []


@pytest.mark.parametrize("name", NAMES, ids=told)
def test_nothing_is_called_equivalent_that_a_story_notices(name: str) -> None:
    one = ground_of(name)
    paths = {entry.path for entry in one.entries}
    with frozen() as clock:
        found = [
            tried(book, [each for each in book.parameters() if each.path in paths], one.witnesses, one.entries, clock)
            for book in one.named.books
        ]
    assert [words for _, words in stale(found, one.entries)] == []


def spared(one: Ground, book: RuleBook, nudge: Nudge, clock: Clock) -> list[Witness]:
    """The witnesses that are not replayed after a change; the others are, whether or not any may be skipped."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Witness, "holds", lambda *_, judge: judge)
        return [witness for witness in one.witnesses if witness.notices(book, nudge, clock)]


@pytest.mark.parametrize("name", NAMES, ids=told)
def test_to_skip_a_story_that_never_asks_for_a_table_changes_nothing(name: str) -> None:
    """What is skipped is replayed here all the same, and notices nothing: of each table, one change."""
    one = ground_of(name)
    with frozen() as clock:
        for book in one.named.books:
            firsts = {each.path.split(".")[0].split("[")[0]: each for each in reversed(book.parameters())}
            found = chain.from_iterable(nudges(book, each) for each in firsts.values())
            for nudge in found:
                for witness in spared(one, book, nudge, clock):
                    skipped = witness.notices(book, nudge, clock)
                    assert skipped == witness.notices(book, nudge, clock, skip=False), (witness.path, nudge.path)
