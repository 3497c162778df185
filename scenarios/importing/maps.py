"""The map of an export: which column says what, read from a YAML file with every mistake told at its place."""

from collections.abc import Mapping as Mapped
from pathlib import Path

from attrs import field, frozen

from lifecycle.calendar import instant
from lifecycle.events import UNNAMED, Activated, word
from lifecycle.problems import Problem, Problems
from lifecycle.rulebook import Shelf
from scenarios.format.facts import Step
from scenarios.format.markup import tree
from scenarios.format.mistakes import mistakes
from scenarios.format.nodes import Mapping, Mistake, Node, Places, Scalar
from scenarios.format.opening import BLOCK, CHOICES
from scenarios.format.shapes import Unreadable, file_keys, shape
from scenarios.format.source import Source, load
from scenarios.format.steps import EVENT_WORDS
from scenarios.format.story import Story
from scenarios.importing.templates import Constant, Record, Template, columns
from scenarios.importing.values import Reading
from scenarios.judging import Overlay, editions_for

TOP = ("map", *CHOICES, "subscription", "skip", "kind", "rows", "row", "delimiter")
OPENS = word(Activated)
"""The event of rows that open a subscription."""

BESIDE = tuple(key for key in file_keys(Step) if key != "refused")
KIND = ("event", *BESIDE, "fields")
EVENTS = {OPENS: Activated, **EVENT_WORDS}
SKIP = "skip"


@frozen
class Kind:
    """What one kind of row says: an event, the keys of a step beside it, and the event's fields."""

    event: Template
    beside: Mapped[str, Template]
    fields: Template

    @property
    def columns(self) -> set[str]:
        """The columns that it is read from."""
        return set().union(*map(columns, (self.event, self.fields, *self.beside.values())))


@frozen
class Map:
    """A whole map; a kind that is None is left out, and the only kind of rows that are all alike is ``""``."""

    title: str
    choices: Mapped[str, Template]
    subscription: Mapped[str, Template]
    kinds: Mapped[str, Kind | None]
    kind: str | None = None
    skip: Mapped[str, frozenset[str]] = field(factory=dict)
    delimiter: str = ","

    @property
    def columns(self) -> frozenset[str]:
        """Every column that it asks for."""
        found = set(self.skip) | ({self.kind} if self.kind is not None else set())
        for template in (*self.choices.values(), *self.subscription.values()):
            found |= columns(template)
        return frozenset(found.union(*(kind.columns for kind in self.kinds.values() if kind is not None)))


def read(path: Path, shelf: Shelf) -> Map:
    """The map in a file. Raises Problems with everything that is wrong with it."""
    source = load(path)
    if not source.text.strip():
        raise Problems([Problem(str(path), 1, 1, "the file is empty; a map begins with `map: WHAT IS EXPORTED`")])
    root, told = tree(source)
    if root is not None and not isinstance(root, Mapping):
        told.append((root.place, "a map is a mapping of keys; it begins with `map: WHAT IS EXPORTED`"))
    if not isinstance(root, Mapping):
        raise _problems(source, told)
    found = _whole(root, told)
    try:
        _judge(root, source, shelf, told)
    except Problems as wrong:
        raise Problems([*_problems(source, told).problems, *wrong.problems]) from None
    if told:
        raise _problems(source, told)
    return found


def _problems(source: Source, told: list[Mistake]) -> Problems:
    return Problems([source.problem(place, message) for place, message in told])


