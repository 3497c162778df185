"""The rows of one subscription made into a story, as if somebody had written it as a scenario file."""

from collections.abc import Sequence as Rows

from attrs import field, frozen

from lifecycle import calendar
from lifecycle.events import UNNAMED
from lifecycle.problems import Problem, Problems, quoted, unknown
from scenarios.format.nodes import Hole, Mapping, Mistake, Node, Place, Places, Scalar, Sequence
from scenarios.format.opening import BLOCK, CHOICES, opening
from scenarios.format.scalars import written
from scenarios.format.source import Source
from scenarios.format.steps import EVENT_WORDS, steps
from scenarios.format.story import Story
from scenarios.importing.maps import OPENS, Kind, Map
from scenarios.importing.spool import OPENING, Spooled
from scenarios.importing.templates import Constant, Row, bare, build


@frozen
class Export(Source):
    """An export as the source of stories: a place is a row and the number of a column, 0 where it is of none.

    ``positioned`` says that columns stand in an order that a person can count.
    """

    names: tuple[str, ...] = ()
    positioned: bool = field(default=True, kw_only=True)

    def problem(self, place: Place, message: str) -> Problem:
        """The problem of a row, which names its column."""
        if not place.column:
            return Problem(self.path, place.line, 1, message)
        column = place.column if self.positioned else 1
        return Problem(self.path, place.line, column, f"column {quoted(self.names[place.column - 1])}: {message}")


@frozen
class Key:
    """Whose row it is, when it happened, and of which kind it is."""

    subscription: str
    at: int
    kind: str


def key(row: Row, wanted: Map, told: list[Mistake]) -> Key | None:
    """What a row is put aside under; None for one that is left out, or cannot be: mistakes go to ``told``."""
    for column, words in wanted.skip.items():
        if column in row.cells and row.cells[column][1] in words:
            return None
    name = _kind(row, wanted, told)
    kind = wanted.kinds.get(name) if name is not None else None
    if name is None or kind is None:
        return None
    provider = _text(build(wanted.choices["provider"], row, told, required=True), "a provider", told)
    number = _text(build(wanted.subscription["number"], row, told, required=True), "a subscription's number", told)
    event = _event(kind, row, told)
    if event == OPENS:
        at: int | None = OPENING
    else:
        at = _instant(build(kind.beside["at"], row, told, required=True), told) if "at" in kind.beside else None
        if "at" not in kind.beside:
            told.append((row.place(), "the row has no instant; the map gives no `at`"))
    return None if None in (provider, number, event) or at is None else Key(f"{provider}/{number}", at, name)


def _kind(row: Row, wanted: Map, told: list[Mistake]) -> str | None:
    if wanted.kind is None:
        return ""
    if wanted.kind not in row.cells:
        told.append((row.place(), f"the column {quoted(wanted.kind)}, which says of what kind the row is, is blank"))
        return None
    at, name = row.cells[wanted.kind]
    if not isinstance(name, str) or name not in wanted.kinds:
        told.append((Place(row.line, at), unknown("kind of row", str(name), wanted.kinds)))
        return None
    return name


def _text(node: Node | None, wanted: str, told: list[Mistake]) -> str | None:
    if isinstance(node, Hole) or node is None:
        return None
    if not isinstance(node, Scalar) or not node.text or "\n" in node.text:
        told.append((node.place, f"{wanted} is needed, a text on one line"))
        return None
    return node.text


def _event(kind: Kind, row: Row, told: list[Mistake]) -> str | None:
    node = build(kind.event, row, told, required=True)
    name = _text(node, "an event", told)
    if name is not None and node is not None and name != OPENS and name not in EVENT_WORDS:
        told.append((node.place, unknown("event", name, (OPENS, *EVENT_WORDS))))
        return None
    return name


def _instant(node: Node | None, told: list[Mistake]) -> int | None:
    if node is None or isinstance(node, Hole):
        return None
    try:
        at = written(node).at
    except ValueError as wrong:
        told.append((node.place, str(wrong)))
        return None
    return calendar.seconds(at) * 1_000_000 + at.microsecond


