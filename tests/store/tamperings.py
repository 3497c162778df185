"""What can be done to a store, and what is said of each: the table that `make tampering` prints."""

from tests.store.tampering import A, B, Hand, Tampering


def _exchange(hand: Hand) -> None:
    mine, other = hand.event(A, 4), hand.event(A, 6)
    hand.write(A, 4, *other)
    hand.write(A, 6, *mine)


def _swap(hand: Hand) -> None:
    hand.place(2, 0)
    hand.place(3, 2)
    hand.place(0, 3)


def _to_the_end(hand: Hand) -> None:
    hand.place(3, 13)
    for ordinal in range(4, 14):
        hand.place(ordinal, ordinal - 1)


def _delete(hand: Hand, ordinal: int) -> None:
    name, version, _ = hand.link(ordinal)
    hand.delete(name, version)
    hand("DELETE FROM chain WHERE ordinal=?", ordinal)


def _delete_and_close(hand: Hand) -> None:
    _delete(hand, 3)
    for ordinal in range(4, 13):
        hand.place(ordinal, ordinal - 1)
    for version in (4, 5, 6):
        hand.renumber(A, version, version - 1)


def _delete_amid_its_own(hand: Hand) -> None:
    _delete(hand, 6)
    for ordinal in range(7, 13):
        hand.place(ordinal, ordinal - 1)
    for version in (3, 4, 5, 6):
        hand.renumber(B, version, version - 1)


def _insert_unsealed(hand: Hand, name: str, version: int) -> None:
    _insert(hand, name, version)
    hand("UPDATE chain SET hash=? WHERE ordinal=11", hand.link(5)[2])


def _insert_unsealed_and_renumber(hand: Hand) -> None:
    hand.renumber(A, 6, 7)
    hand.renumber(A, 5, 6)
    _insert_unsealed(hand, A, 5)


def _insert(hand: Hand, name: str, version: int) -> None:
    """At number 11 of the chain, all after it one further."""
    hand.place(12, 13)
    hand.place(11, 12)
    hand.insert(name, version, 11)


def _insert_and_renumber(hand: Hand) -> None:
    hand.renumber(A, 6, 7)
    hand.renumber(A, 5, 6)
    _insert(hand, A, 5)


def _rename(hand: Hand) -> None:
    hand("UPDATE stored_events SET originator_id='iconnet/8' WHERE originator_id=?", B)
    hand("UPDATE chain SET subscription='iconnet/8' WHERE subscription=?", B)


def _cut_and_go_on(hand: Hand) -> None:
    hand.cut(11)
    hand.more()


def _edit_and_recompute(hand: Hand) -> None:
    hand.edit(A, 4)
    hand.recompute()


def _swap_and_recompute(hand: Hand) -> None:
    _swap_far(hand)
    hand.recompute()


def _swap_far(hand: Hand) -> None:
    hand.place(5, 0)
    hand.place(4, 5)
    hand.place(0, 4)


def _delete_all_of_one_and_recompute(hand: Hand) -> None:
    hand("DELETE FROM stored_events WHERE originator_id=?", B)
    hand("DELETE FROM chain WHERE subscription=?", B)
    hand.place(11, 5)
    hand.place(12, 6)
    hand.recompute()


def _before(hand: Hand) -> None:
    hand.insert(B, 7)
    hand("INSERT INTO chain VALUES (0,?,7,?)", B, hand.link(1)[2])


TAMPERINGS = (
    Tampering("nothing", lambda hand: None),
    Tampering("another story recorded by the program", Hand.more),
    Tampering("an amount edited", lambda hand: hand.edit(A, 4)),
    Tampering("the kind of an event edited", lambda hand: hand.write(A, 5, "unblocked.1", hand.event(A, 5)[1])),
    Tampering("the last event edited", lambda hand: hand.write(A, 6, "paid.1", b"{}")),
    Tampering("a link edited", lambda hand: hand("UPDATE chain SET hash=? WHERE ordinal=3", hand.link(2)[2])),
    Tampering("a link made no hash", lambda hand: hand("UPDATE chain SET hash='x' WHERE ordinal=3")),
    Tampering("an event deleted", lambda hand: hand.delete(A, 5)),
    Tampering("an event deleted with its link", lambda hand: _delete(hand, 3)),
    Tampering("the same, numbers closed", _delete_and_close),
    Tampering("an event amid its own deleted, numbers closed", _delete_amid_its_own),
    Tampering("a subscription's last event deleted with its link", lambda hand: _delete(hand, 10)),
    Tampering("a link deleted", lambda hand: hand("DELETE FROM chain WHERE ordinal=2")),
    Tampering("an event inserted", lambda hand: hand.insert(B, 7)),
    Tampering("an event inserted with its link", lambda hand: _insert(hand, B, 7)),
    Tampering("the same, those after it renumbered", _insert_and_renumber),
    Tampering("an event inserted with another's link", lambda hand: _insert_unsealed(hand, B, 7)),
    Tampering("the same, that after it renumbered", _insert_unsealed_and_renumber),
    Tampering("an event inserted before the first", _before),
    Tampering("two events exchanged", _exchange),
    Tampering("two links exchanged", _swap),
    Tampering("a link moved to the end", _to_the_end),
    Tampering("an event renumbered", lambda hand: hand.renumber(A, 6, 7, link_too=False)),
    Tampering("an event renumbered with its link", lambda hand: hand.renumber(B, 6, 9)),
    Tampering("the last links renumbered", lambda hand: hand.place(12, 20)),
    Tampering("a subscription renamed", _rename),
    Tampering(
        "the last events cut off",
        lambda hand: hand("DELETE FROM stored_events WHERE originator_version>4 AND originator_id=?", A),
    ),
    Tampering("the last links cut off", lambda hand: hand("DELETE FROM chain WHERE ordinal>10")),
    Tampering("the end cut off, events and links", lambda hand: hand.cut(11)),
    Tampering("the same, and another story recorded", _cut_and_go_on),
    Tampering("everything deleted", lambda hand: hand.cut(1)),
    Tampering("an amount edited, the chain computed anew", _edit_and_recompute),
    Tampering("two events reordered, the chain computed anew", _swap_and_recompute),
    Tampering("a subscription deleted, the chain computed anew", _delete_all_of_one_and_recompute),
    Tampering("a rule book edited", lambda hand: hand("UPDATE books SET text='x' WHERE text LIKE '# Terms%'")),
    Tampering("a rule book deleted", lambda hand: hand("DELETE FROM books WHERE text LIKE '# Terms%'")),
)
"""In the order of the table."""
