"""The reading of `expect`: every key by its type, all mistakes at once."""

from datetime import datetime
from functools import partial
from operator import eq
from typing import Any

from lifecycle.calendar import wib
from lifecycle.clauses.routing import NOWHERE
from lifecycle.money import UNSPECIFIED
from lifecycle.problems import unknown
from projections.findings.finding import FindingCode
from scenarios.format import scalars
from scenarios.format.expected import (
    ABSENT,
    CHOICES,
    EXPECTATIONS,
    NEVER,
    NOT_APPLICABLE,
    Balance,
    Destination,
    Expect,
    Expectation,
    ExpectedAmount,
    ExpectedFinding,
    Instant,
    RouteKey,
)
from scenarios.format.mistakes import mistakes
from scenarios.format.nodes import Hole, Mapping, Mistake, Node, Place, Scalar, Sequence
from scenarios.format.shapes import CONVERTER, Readings, Unreadable, fields_hook, shape


def _amount(node: Node, read: Any = scalars.sen) -> ExpectedAmount:
    """`433125`, `unspecified`, or `500000 + unspecified`."""
    written = scalars.text(node, "an amount")
    if written == UNSPECIFIED:
        return ExpectedAmount(None, unspecified=True)
    known, plus, rest = written.partition("+")
    if not plus:
        return ExpectedAmount(read(node))
    if rest.strip() != UNSPECIFIED:
        raise ValueError('write an amount, `unspecified`, or both as "500000 + unspecified"')
    return ExpectedAmount(read(Scalar(known.strip(), node.line, node.column)), unspecified=True)


def _instant(node: Node) -> datetime | str:
    if isinstance(node, Scalar) and node.text == NEVER:
        return NEVER
    return wib(scalars.written(node).at)


def _key(node: Node) -> RouteKey:
    """The digit of a transfer, or that there is none."""
    if isinstance(node, Scalar) and node.text in (ABSENT, NOWHERE):
        return "absent"
    try:
        return scalars.whole(node)
    except ValueError as problem:
        raise ValueError(f"{problem}, nor `{ABSENT}`") from None


def _finding(node: Node) -> ExpectedFinding:
    if isinstance(node, Scalar):
        return ExpectedFinding(shape(FindingCode)(node))
    found: ExpectedFinding = _finding_in_full(node, ExpectedFinding)
    return found


CONVERTER.register_structure_hook_func(partial(eq, ExpectedAmount), lambda node, _: _amount(node))
CONVERTER.register_structure_hook_func(partial(eq, Balance), lambda node, _: _amount(node, scalars.signed))
CONVERTER.register_structure_hook_func(partial(eq, Destination), lambda node, _: scalars.text(node, "a destination"))
CONVERTER.register_structure_hook_func(partial(eq, Instant), lambda node, _: _instant(node))
CONVERTER.register_structure_hook_func(partial(eq, Instant | None), lambda node, _: _instant(node))
CONVERTER.register_structure_hook_func(partial(eq, RouteKey | None), lambda node, _: _key(node))
CONVERTER.register_structure_hook_func(partial(eq, ExpectedFinding), lambda node, _: _finding(node))
_finding_in_full = fields_hook(ExpectedFinding)
_READERS = {key: shape(kind) for key, kind in EXPECTATIONS.items()}
_CHOICES = frozenset(CHOICES)
_KNOWN = dict.fromkeys((*EXPECTATIONS, *CHOICES)).keys()


def expect(step: int, at: datetime, node: Node, place: Place, told: list[Mistake]) -> Expect | None:
    """What a step expects; None, and the mistakes in ``told``, where it cannot be read."""
    if isinstance(node, Hole):
        return None
    before = len(told)
    if not isinstance(node, Mapping) or node.keys() <= _CHOICES:
        told.append((node.place, "nothing is expected; write such as {state: active, payable: 0}"))
        if not isinstance(node, Mapping):
            return None
    told += [(node.key_place(key), unknown("expectation", key, _KNOWN)) for key in node.keys() - _KNOWN]
    under = _choice(node, "under", shape(Readings), (), told)
    edition = _choice(node, "on_edition", scalars.edition, None, told)
    expectations = [_expectation(key, value, told) for key, value in node.items() if key in _READERS]
    if len(told) > before:
        return None
    return Expect(step, at, tuple(filter(None, expectations)), under, edition, place)


def _choice(node: Mapping, key: str, read: Any, default: Any, told: list[Mistake]) -> Any:
    """The readings or the edition that an `expect` is judged under."""
    if key not in node:
        return default
    try:
        return read(node[key])
    except Unreadable as error:
        told += mistakes(error, node[key])
        return default


def _expectation(key: str, node: Node, told: list[Mistake]) -> Expectation | None:
    if isinstance(node, Scalar) and node.text == NOT_APPLICABLE:
        return Expectation(key, NOT_APPLICABLE, node.place)
    try:
        value = _READERS[key](node)
    except Unreadable as error:
        told += mistakes(error, node)
        return None
    if isinstance(node, Sequence):
        _check_once(value, node, told)
    return Expectation(key, value, node.place)


def _check_once(findings: tuple[ExpectedFinding, ...], node: Sequence, told: list[Mistake]) -> None:
    """Findings are a set: each code stands once."""
    seen: set[str] = set()
    for finding, entry in zip(findings, node, strict=True):
        if finding.code in seen:
            told.append((entry.place, f"the finding {finding.code} is expected twice; each code stands once"))
        seen.add(finding.code)
