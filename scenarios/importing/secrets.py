"""The numbers and names in the rows of an export, and what is wrong with rows told without them."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, frozen

from lifecycle.problems import Problem
from scenarios.importing.maps import Map
from scenarios.importing.templates import JSON, Cell, Listing, Record, Row, Template
from scenarios.report.masking import Mask
from scenarios.report.secrets import Secret, of_text

_KEYS = ("number", "name")
_COLUMN = re.compile(r'column "[^"]*": ')
_REPEATED = re.compile(r"""(?<!did you mean )(?<!missing key )(?:"[^"]*"|(?<!\w)'[^']*'(?!\w))""")
"""What a message repeats of its row; the word that was meant, or is missing, is one of the format's own."""

_PLAIN = re.compile(r"(?:Rp)?[\s\d.,/:+-]*(?:T[\d.,:+-]*Z?)?")
"""What is written like an amount or a date."""

_CONSTANT = re.compile(r"""(number|name)["']?[ \t]*:\s*\{\s*constant["']?\s*:\s*["']?([^"'}\n,]+)""")
"""A number or a name that a map gives itself."""

_WORD = re.compile(r"\w+")
_SHORTEST = 4


def of_map(problems: Iterable[Problem], text: str) -> list[Problem]:
    """Problems of a map told without the numbers and names that it holds."""
    mask = Mask.of(Secret(found[2], found[1] == "number") for found in _CONSTANT.finditer(text))
    return [
        evolve(
            one,
            message=_REPEATED.sub(lambda found: mask.text(found[0]), mask.sentence(one.message)),
            source=mask.line(one.source),
        )
        for one in problems
    ]


@frozen
class Veil:
    """Tells problems of rows without what must not be shown: numbers, names, and free text that may hold them."""

    wanted: Map
    on: bool = True

    def problems(self, problems: Iterable[Problem], rows: Iterable[Row] = ()) -> list[Problem]:
        """Problems of some rows."""
        if not self.on:
            return list(problems)
        mask = Mask.of(secret for row in rows for secret in self._secrets(row))
        return [evolve(one, message=self._told(one.message, mask)) for one in problems]

    def _told(self, message: str, mask: Mask) -> str:
        head = _COLUMN.match(message)
        where = head[0] if head else ""
        code = any(where == f'column "{name}": ' for name in self._coded)
        words = mask.sentence(message[len(where) :])
        return where + _REPEATED.sub(lambda found: self._shown(found[0], mask, code=code), words)

    def _shown(self, repeated: str, mask: Mask, *, code: bool) -> str:
        sign, text = repeated[0], repeated[1:-1]
        if text in self._known or mask.sign in text:
            return repeated
        if text.isdigit() and len(text) >= _SHORTEST:
            return f"{sign}{mask.number(text)}{sign}"
        if _PLAIN.fullmatch(text) or (code and _WORD.fullmatch(text) and not any(map(str.isdigit, text))):
            return f"{sign}{mask.text(text)}{sign}"
        return sign + _WORD.sub(lambda word: _short(word[0], mask), text) + sign

    def _secrets(self, row: Row) -> Iterator[Secret]:
        for name, (_, value) in row.cells.items():
            if name in self._named and isinstance(value, str):
                yield Secret(value, is_number=self._named[name])
            elif name in self._json or not isinstance(value, str):
                yield from of_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    @cached_property
    def _cells(self) -> list[tuple[str, Cell]]:
        """Every cell that the map reads, with the key that it is read for."""
        found = [one for key, part in self._parts for one in _cells(key, part)]
        return [*found, *(one for kind in self.wanted.kinds.values() if kind for one in _cells("", kind.fields))]

    @property
    def _parts(self) -> Iterator[tuple[str, Template]]:
        yield from self.wanted.choices.items()
        yield from self.wanted.subscription.items()
        for kind in self.wanted.kinds.values():
            if kind is not None:
                yield "event", kind.event
                yield from kind.beside.items()

    @cached_property
    def _named(self) -> dict[str, bool]:
        """The columns of numbers, and of names."""
        return {cell.column: key == "number" for key, cell in self._cells if key in _KEYS}

    @cached_property
    def _json(self) -> frozenset[str]:
        return frozenset(cell.column for _, cell in self._cells if cell.format == JSON)

    @cached_property
    def _coded(self) -> frozenset[str]:
        """The columns of words that the export's makers chose."""
        found = {cell.column for key, cell in self._cells if cell.values is not None or key in ("event", "provider")}
        return frozenset(found | ({self.wanted.kind} if self.wanted.kind else set()) - self._named.keys())

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words that the map itself says."""
        words = {word for _, cell in self._cells for word in (*(cell.values or ()), cell.format or "")}
        return frozenset({*self.wanted.columns, *self.wanted.kinds, *words})


def _cells(key: str, template: Template) -> Iterator[tuple[str, Cell]]:
    if isinstance(template, Cell):
        yield key, template
    elif isinstance(template, Record):
        for name, part in template.parts.items():
            yield from _cells(name, part)
    elif isinstance(template, Listing):
        for entry in template.entries:
            yield from _cells(key, entry)


def _short(word: str, mask: Mask) -> str:
    if any(map(str.isdigit, word)):
        return mask.number(word) if len(word) > _SHORTEST else word
    return f"{word[0]}." if len(word) > 1 else word
