"""Stories whose every free text is hostile: what would be run, or would turn or break a page, if it were not text."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml

from lifecycle.clock import frozen
from lifecycle.problems import Problems
from lifecycle.rulebook import Shelf
from scenarios.check import check
from scenarios.format import read_text
from scenarios.replay import replay

_STR = "tag:yaml.org,2002:str"

LIBRARY = Path(__file__).parents[2] / "scenarios" / "library"
SHELF = Shelf.open()

TEXTS = {
    "a script": "<script>window.hit=1</script>",
    "the end of the title": "</title></style></script><script>window.hit=1</script>",
    "a picture out of an attribute": '"><img src=x onerror=window.hit=1>',
    "a picture out of a quoted attribute": "'><svg onload='window.hit=1'>",
    "quotes": "\"double\" 'single' `back` “curly” «angled»",
    "a template": "{{7*7}}{% for x in y %}${7*7}#{7*7}<%= 7*7 %>",
    "a format": "{0} {amount} {} {{ %s %(amount)s %d %%",
    "an entity": "&lt;b&gt;&amp;amp;&#60;i&#62;",
    "an address": "javascript:window.hit=1",
    "a comment": "<!-- --><![CDATA[ ]]><plaintext>",
    "an override from right to left": "abc \u202egnp.exe",
    "an isolate from right to left": "abc \u2067gnp.exe \u2066",
    "letters from right to left": "\u05e9\u05dc\u05d5\u05dd 123 \u0645\u0631\u062d\u0628\u0627",
    "10,000 letters without a blank": "W" * 10_000,
    "10,000 letters of words": "word " * 1_999 + "ended",
    "marks upon marks": "Z" + "\u0338\u0357\u0311" * 60,
}
"""By what it is."""

DIRECTIONS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Marks that turn or embed whatever follows them, up to the end of their paragraph or of what isolates them."""


def hostile(story: Path, text: str) -> tuple[str, tuple[str, ...]]:
    """A story with this text in place of each that takes any, and as note and source of each step; and those texts.

    Each has its own number, the title 0, so that they differ.
    """
    texts = {old: f"{text} {number}" for number, old in enumerate(_taking(story))}
    noted = (f"{text} note", f"{text} source")
    changed = _with(story.read_text("utf-8"), texts, noted)
    assert _holds(changed), "it takes some text and not this one"
    return changed, (*texts.values(), *noted)


@cache
def _taking(story: Path) -> tuple[str, ...]:
    """The texts in whose place any other may stand, everywhere where they stand: the story is replayed as before."""
    source = story.read_text("utf-8")
    taken: dict[str, str] = {}
    for number, old in enumerate(dict.fromkeys(node.value for node in _texts(_composed(source)))):
        tried = {**taken, old: f"Any text? {number}"}
        if _holds(_with(source, tried, ("n", "s"))):
            taken = tried
    return tuple(taken)


def _composed(source: str) -> yaml.Node:
    root = yaml.compose(source)
    assert root is not None
    return root


def _with(source: str, texts: dict[str, str], noted: Sequence[str]) -> str:
    root = _composed(source)
    for node in _texts(root):
        if node.value in texts:
            node.value, node.style = texts[node.value], '"'
    for step in _under(root, "steps").value:
        step.value = [pair for pair in step.value if pair[0].value not in ("note", "source")]
        if not any(key.value == "expect" for key, _ in step.value):
            step.value += [(_scalar(key), _scalar(text)) for key, text in zip(("note", "source"), noted, strict=True)]
    written: str = yaml.serialize(root, allow_unicode=True, width=100_000)
    return written


def _under(mapping: yaml.Node, wanted: str) -> yaml.Node:
    found: yaml.Node = next(value for key, value in mapping.value if key.value == wanted)
    return found


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STR, text, style='"')


def _texts(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The values that are texts, in the order of the file."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _texts(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _texts(value)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":timestamp"):
        node.tag, node.style = _STR, '"'  # In a flow it is not written plain again, and no story has tags.
    elif isinstance(node, yaml.ScalarNode) and node.tag == _STR:
        yield node


def _holds(source: str) -> bool:
    """Whether it is a story, and what it expects still holds."""
    try:
        story = read_text(source, "hostile.yaml")
        with frozen() as clock:
            return check(replay(story, SHELF, clock), clock).holds
    except Problems:
        return False
