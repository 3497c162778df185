"""An envelope as reports tell it, and the words that they share."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from attrs import frozen

from lifecycle import calendar
from lifecycle.events import Activated, word
from lifecycle.rulebook import RuleBook
from lifecycle.sentence import counted
from scenarios.comparing.attribution import moved
from scenarios.comparing.change import Change
from scenarios.enveloping.combinations import MOST
from scenarios.enveloping.envelope import Envelope
from scenarios.enveloping.hanging import Broken, Tried
from scenarios.format import Place
from scenarios.report import compare_report, terms, words
from scenarios.report.masking import Mask

OWN = "as the story has it"
"""The combination that chooses nothing otherwise."""

SHOWN = 6
"""So many combinations are named; of more it is said how many."""

_ELSEWHERE = frozenset({"findings", "next_termination"})
"""Answers that are told by themselves, or are only to come."""


@frozen
class EnvelopeReport:
    """A story's envelope: whose story, by which books, up to when."""

    title: str
    path: str
    opening: Activated
    books: tuple[RuleBook, ...]
    until: datetime
    found: Envelope
    mask: Mask

    @property
    def idle(self) -> tuple[str, ...]:
        """The readings that are consulted, and of which no value that was tried changes anything."""
        idle = tuple(name for name in self.found.names if name not in self.found.matters)
        return (*idle, *self.found.own.still)


def values(tried: Tried) -> str:
    """A combination by its values."""
    return ", ".join(f"{name}={value}" for name, value in tried.values) or OWN


def listed(found: Sequence[str]) -> str:
    """The first few combinations, and how many more there are."""
    more = len(found) - SHOWN
    return " or ".join([*found[:SHOWN], *([f"{more} more"] if more > 0 else [])])


def summary(report: EnvelopeReport) -> str:
    """What is owed at the least and at the most, in one sentence."""
    found = report.found
    told = [_between(str(one.least.run.owed), str(one.most.run.owed)) for one in found.ranges]
    surely = "" if found.whole else ", of what was tried"
    return f"{' or '.join(told)} payable at {calendar.text(report.until)} WIB{surely}"


def _between(least: str, most: str) -> str:
    return least if least == most else f"{least} to {most}"


def changes(tried: Tried, report: EnvelopeReport) -> Iterator[str]:
    """What comes out otherwise under a combination: rupiah, then states and instants; nothing where all is the same."""
    own, other = report.found.own.outcome, tried.run.outcome
    if own is None or other is None:
        return
    kinds = [kind for kind, amount in own.amounts.items() if other.amounts[kind] != amount]
    for kind in ["payable"] if "payable" in kinds else kinds:
        before, after = own.amounts[kind], other.amounts[kind]
        by = Change.between(before, after)
        yield f"{compare_report.kind(kind).english} {words.noted(before)} → {words.noted(after)}: {by}"
    for one in moved(own, other, ()):
        if one.name not in _ELSEWHERE:
            name = (terms.KEYS.get(one.name) or terms.EVENTS[one.name]).english
            ends = (compare_report.value(end, report.mask) for end in (one.before, one.after))
            yield f"{name}{f' ({one.number})' if one.number > 1 else ''} {' → '.join(ends)}"


def broken(one: Broken, report: EnvelopeReport) -> Iterator[str]:
    """An expectation that breaks: where it stands and what it expects, then what is derived under what."""
    expectation, mask = one.judged.expectation, report.mask
    yield f"{place(expectation.place, report)}: {expectation.key}: {words.expected(expectation.value, mask)}"
    pairs = ((words.answer(one.derived(tried).derived, mask), values(tried)) for tried in one.by)
    for derived, by in _grouped(pairs):
        yield f"{derived} under {listed(by)}"


def place(found: Place, report: EnvelopeReport) -> str:
    """``FILE:LINE:COLUMN``."""
    return f"{report.path}:{found.line}:{found.column}"


def _grouped(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    yield from found.items()


def refusals(tried: Tried, mask: Mask) -> Iterator[str]:
    """Why a story cannot be told under a combination."""
    for one in tried.run.refused:
        clause = f" ({one.refusal.clause})" if one.refusal.clause else ""
        what = f"step {one.fact.step}, {word(one.fact.event)} of {calendar.known_to(one.fact.at, one.fact.precision)}"
        yield f"{what}, is refused: {mask.sentence(one.refusal.reason)}{clause}"
    for problem in tried.run.problems:
        yield mask.sentence(problem.message)


def extent(found: Envelope) -> str:
    """What was tried, and what that is worth."""
    many = f"{found.number:,}".replace(",", ".")
    if not found.names:
        return "no reading is consulted: nothing to choose"
    readings = f"{len(found.names)} reading{'' if len(found.names) == 1 else 's'}"
    if found.whole:
        told = f"all {many} combinations of {readings}"
        told += f", which come to {found.tried}" if found.tried != found.number else ""
        return told + ("; the least and the most are exact" if found.exact else "")
    told = f"{many} combinations of {readings} are more than {MOST:,}".replace(",", ".")
    told += f": of them {found.tried} were tried, each value alone and each pair"
    told += f", and all of those {len(found.product)} that matter there" if found.product else ""
    return f"{told}; another one may come to less or more"


def caveats(found: Envelope) -> Iterator[str]:
    """What the envelope leaves open."""
    for name in found.bounded:
        yield f"{name} is a number: only its first few values were tried"
    if any(one.run.problems for one in found.unusable):
        yield "under some combinations the story cannot be decided, and what else they consult is not known"
    if found.own.still:
        yield f"not varied, as all values come to the same for these facts: {', '.join(found.own.still)}"
    if found.left_out:
        many = counted("{number} expectation", "{number} expectations", found.left_out)
        yield f"{many} under a reading or an edition of its own left out"
