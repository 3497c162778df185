"""On whose word an output rests, where that is not the provider's own."""

from collections.abc import Iterable, Iterator

from lifecycle.notation import Thing
from lifecycle.rulebook import RuleBook
from lifecycle.sentence import Sentence, said
from projections.routes import calls
from scenarios.replay import Replayed

RESTS_ON = {
    "third_party": said("a third party's account, not the provider's own text (keterangan pihak ketiga)"),
    "evidence": said("evidence, not the provider's own terms (bukti, bukan ketentuan penyedia)"),
    "invented": said("invented terms, an example (contoh rekaan)"),
}
"""What an output says of each authority that is not the provider's own; of its own nothing needs to be said."""


def judging(replayed: Replayed) -> tuple[RuleBook, ...]:
    """The editions that a story was judged by; where nothing was asked of any, those that could judge it."""
    routed = {one.because.edition for one in calls(replayed.events, replayed.rules)}
    asked = {*(book.edition for book in replayed.consulted), *routed}
    return tuple(book for book in replayed.editions if book.edition in asked) or replayed.editions


def rests_on(books: Iterable[RuleBook]) -> tuple[Sentence, ...]:
    """``rests on a third party's account …: its title``, for each book that is not in the provider's own words."""
    return tuple(dict.fromkeys(_said(books)))


def _said(books: Iterable[RuleBook]) -> Iterator[Sentence]:
    for book in books:
        if book.authority in RESTS_ON:
            yield said("rests on {whose}: {source}", whose=RESTS_ON[book.authority], source=Thing(book.source))