def story(name: str, spooled: Rows[Spooled], wanted: Map, source: Source) -> Story:
    """The story of a subscription. Raises Problems with everything that is wrong with its rows."""
    told: list[Mistake] = []
    root, last = _root(name, spooled, wanted, told)
    top, begun = opening(root, told)
    if top is None:
        raise TypeError("the top of a story is a mapping")
    facts, _, until = steps(top["steps"], begun.by_the_rules, told) if top["steps"] else ([], [], begun.event.activated)
    if until is None and not told:
        told.append((last, "nothing happened: the subscription is opened without `activated`, and no other row is its"))
    if told or until is None:
        raise Problems([source.problem(place, message) for place, message in told])
    return Story(source.path, name, begun.event.provider, begun.event, tuple(facts), (), until, Places(top), source)


def _root(name: str, spooled: Rows[Spooled], wanted: Map, told: list[Mistake]) -> tuple[Mapping, Place]:
    """What a scenario file would say, each value at its row and column."""
    line = spooled[0].row.line
    head = _Head(line, told)
    listed = Sequence(line, 0)
    for kind_name, row in spooled:
        kind = wanted.kinds[kind_name]
        if kind is None:
            raise TypeError("a row that is left out is not put aside")
        for one, template in (*wanted.choices.items(), *wanted.subscription.items()):
            if not isinstance(template, Constant) or one not in head.keys:
                head.take(one, build(template, row, told))
        event = _text(build(kind.event, row, told, required=True), "an event", told) or ""
        fields = build(kind.fields, row, told, required=True)
        if event == OPENS:
            head.open(fields)
        else:
            step = Mapping(row.line, 0)
            for one, template in kind.beside.items():
                node = build(template, row, told)
                if node is not None:
                    step.put(one, node, (node.line, node.column))
            listed.append(step.put(event, fields or Mapping(row.line, 0), (row.line, 0)))
    top = Mapping(line, 0).put("scenario", Scalar(name, line, 0), (line, 0))
    for one in CHOICES:
        head.move(one, top)
    if bare(head.keys.get("number", Scalar(UNNAMED, line, 0))) != UNNAMED or len(head.keys) > 1:
        top.put("subscription", head.keys, (line, 0))
    return top.put("steps", listed, (line, 0)), spooled[-1].row.place()


class _Head:
    """The opening while rows tell of it, each of which must tell the same."""

    def __init__(self, line: int, told: list[Mistake]) -> None:
        self.keys = Mapping(line, 0)
        self.told = told
        self._fixed: set[str] = set()

    def take(self, key: str, node: Node | None) -> None:
        """What a row says of the subscription; later rows may leave it blank, and may not say otherwise."""
        if node is None or isinstance(node, Hole):
            return
        if key not in self.keys:
            self.keys.put(key, node, (node.line, node.column))
        elif key not in self._fixed:
            self._again(key, node)

    def open(self, fields: Node | None) -> None:
        """What a row says that opens the subscription; it goes before what the map and other rows say."""
        if isinstance(fields, Hole) or fields is None:
            return
        if not isinstance(fields, Mapping):
            self.told.append((fields.place, "the fields of the opening are an object"))
            return
        for key, node in fields.items():
            if key not in (*BLOCK, *CHOICES):
                self.told.append((node.place, unknown("key", key, (*BLOCK, *CHOICES), " in activated")))
            elif key in self._fixed or key in ("provider", "number"):
                self._again(key, node)
            else:
                self.keys.put(key, node, (node.line, node.column))
                self._fixed.add(key)

    def _again(self, key: str, node: Node) -> None:
        held = self.keys[key]
        if bare(held) != bare(node):
            words = f"{key} is {_shown(node)}, and {_shown(held)} on line {held.line}; a subscription is opened once"
            self.told.append((node.place, words))

    def move(self, key: str, top: Mapping) -> None:
        """Put a choice where a scenario file has it."""
        if key in self.keys:
            node = self.keys.pop(key)
            top.put(key, node, (node.line, node.column))


def _shown(node: Node) -> str:
    return quoted(str(bare(node)))
