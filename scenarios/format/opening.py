"""The reading of a file's head: title, provider, choices and the subscription block, made into the opening."""

from attrs import evolve, frozen

from lifecycle.calendar import wib
from lifecycle.events import UNNAMED, Activated
from lifecycle.problems import nearest, unknown
from scenarios.format import scalars
from scenarios.format.mistakes import mistakes
from scenarios.format.nodes import Hole, Mapping, Mistake, Node, Scalar
from scenarios.format.shapes import Unreadable, file_keys, shape

CHOICES = ("provider", "edition", "provider_acts", "readings", "givens")
"""Keys at the top of a file that the opening carries."""

TOP = ("scenario", *CHOICES, "subscription", "steps")
REQUIRED = ("scenario", "provider", "steps")
BLOCK = tuple(key for key in file_keys(Activated) if key not in CHOICES)
"""Keys of the subscription block."""


@frozen
class Begun:
    """What the head of a file says; where a mistake prevents the whole ``event``, the choices alone."""

    title: str
    event: Activated
    by_the_rules: bool


def opening(root: Node, told: list[Mistake]) -> tuple[Mapping | None, Begun]:
    """The file's top mapping and what its head says; mistakes go to ``told``."""
    if not isinstance(root, Mapping):
        told += _no_mapping(root)
        return None, Begun("", Activated(provider=UNNAMED, number=UNNAMED), by_the_rules=False)
    told += [(root.key_place(key), unknown("key", key, TOP)) for key in root if key not in TOP]
    _require(root, REQUIRED, TOP, "the file", told)
    title = ""
    if "scenario" in root:
        try:
            title = scalars.label(root["scenario"])
        except ValueError as error:
            told += mistakes(error, root["scenario"])
    acts = root.get("provider_acts")
    told_by_rules = acts is None or (isinstance(acts, Scalar) and acts.text == "by_the_rules")
    return root, Begun(title, _event(root, told), told_by_rules)


def _no_mapping(root: Node) -> list[Mistake]:
    if isinstance(root, Hole):
        return []
    if isinstance(root, Scalar) and not root.text:
        return [(root.place, "the file is empty; a scenario begins with `scenario: TITLE`")]
    what = "a text" if isinstance(root, Scalar) else "a list"
    return [(root.place, f"a scenario is a mapping of keys, not {what}; it begins with `scenario: TITLE`")]


def _require(keys: Mapping, required: tuple[str, ...], known: tuple[str, ...], of: str, told: list[Mistake]) -> None:
    """Tell what is missing, unless an unknown key is plainly meant for it."""
    meant = {nearest(key, known) for key in keys if key not in known}
    missing = [key for key in required if key not in keys and key not in meant]
    told += [(keys.place, f'missing key "{key}" in {of}') for key in missing]


def _event(root: Mapping, told: list[Mistake]) -> Activated:
    """The opening: the subscription block and the choices above it, as one mapping."""
    block = _block(root, told)
    whole = Mapping(block.line, block.column)
    for keys, wanted in ((block, BLOCK), (root, CHOICES)):
        for key in wanted:
            if key in keys:
                whole.put(key, keys[key], keys.marks[key])
    for key in ("number", "provider"):
        if key not in whole:
            whole.put(key, Scalar(UNNAMED, block.line, block.column), (block.line, block.column))
    try:
        event: Activated = shape(Activated)(whole)
    except Unreadable as error:
        told += mistakes(error, whole)
        return _choices(root)
    return evolve(event, activated=wib(event.activated)) if event.activated else event


def _choices(root: Mapping) -> Activated:
    """The choice of book and readings alone, for a head that cannot be read as a whole."""

    def text(node: Node | None) -> str | None:
        return node.text if isinstance(node, Scalar) and not isinstance(node, Hole) and node.text else None

    chosen = root.get("readings")
    pairs = chosen.items() if isinstance(chosen, Mapping) else ()
    readings = ((name, word) for name, node in pairs if (word := text(node)) is not None)
    return Activated(
        provider=text(root.get("provider")) or UNNAMED,
        number=UNNAMED,
        edition=text(root.get("edition")),
        readings=tuple(sorted(readings)),
    )


def _block(root: Mapping, told: list[Mistake]) -> Mapping:
    """The subscription block, its own keys checked; empty where there is none."""
    node = root.get("subscription")
    if node is None or isinstance(node, Hole):
        return Mapping(root.line, root.column)
    if isinstance(node, Scalar) and not node.text:
        node = Mapping(node.line, node.column)
    if not isinstance(node, Mapping):
        told.append((node.place, f"subscription is written as a mapping of {', '.join(BLOCK)}"))
        return Mapping(node.line, node.column)
    told += [(node.key_place(key), unknown("key", key, BLOCK, " in subscription")) for key in node if key not in BLOCK]
    _require(node, ("number",), BLOCK, "subscription", told)
    if "bills" in node and "monthly_fee" not in node:
        words = "bills are issued at the `monthly_fee`, and none is written; add it to the subscription"
        told.append((node.key_place("bills"), words))
    return node
