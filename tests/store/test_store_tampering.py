"""Whatever is done to a store behind the program's back is found, and named at the first event that it spoilt."""

import os

import pytest

from lifecycle.store import Place, Problem, Store
from tests.store.conftest import Edit
from tests.store.table import KEPT, kept, row, rows, written
from tests.store.tampering import A, Hand, Tampering, prepared, said
from tests.store.tamperings import TAMPERINGS

UNSEEN = {
    "nothing",
    "another story recorded by the program",
    "the end cut off, events and links",
    "the same, and another story recorded",
    "everything deleted",
    "an amount edited, the chain computed anew",
    "two events reordered, the chain computed anew",
    "a subscription deleted, the chain computed anew",
}
"""What shows only by a seal, the first two not even by one, as they should."""


@pytest.mark.golden
def test_the_table_is_the_one_that_is_kept() -> None:
    """In SQLite; the tests below hold the other database against it, cell by cell."""
    table = written(rows(lambda: None))
    if os.environ.get("GOLDEN") == "update":
        KEPT.write_text(table, "utf-8")
    assert table == KEPT.read_text("utf-8")


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.what)
def test_what_was_done_is_said(store: Store, tampering: Tampering) -> None:
    """In both databases alike."""
    found = row(tampering.what, *said(store, tampering))
    assert found == kept()[tampering.what]
    assert (found[1] == "nothing") == (tampering.what in UNSEEN)


def test_a_seal_shows_whatever_the_chain_does_not() -> None:
    """Whether nothing was done is told from what was."""
    silent = {what for what, (_, without, beside) in kept().items() if without == beside == "nothing"}
    assert silent == {"nothing", "another story recorded by the program"}


@pytest.mark.parametrize(
    ("statement", "done"),
    [
        ("UPDATE stored_events SET state=CAST(state AS TEXT) WHERE originator_version=2", "edited"),
        ("UPDATE chain SET version='two' WHERE ordinal=2", "deleted"),
        ("UPDATE chain SET subscription=x'00' WHERE ordinal=2", "deleted"),
        (
            "UPDATE chain SET version='two' WHERE version=2; UPDATE stored_events SET originator_version='two' "
            "WHERE originator_version=2",
            "edited",
        ),
        (
            "UPDATE chain SET version='five' WHERE ordinal=5; UPDATE stored_events SET topic='' WHERE "
            "originator_version=4",
            "edited",
        ),
        ("UPDATE stored_events SET topic=7 WHERE originator_version=2", "edited"),
        ("UPDATE chain SET hash=upper(hash) WHERE ordinal=3", "edited"),
    ],
)
def test_what_only_sqlite_lets_be_written_is_found_too(statement: str, done: str) -> None:
    """Its columns hold whatever type is put into them."""
    with Store.open() as store:
        prepared(store)
        seal = store.seal()
        for one in statement.split("; "):
            Hand(store)(one)
        problem = store.verify()
        assert problem is not None
        assert problem.done == done
        assert bool(store.breaks(seal)) == ("hash" not in statement)


def test_a_problem_reads_as_a_sentence_and_masks_every_name() -> None:
    """It names the event in its subscription and in the store."""
    problem = Problem("renumbered", Place(A, 3, 12), "was sealed as {other}", Place("iconnet/7", 4))
    assert str(problem) == "event 3 of indihome/122001 (number 12 of the store) was sealed as event 4 of iconnet/7"
    assert problem.told(lambda name: name[:3]) == "event 3 of ind (number 12 of the store) was sealed as event 4 of ico"


def test_a_cut_tail_has_another_head(store: Store, edit: Edit) -> None:
    """Which is why a seal is kept elsewhere."""
    prepared(store)
    head = store.head
    edit("DELETE FROM stored_events WHERE originator_id=? AND originator_version=6", A)
    edit("DELETE FROM chain WHERE ordinal=12")
    assert store.verify() is None
    assert store.head != head


@pytest.mark.parametrize("opening", ["another event", "none that is numbered so"])
def test_a_subscription_that_another_event_opens_is_found_though_the_chain_was_computed_anew(
    store: Store, opening: str
) -> None:
    """The program opens each by its activation."""
    prepared(store)
    hand = Hand(store)
    if opening == "another event":
        hand.write(A, 1, *hand.event(A, 2))
    else:
        _without_opening(hand)
    hand.recompute()
    assert str(store.verify()).startswith(f"event 1 of {A} is not its activation, though the chain holds")


def _without_opening(hand: Hand) -> None:
    hand.delete(A, 1)
    hand("DELETE FROM chain WHERE ordinal=1")
    for ordinal in range(2, 13):
        hand.place(ordinal, ordinal - 1)
