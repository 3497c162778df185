"""Tables of small stories: a heading, its facts, and the codes that show at some instants.

A heading stands at the margin; under it ``~`` adds to the head of the story, ``INSTANT event: fields`` is a fact,
``INSTANT = CODE CODE:amount`` (with ``~`` for a space) the exact set of findings there, and
``INSTANT [reading: value] =`` that under a reading. A line that is set in further goes on with the one above it, and
what recurs has a name, as in ``$ani``.
"""

import re
from collections.abc import Iterator

import pytest

from lifecycle.clock import frozen
from lifecycle.rulebook import Shelf
from scenarios.check import check
from scenarios.format.story import read_text
from scenarios.replay import replay
from tests.stories import BOOKS

SHELF = Shelf.open(BOOKS)
ACTIVATED = {"indihome": "2022-05-10", "iconnet": "2024-05-20", "postclic": "2025-03-10T09:00"}
NAMED = {
    "$ani": '{name: Ani, number: "111", bank: BNI}',
    "$budi": '{name: Budi, number: "222", bank: BCA}',
    "$documents": (
        "documents-verified: {form: true, signed: true, identity: true, payment_proof: true, device_receipt: true}"
    ),
}
EXPECTED = re.compile(r"(?P<at>\S+)\s+(?:\[(?P<under>[^\]]*)\]\s+)?=(?P<codes>.*)")


def stories(provider: str, table: str) -> list[pytest.param]:  # type: ignore[valid-type]
    """The stories of a table, each as a scenario file."""
    found = []
    whole = re.sub(r"\n {8}", " ", table.strip("\n"))
    for name, text in NAMED.items():
        whole = whole.replace(name, text)
    for block in re.split(r"\n(?=\S)", whole):
        heading, *lines = block.splitlines()
        text = "\n".join(_story(provider, heading, [line.strip() for line in lines if line.strip()]))
        last = [line.rpartition("=")[2].split() for line in lines if EXPECTED.fullmatch(line.strip())][-1]
        codes = ", ".join(code.partition(":")[0] for code in last)
        found.append(pytest.param(text, id=f"{heading}: {codes or 'nothing is found'}"))
    return found


def _story(provider: str, heading: str, lines: list[str]) -> Iterator[str]:
    head = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("~"))
    yield f"scenario: {heading!r}"
    yield f"provider: {provider}"
    yield f"provider_acts: {head.pop('provider_acts', 'as_recorded')}"
    yield from (f"{key}: {head.pop(key)}" for key in ("edition", "readings", "givens") if key in head)
    if provider != "pln-routing":
        activated = {"activated": ACTIVATED[provider]} if provider in ACTIVATED else {}
        block = {"number": '"1"', **activated, **head}
        yield f"subscription: {{{', '.join(f'{key}: {value}' for key, value in block.items())}}}"
    yield "steps:"
    for line in lines:
        if not line.startswith("~"):
            yield from _step(line)


def _step(line: str) -> Iterator[str]:
    expected = EXPECTED.fullmatch(line)
    if expected is None:
        at, _, what = line.partition(" ")
        yield f"  - at: {at}"
        yield from (f"    {part}" for part in what.split(" | "))
        return
    under = expected["under"]
    key = "" if not under else f"{under}, " if under.startswith("on_edition") else f"under: {{{under}}}, "
    codes = [each.partition(":") for each in expected["codes"].split()]
    found = [f"{{code: {code}, amount: {amount.replace('~', ' ')}}}" if amount else code for code, _, amount in codes]
    yield f"  - {{at: {expected['at']}, expect: {{{key}findings: [{', '.join(found)}]}}}}"


def hold(text: str) -> None:
    """Everything that a story of a table expects holds, and nothing else was found."""
    with frozen() as clock:
        outcomes = check(replay(read_text(text, "table.yaml"), SHELF, clock), clock).outcomes
    assert outcomes, "a story that expects nothing shows nothing"
    failed = [(one.expectation, str(one.derived)) for one in outcomes if not one.holds]
    assert failed == []
