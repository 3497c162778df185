"""YAML without its traps: one document of text, mappings and lists; the only module that knows PyYAML."""

from typing import Any, Final

import yaml

from lifecycle.problems import quoted
from scenarios.format.nodes import Hole, Mapping, Mistake, Node, Place, Scalar, Sequence
from scenarios.format.source import UNFIT, Source

MAX_DEPTH = 32
"""Deepest nesting that is read."""

MAX_DOUBLED = 1000
"""Most keys that are told to be doubled before the rest of a file is given up."""

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML on libyaml, or its own slower reader where libyaml is missing."""

_PLAIN_WORDS = {
    "mapping values are not allowed": "a colon and a space inside a text; put the text in quotes",
    "found character": "a tab or a sign that YAML keeps for itself; indent with spaces, and put such a text in quotes",
    "did not find expected key": "the indentation does not fit, or a text goes on after its closing quote",
    "could not find expected ':'": "a line without a key and its colon",
    "did not find expected ',' or '}'": "a bracket { is not closed, or a comma is missing",
    "did not find expected ',' or ']'": "a bracket [ is not closed, or a comma is missing",
    "expected <block end>": "the indentation does not fit",
    "did not find expected <document start>": "something stands after the story's end; perhaps a bracket too many",
    "found unexpected end of stream": "a quote is not closed",
}
"""What a person can do about the commonest complaints of a YAML reader."""


class _Stop(Exception):
    """Nothing after this place can be understood."""


def tree(source: Source) -> tuple[Node | None, list[Mistake]]:
    """The tree of a text, and what is wrong with its YAML; no tree where it cannot be understood at all."""
    growth = _Growth()
    try:
        for event in iter(LOADER(source.text).get_event, None):
            growth.take(event)
    except _Stop:
        return None, growth.mistakes
    except yaml.YAMLError as problem:
        growth.mistakes.append(_complaint(problem))
        return None, growth.mistakes
    if growth.root is None:
        growth.mistakes.append((Place(1, 1), "the file is empty; a scenario begins with `scenario: TITLE`"))
    return growth.root, growth.mistakes


def _complaint(problem: yaml.YAMLError) -> Mistake:
    """What PyYAML says, at its place, in plainer words where there are any."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return Place(1, 1), f"this is not YAML: {quoted(str(problem))}"
    mark = problem.problem_mark or problem.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    said = str(problem.problem or problem.context)
    meant = next((words for start, words in _PLAIN_WORDS.items() if said.startswith(start)), "")
    since = ""
    if problem.context and problem.context_mark and problem.context_mark.line + 1 != place.line:
        since = f", {problem.context} that begins on line {problem.context_mark.line + 1}"
    return place, f"this is not YAML: {meant} ({said}{since})" if meant else f"this is not YAML: {said}{since}"


_NO_KEY: Final = Hole("", 0, 0)
"""In place of a key that is none: its value is dropped."""


class _Growth:
    """The tree while its events come in; events are untyped here, as the stubs leave every mark optional."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.mistakes: list[Mistake] = []
        self._open: list[Mapping | Sequence] = []
        self._key: Scalar | None = None
        self._keys: list[Scalar | None] = []
        self._lost = MAX_DEPTH
        self._documents = 0

    def take(self, event: Any) -> None:
        """Grow by one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            node = Scalar(event.value, mark.line + 1, mark.column + 1)
            if event.style == '"' or event.anchor is not None or event.tag is not None:
                node = self._checked(event, node)
            self._put(node)
        elif kind is yaml.MappingStartEvent:
            mark = event.start_mark
            self._enter(event, Mapping(mark.line + 1, mark.column + 1))
        elif kind is yaml.SequenceStartEvent:
            mark = event.start_mark
            self._enter(event, Sequence(mark.line + 1, mark.column + 1))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._leave()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def _put(self, node: Node) -> None:
        """Place a node: as the root, the next entry, a key, or the value of the key before it."""
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if type(top) is Sequence:
            top.append(node)
            return
        key = self._key
        if key is None:
            self._key = node if type(node) is Scalar else self._no_key(node)
            return
        self._key = None
        word = key.text
        if word in top or word == "<<" or key is _NO_KEY:
            self._drop(key, top)
        else:
            top[word] = node  # type: ignore[call-overload]
            top.marks[word] = (key.line, key.column)  # type: ignore[union-attr]

    def _enter(self, event: Any, node: Mapping | Sequence) -> None:
        if len(self._open) >= MAX_DEPTH:
            self.mistakes.append((node.place, f"nested deeper than {MAX_DEPTH}; a scenario needs no more than six"))
            raise _Stop
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event, node)
        self._put(node)
        self._open.append(node)
        self._keys.append(self._key)
        self._key = None

    def _leave(self) -> None:
        self._open.pop()
        self._key = self._keys.pop()
        if len(self._open) <= self._lost:
            self._lost = MAX_DEPTH

    def _no_key(self, node: Node) -> Scalar:
        """A list, a mapping or an alias stands where a key should: told once, not for what lies in it."""
        if not isinstance(node, Hole) and len(self._open) < self._lost:
            self.mistakes.append((node.place, "a key is a word, not a list or a mapping"))
            self._lost = len(self._open)
        return _NO_KEY

    def _drop(self, key: Scalar, top: Mapping | Sequence) -> None:
        """Leave out what stands under a merge key, a doubled key or no key at all."""
        if key is _NO_KEY:
            return
        if len(self.mistakes) >= MAX_DOUBLED:
            self.mistakes.append((key.place, "too much is wrong with this file; the rest of it is not read"))
            raise _Stop
        if key.text == "<<":
            self.mistakes.append((key.place, "the merge key << is not read; write the keys out"))
        elif isinstance(top, Mapping):
            line = top.key_place(key.text).line
            self.mistakes.append((key.place, f"doubled key {quoted(key.text)}; it stands on line {line} already"))

    def _checked(self, event: Any, node: Scalar) -> Scalar:
        """A text that could hold more than meets the eye."""
        self._check_plain(event, node)
        if UNFIT.search(node.text):
            self.mistakes.append((node.place, "the text holds a control character; leave it out"))
            return Hole("", node.line, node.column)
        return node

    def _check_plain(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            words = f"the anchor {quoted('&' + event.anchor)} is not read; write the value out where it is needed"
            self.mistakes.append((node.place, words))
        if event.tag is not None:
            words = f"the tag {quoted(event.tag)} is not read; leave it out, each key knows how to read its value"
            self.mistakes.append((node.place, words))

    def _alias(self, event: Any) -> None:
        hole = Hole("", event.start_mark.line + 1, event.start_mark.column + 1)
        if self._key is None or self._key.text != "<<":
            words = f"the alias {quoted('*' + event.anchor)} is not read; write the value out"
            self.mistakes.append((hole.place, words))
        self._put(hole)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
            self.mistakes.append((place, "a second document begins here; a file holds one scenario"))
            raise _Stop