def _whole(root: Mapping, told: list[Mistake]) -> Map:
    reading = Reading(told)
    reading.keys(root, TOP, ("map", "provider", "subscription"), "the map")
    choices = {key: reading.choice(root[key], Activated, key) for key in CHOICES if key in root}
    choices.setdefault("provider_acts", Constant(Scalar("as_recorded", root.line, root.column)))
    block = root.get("subscription")
    subscription: dict[str, Template] = {}
    if block is not None:
        record = reading.record(block, dict.fromkeys(BLOCK, Activated), "subscription")
        subscription = dict(record.parts)
        if isinstance(block, Mapping) and "number" not in block:
            told.append((block.place, 'missing key "number" in subscription'))
    kind, kinds = _kinds(root, reading)
    title = reading.text(root["map"]) if "map" in root else ""
    delimiter = reading.text(root["delimiter"]) if "delimiter" in root else ","
    if len(delimiter) != 1 or delimiter in '"\r\n':
        told.append((root["delimiter"].place, 'a delimiter is one character, such as ";"'))
    return Map(title, choices, subscription, kinds, kind, reading.skips(root.get("skip")), delimiter or ",")


def _kinds(root: Mapping, reading: Reading) -> tuple[str | None, dict[str, Kind | None]]:
    """What each kind of row says, and in which column its kind stands."""
    if "row" in root:
        for key in ("kind", "rows"):
            if key in root:
                reading.told.append(
                    (root.key_place(key), f"{key} goes without `row`, which says that all rows are alike")
                )
        return None, {"": _kind(root["row"], reading)}
    if "kind" not in root or "rows" not in root:
        reading.told.append((root.place, "write `row` where all rows are alike, else `kind`, a column, and `rows`"))
        return None, {}
    kinds: dict[str, Kind | None] = {}
    if not isinstance(root["rows"], Mapping):
        reading.told.append((root["rows"].place, "rows are written as a mapping of each kind to what it says"))
    else:
        for name, node in root["rows"].items():
            skipped = isinstance(node, Scalar) and node.text == SKIP
            kinds[name] = None if skipped else _kind(node, reading)
    return reading.text(root["kind"]), kinds


def _kind(node: Node, reading: Reading) -> Kind | None:
    if not isinstance(node, Mapping):
        reading.told.append((node.place, f"a kind of row is a mapping of {', '.join(KIND)}, or `skip`"))
        return None
    reading.keys(node, KIND, ("event",), "row")
    event = reading.word(node["event"], EVENTS, "event") if "event" in node else Constant(Scalar("", *_at(node)))
    known = event.node.text if isinstance(event, Constant) and isinstance(event.node, Scalar) else None
    cls = EVENTS.get(known or "")
    beside = {key: reading.template(node[key], Step, key) for key in BESIDE if key in node}
    if known != OPENS and "at" not in node:
        reading.told.append((node.place, 'missing key "at" in row; it is the column with the instant'))
    fields: Template = Record({})
    if "fields" in node:
        keys = dict.fromkeys(file_keys(cls), cls) if cls is not None else None
        fields = reading.fields(node["fields"], keys, known or "the event")
    if cls is not None and isinstance(fields, Record):
        missing = reading.required(cls) - set(fields.parts) - ({"provider", "number"} if known == OPENS else set())
        place = node["fields"].place if "fields" in node else node.place
        reading.told += [(place, f'missing key "{key}" in the fields of {known}') for key in sorted(missing)]
    return Kind(event, beside, fields)


def _at(node: Node) -> tuple[int, int]:
    return node.line, node.column


def _judge(root: Mapping, source: Source, shelf: Shelf, told: list[Mistake]) -> None:
    """Whether there are books for the provider, and the edition and the readings in them, where the map names them."""
    if not isinstance(root.get("provider"), Scalar):
        return
    head = Mapping(root.line, root.column).put("number", Scalar(UNNAMED, *_at(root)), _at(root))
    for key in CHOICES:
        if isinstance(root.get(key), Scalar) or (key in ("readings", "givens") and key in root):
            head.put(key, root[key], root.marks[key])
    try:
        opening = shape(Activated)(head)
    except Unreadable as error:
        told += mistakes(error, head)
        return
    story = Story(source.path, "", opening.provider, opening, (), (), instant(0), Places(root), source)
    editions_for(story, shelf, Overlay(), whole=False)
