"""What hangs on a reading: expectations that break, findings that come and go, facts that are no longer refused."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from attrs import frozen

from projections.findings.finding import Finding
from scenarios.check import Outcome as Judged
from scenarios.enveloping.runs import Run
from scenarios.format import Fact, Place
from scenarios.search import Name

Listed = tuple[tuple[str, str], ...]
"""A combination: the values that it chooses otherwise than the story, by name."""


@frozen
class Tried:
    """A combination, and what the story comes to under it."""

    values: Listed
    run: Run


@frozen
class Broken:
    """An expectation that holds under the story's own readings, and what it does not hold under.

    Of it and of the others here, ``by`` are the single values that do it where any does, else the first combination.
    """

    judged: Judged
    by: tuple[Tried, ...]

    def derived(self, tried: Tried) -> Judged:
        """What comes of it under one of them."""
        place = self.judged.expectation.place
        return next(one for one in tried.run.judged if one.expectation.place == place)


@frozen
class Moving:
    """A finding that is there only under other readings, or (``gone``) not there under them."""

    finding: Finding
    gone: bool
    by: tuple[Tried, ...]


@frozen
class Accepted:
    """A fact that the story says must be refused, and that other readings accept."""

    fact: Fact
    by: tuple[Tried, ...]


def broken(own: Run, alone: Sequence[Tried], usable: Sequence[Tried]) -> Iterator[Broken]:
    """The expectations that hold under the story's own readings and not under others."""
    for judged in own.judged:
        place = judged.expectation.place
        by = _by(partial(_breaks, place), alone, usable) if judged.holds else ()
        if by:
            yield Broken(judged, by)


def findings(own: Run, alone: Sequence[Tried], usable: Sequence[Tried]) -> Iterator[Moving]:
    """The findings that only the story's own readings show, then those that only others do."""
    for name, finding in own.findings.items():
        by = _by(partial(_lacks, name), alone, usable)
        if by:
            yield Moving(finding, gone=True, by=by)
    for name, finding in {name: each for one in usable for name, each in one.run.findings.items()}.items():
        if name not in own.findings:
            yield Moving(finding, gone=False, by=_by(partial(_has, name), alone, usable))


def accepted(own: Run, alone: Sequence[Tried], usable: Sequence[Tried]) -> Iterator[Accepted]:
    """The facts that the story says must be refused, and that are not under other readings."""
    for fact in dict.fromkeys(fact for one in usable for fact in one.run.accepted):
        if fact not in own.accepted:
            yield Accepted(fact, _by(partial(_accepts, fact), alone, usable))


def _breaks(place: Place, one: Tried) -> bool:
    return place in one.run.failing


def _lacks(name: Name, one: Tried) -> bool:
    return name not in one.run.findings


def _has(name: Name, one: Tried) -> bool:
    return name in one.run.findings


def _accepts(fact: Fact, one: Tried) -> bool:
    return fact in one.run.accepted


def _by(does: Callable[[Tried], bool], alone: Sequence[Tried], usable: Sequence[Tried]) -> tuple[Tried, ...]:
    """The single values that do something; where none does, the first combination that does."""
    found = tuple(one for one in alone if does(one))
    return found or tuple([one for one in usable if does(one)][:1])
