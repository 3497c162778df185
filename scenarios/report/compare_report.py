"""A comparison as reports tell it, and the words that they share."""

import string
from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from lifecycle.sentence import Sentence, counted, joined, said
from projections.answers import Answer
from scenarios.comparing.attribution import Moved
from scenarios.comparing.books import Books
from scenarios.comparing.change import Change
from scenarios.comparing.comparison import Reason
from scenarios.comparing.gate import BURDEN, Gate, burden
from scenarios.comparing.parts import Part
from scenarios.comparing.totals import Entry, Totals, Unusable
from scenarios.report import terms, words
from scenarios.report.masking import Mask
from scenarios.report.terms import Term

REASONS: dict[Reason, Sentence] = {
    "same_rules": said("both books rule the same"),
    "other_edition_pinned": said("it pins another edition"),
    "book_of_its_own": said("a book that stands beside it judges in its place"),
    "other_dates": said("its dates fall under another edition"),
    "chosen": said("it chooses by itself the readings whose defaults change"),
    "not_consulted": said("no clause that changes is consulted"),
    "same": said("a clause that changes is consulted, and the outcome is the same"),
}
"""Why a story is unaffected."""

KINDS = {
    "credit_notes": Term("credited", "nota kredit"),
    "payments": Term("payments", "pembayaran"),
    "refunds": Term("refunds", "pengembalian dana"),
    "refund_gross": Term("refund, gross", "pengembalian kotor"),
    "refund_net": Term("refund, net", "pengembalian bersih"),
}
"""Kinds of rupiah that no story asks for by their own word."""

TOGETHER = "together"
"""What the parts of a change do only together."""


@frozen
class CompareReport:
    """All that was compared: the books, what differs, each story, and what the gate says."""

    books: Books
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]
    unusable: tuple[Unusable, ...]
    left_out: int
    totals: Totals
    gate: Gate

    @property
    def affected(self) -> list[Entry]:
        """The stories in which anything moves: those that the gate stops first, then by how much the balance moves."""
        return sorted((one for one in self.entries if one.affected), key=_weight)

    @property
    def stopped_in_all(self) -> tuple[Sentence, ...]:
        """What the gate says of all stories together."""
        return tuple(self.gate.of_total(self.totals.change(BURDEN)))

    @property
    def stopped(self) -> bool:
        """Whether the gate stops the change."""
        return bool(self.stopped_in_all) or any(one.stopped for one in self.entries)


def _weight(one: Entry) -> tuple[bool, int]:
    return not one.stopped, -abs(burden(one.compared.sums).sen)


def letter(number: int) -> str:
    """The name of a part: A to Z, then AA."""
    before, last = divmod(number, len(string.ascii_uppercase))
    return (letter(before - 1) if before else "") + string.ascii_uppercase[last]


class Letter(NamedTuple):
    """The name of a part within a sentence; no language and no mask changes it."""

    part: int

    def __str__(self) -> str:
        return letter(self.part)


def kind(name: str) -> Term:
    """What a kind of rupiah is called."""
    return KINDS.get(name) or terms.KEYS[name]


def name_of(moved: Moved) -> str:
    """What moved: an act of the rules, the second of its kind with its number, or an answer at the end."""
    if moved.number:
        return f"{terms.EVENTS[moved.name]}{f' ({moved.number})' if moved.number > 1 else ''}"
    return str(terms.KEYS[moved.name])


def value(answer: Answer | None, mask: Mask) -> str:
    """An instant or an answer in words; what did not happen is never."""
    if answer is None:
        return "never"
    if isinstance(answer, str):
        return str(terms.STATES.get(answer, Term(answer, answer)).english)
    return words.answer(answer, mask)


def shares(all_shares: Sequence[Change], rest: Change) -> str:
    """``A +Rp 1.000, B -Rp 20, together Rp 0``: what each part does alone, those that do nothing left out."""
    told = [f"{letter(number)} {change}" for number, change in enumerate(all_shares) if change]
    if rest or not told:
        told.append(f"{TOGETHER} {rest}")
    return ", ".join(told)


def causes(moved: Moved) -> Sentence:
    """Which parts move something, alone or only together."""
    if moved.by:
        return said("by {parts}", parts=joined(" or ", map(Letter, moved.by)))
    if moved.partly:
        return said("together; alone otherwise by {parts}", parts=joined(", ", map(Letter, moved.partly)))
    return said("together")


def summary(report: CompareReport) -> Sentence:
    """How many stories there are, and how many are affected."""
    whole = report.totals
    told: list[Sentence] = [
        counted("{number} story", "{number} stories", whole.stories),
        said("{number} affected", number=whole.affected),
        said("{number} unaffected", number=whole.stories - whole.affected),
    ]
    if report.left_out:
        told.append(said("{number} of other providers left out", number=report.left_out))
    if report.unusable:
        told.append(said("{number} cannot be used", number=len(report.unusable)))
    return joined(", ", told)


def verdict(report: CompareReport) -> Sentence | None:
    """What the gate says of the change; None where there is none."""
    if report.stopped:
        stories = counted("{number} story", "{number} stories", sum(bool(one.stopped) for one in report.entries))
        return said("the gate stops the change: {stories}", stories=stories)
    if report.gate.over is None and not report.gate.on:
        return None
    return said("the gate lets the change through")


def breaking(whole: Totals) -> Sentence:
    """How many expectations break, and how many are kept that were broken."""
    broken = counted("{number} expectation breaks", "{number} expectations break", whole.broken)
    return joined(", ", (broken, kept(whole))) if whole.mended else broken


def kept(whole: Totals) -> Sentence:
    """How many expectations are kept that were broken."""
    return counted("{number} kept that was broken", "{number} kept that were broken", whole.mended)


def more(number: int) -> Sentence:
    """How many affected stories are not listed."""
    return counted("and {number} more story; --most lists it", "and {number} more stories; --most lists them", number)
